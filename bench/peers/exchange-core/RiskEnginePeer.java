import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.PositionDirection;
import exchange.core2.core.common.SymbolPositionRecord;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.UserProfile;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.ExchangeConfiguration;
import exchange.core2.core.common.config.OrdersProcessingConfiguration;
import exchange.core2.core.processors.RiskEngine;
import exchange.core2.core.processors.SharedPool;
import exchange.core2.core.processors.journaling.DummySerializationProcessor;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Times exchange-core's risk check of one futures order against ten positions: `RiskEnginePeer
 * USERS CHECKS`. One flat margin per lot, no tiers, no scenarios; prices of all symbols are known.
 */
public final class RiskEnginePeer {
  private static final int SYMBOLS = 500;
  private static final int CURRENCY = 840;

  private final SplittableRandom random = new SplittableRandom(4);
  private final RiskEngine engine;
  private final int users;

  private RiskEnginePeer(int users) {
    this.users = users;
    OrdersProcessingConfiguration orders =
        OrdersProcessingConfiguration.builder()
            .riskProcessingMode(OrdersProcessingConfiguration.RiskProcessingMode.FULL_PER_CURRENCY)
            .marginTradingMode(
                OrdersProcessingConfiguration.MarginTradingMode.MARGIN_TRADING_ENABLED)
            .build();
    engine =
        new RiskEngine(
            0,
            1,
            DummySerializationProcessor.INSTANCE,
            SharedPool.createTestSharedPool(),
            ExchangeConfiguration.defaultBuilder().ordersProcessingCfg(orders).build());
  }

  public static void main(String[] args) {
    RiskEnginePeer peer = new RiskEnginePeer(Integer.parseInt(args[0]));
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      peer.list(symbol);
    }
    for (int uid = 1; uid <= peer.users; uid++) {
      peer.open(uid);
    }
    peer.measure(Integer.parseInt(args[1]));
  }

  private void list(int symbol) {
    engine
        .getSymbolSpecificationProvider()
        .addSymbol(
            CoreSymbolSpecification.builder()
                .symbolId(symbol)
                .type(SymbolType.FUTURES_CONTRACT)
                .baseCurrency(1000 + symbol)
                .quoteCurrency(CURRENCY)
                .baseScaleK(1)
                .quoteScaleK(1)
                .marginBuy(100)
                .marginSell(100)
                .takerFee(0)
                .makerFee(0)
                .build());
    RiskEngine.LastPriceCacheRecord price = new RiskEngine.LastPriceCacheRecord();
    price.askPrice = 10_001;
    price.bidPrice = 10_000;
    engine.getLastPriceCache().put(symbol, price);
  }

  private void open(int uid) {
    engine.getUserProfileService().addEmptyUserProfile(uid);
    UserProfile profile = engine.getUserProfileService().getUserProfile(uid);
    profile.accounts.put(CURRENCY, 1_000_000_000L);
    while (profile.positions.size() < 10) {
      int symbol = symbol();
      SymbolPositionRecord position = new SymbolPositionRecord();
      position.initialize(uid, symbol, CURRENCY);
      position.direction = random.nextBoolean() ? PositionDirection.LONG : PositionDirection.SHORT;
      position.openVolume = 1 + random.nextInt(100);
      position.openPriceSum = position.openVolume * 10_000;
      profile.positions.put(symbol, position);
    }
  }

  private int symbol() {
    double u = random.nextDouble();
    return (int) (u * u * SYMBOLS);
  }

  private void measure(int checks) {
    OrderCommand command = new OrderCommand();
    long[] times = new long[checks];
    int accepted = 0;
    for (int round = -checks / 2; round < checks; round++) {
      fill(command);
      long start = System.nanoTime();
      engine.preProcessCommand(round, command);
      long time = System.nanoTime() - start;
      if (round >= 0) {
        times[round] = time;
        accepted += command.resultCode == CommandResultCode.VALID_FOR_MATCHING_ENGINE ? 1 : 0;
      }
    }
    Arrays.sort(times);
    System.out.printf(
        "| exchange-core 0.5.3 RiskEngine, %,d users, 10 positions | %,d | %,d | %,d | | |%n",
        users,
        times[checks / 2],
        times[(int) (checks * 0.99)],
        times[(int) (checks * 0.999)]);
    System.out.printf("<!-- accepted %,d of %,d -->%n", accepted, checks);
  }

  private void fill(OrderCommand command) {
    command.command = OrderCommandType.PLACE_ORDER;
    command.orderType = OrderType.GTC;
    command.uid = 1 + random.nextInt(users);
    command.symbol = symbol();
    command.action = random.nextBoolean() ? OrderAction.BID : OrderAction.ASK;
    command.size = 1 + random.nextInt(100);
    command.price = 10_000;
    command.reserveBidPrice = 10_000;
    command.resultCode = CommandResultCode.NEW;
  }
}
