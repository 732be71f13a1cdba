package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.liquidation.FillOutcome;
import org.plimsoll.engine.liquidation.PriceGate;
import org.plimsoll.engine.market.IndexPrice;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.volatility.Estimate;
import org.plimsoll.engine.volatility.VolatilityForecast;
import org.plimsoll.engine.waterfall.DefaultEvent;
import org.plimsoll.engine.waterfall.DefaultManagement;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.engine.waterfall.Market;
import org.plimsoll.engine.waterfall.PoolTarget;

/// Default management under ids: what it needs of the markets, and its steps as effects.
///
/// Without rules it does nothing, and whoever runs the venue closes accounts himself.
final class DefaultDesk implements Market {
  private final VenueTerms terms;
  private final AccountDesk accounts;
  private final MarketDesk markets;
  private final RateDesk rates;
  private @Nullable DefaultManagement management;
  private Instant now = Instant.EPOCH;

  DefaultDesk(VenueTerms terms, AccountDesk accounts, MarketDesk markets, RateDesk rates) {
    this.terms = terms;
    this.accounts = accounts;
    this.markets = markets;
    this.rates = rates;
  }

  Optional<DefaultManagement> management() {
    return Optional.ofNullable(management);
  }

  // What the markets say.

  @Override
  public PriceGate gate() {
    return new PriceGate() {
      @Override
      public Optional<Problem> ofContract(int contract) {
        return problemOf(terms.contracts().get(contract).contract().terms().underlying());
      }

      @Override
      public Optional<Problem> ofAsset(int asset) {
        String code = accounts.book().asset(asset).code();
        return terms.collateral().stream()
            .filter(one -> one.asset().code().equals(code) && !one.market().isEmpty())
            .findFirst()
            .flatMap(one -> problemOf(one.market()));
      }
    };
  }

  private Optional<PriceGate.Problem> problemOf(String market) {
    IndexPrice index = markets.latest().index(market).orElse(null);
    if (!(index instanceof IndexPrice.Fresh fresh)) {
      return Optional.of(
          new PriceGate.Problem(
              index == null ? Reason.PRICE_MISSING : Reason.QUORUM_LOST,
              "Too few sources of " + market + " pass their gates; its price liquidates nobody"));
    }
    DefaultManagement running = management;
    long age = now.toEpochMilli() - fresh.asOf().toEpochMilli();
    long limit = running == null ? 0 : running.rules().liquidation().priceMillis();
    return age <= limit
        ? Optional.empty()
        : Optional.of(
            new PriceGate.Problem(
                Reason.PRICE_STALE,
                "The price of "
                    + market
                    + " is "
                    + age
                    + " ms old, limit "
                    + limit
                    + "; it liquidates nobody"));
  }

  @Override
  public double sigmaDay(int contract) {
    String market = terms.contracts().get(contract).contract().terms().underlying();
    double forecast = markets.forecast(market).map(VolatilityForecast::sigmaDay).orElse(Double.NaN);
    double realised =
        markets.history(market).realisedSigma() instanceof Estimate.Value value
            ? value.value()
            : Double.NaN;
    return realised > forecast || Double.isNaN(forecast) ? realised : forecast;
  }

  @Override
  public PoolTarget.RateGap gap() {
    return (rateClass, contract) -> {
      RateLine line = rates.line(rateClass, contract);
      if (line.kind != RateLine.Kind.RATE
          || !(line.determination() instanceof Determination.Rate rate)) {
        return 0;
      }
      double below = Math.clamp(rate.unbounded() - line.initial, 0, 8);
      return (long) StrictMath.ceil(below * 1e9);
    };
  }

  // Commands.

  Effect setRules(DefaultRules rules, List<Effect> effects) {
    DefaultManagement running = management;
    try {
      if (running != null) {
        running.setRules(rules);
      } else {
        management = create(rules);
        openAllShort();
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Effect.Refused(Reason.COMMAND_MALFORMED, "Default rules: " + e.getMessage());
    }
    tell(effects);
    return new Effect.Applied();
  }

  private DefaultManagement create(DefaultRules rules) {
    return new DefaultManagement(
        new DefaultManagement.Parts(
            accounts.book(),
            accounts.ledger(),
            accounts.marks(),
            accounts.rates(),
            accounts.policy(),
            accounts.assessor()),
        rules);
  }

  private void openAllShort() {
    AccountBook book = accounts.book();
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.status(account).isLost()) {
        found(account);
      }
    }
  }

  private void found(int account) {
    if (management != null) {
      management.found(account);
    }
  }

  /// Takes note of the accounts that a sweep found short.
  ///
  /// @param from index of the sweep's first effect
  void note(List<Effect> effects, int from) {
    if (management == null) {
      return;
    }
    for (Effect effect : effects.subList(from, effects.size())) {
      if (effect instanceof Effect.StatusChanged changed
          && AccountStatus.valueOf(changed.to()).isLost()) {
        found(accounts.book().accountIndex(changed.account()).orElseThrow());
      }
    }
  }

  /// Bars closed and rates are new.
  void measure(Instant at, List<Effect> effects) {
    now = at;
    if (management != null) {
      management.measure(at.toEpochMilli(), this);
      tell(effects);
    }
  }

  /// Prices were observed.
  void advance(Instant at, List<Effect> effects) {
    now = at;
    if (management != null) {
      management.advance(at.toEpochMilli(), this);
      tell(effects);
    }
  }

  Effect fill(Command.ReportLiquidationFill command, List<Effect> effects) {
    now = command.at();
    DefaultManagement running = management;
    if (running == null) {
      return withoutRules();
    }
    OptionalInt other = accounts.book().accountIndex(command.counterparty());
    if (other.isEmpty() || running.isPool(other.getAsInt())) {
      return new Effect.Refused(
          Reason.ACCOUNT_UNKNOWN, "No client's account " + command.counterparty());
    }
    var fill =
        new DefaultManagement.Fill(
            command.order(),
            other.getAsInt(),
            command.quantity(),
            command.price(),
            command.counterpartyFee());
    Optional<FillOutcome.Refused> refused = running.fill(fill, command.at().toEpochMilli(), this);
    return answer(refused, effects);
  }

  Effect end(Command.EndLiquidationOrder command, List<Effect> effects) {
    now = command.at();
    DefaultManagement running = management;
    return running == null
        ? withoutRules()
        : answer(running.end(command.order(), command.at().toEpochMilli(), this), effects);
  }

  private Effect answer(Optional<FillOutcome.Refused> refused, List<Effect> effects) {
    tell(effects);
    return refused.isPresent()
        ? new Effect.Refused(refused.get().reason(), refused.get().detail())
        : new Effect.Applied();
  }

  private static Effect withoutRules() {
    return new Effect.Refused(
        Reason.DEFAULT_RULES_MISSING, "Rules for defaults must be set before orders are answered");
  }

  /// Whether an account is a pool's or the backstop's.
  boolean isPool(String account) {
    OptionalInt index = accounts.book().accountIndex(account);
    return management != null && index.isPresent() && management.isPool(index.getAsInt());
  }

  Effect deposit(Command.Deposit command, List<Effect> effects) {
    DefaultManagement running = management;
    if (running == null || !isPool(command.account())) {
      return accounts.deposit(command);
    }
    long units = command.amount().units();
    Effect effect =
        accounts.move(
            command.account(),
            command.amount(),
            (account, asset) -> running.deposit(account, asset, units));
    tell(effects);
    return effect;
  }

  Effect withdraw(Command.Withdraw command, List<Effect> effects) {
    DefaultManagement running = management;
    if (running == null || !isPool(command.account())) {
      return accounts.withdraw(command);
    }
    long units = command.amount().units();
    Effect effect =
        accounts.move(
            command.account(),
            command.amount(),
            (account, asset) -> running.withdraw(account, asset, units));
    tell(effects);
    return effect;
  }

  /// Books a trade with the levy on both sides; only an agreed trade pays it, not a forced one.
  Effect trade(Command.Trade command, List<Effect> effects) {
    DefaultManagement running = management;
    OptionalInt contract = accounts.book().contractIndex(command.instrument());
    boolean levied =
        running != null
            && command.checked()
            && contract.isPresent()
            && command.quantity() > 0
            && command.price() > 0;
    if (!levied || running == null) {
      return accounts.trade(command);
    }
    if (isPool(command.buyer()) || isPool(command.seller())) {
      return new Effect.Refused(Reason.ACCOUNT_MODE_MISMATCH, "The venue's pools do not trade");
    }
    try {
      long levy = running.levy(contract.getAsInt(), command.quantity(), command.price(), this);
      Effect effect = accounts.trade(with(command, levy));
      if (effect instanceof Effect.Applied) {
        running.collectLevy(contract.getAsInt(), Math.multiplyExact(2, levy));
        tell(effects);
      }
      return effect;
    } catch (ArithmeticException e) {
      return new Effect.Refused(Reason.AMOUNT_OVERFLOW, "A levy does not fit: " + e.getMessage());
    }
  }

  private static Command.Trade with(Command.Trade trade, long levy) {
    return new Command.Trade(
        trade.at(),
        trade.buyer(),
        trade.seller(),
        trade.instrument(),
        trade.quantity(),
        trade.price(),
        Math.addExact(trade.buyerFee(), levy),
        Math.addExact(trade.sellerFee(), levy),
        true);
  }

  /// Turns what happened into effects; an account whose liquidation ended is assessed at once.
  private void tell(List<Effect> effects) {
    DefaultManagement running = management;
    if (running == null) {
      return;
    }
    List<DefaultEvent> events = running.drain();
    if (events.isEmpty()) {
      return;
    }
    accounts.scaleAll();
    var words = new DefaultSteps(accounts.book());
    for (DefaultEvent event : events) {
      effects.add(words.of(event));
      switch (event) {
        case DefaultEvent.Recovered e -> accounts.reassess(e.group().account(), effects);
        case DefaultEvent.Resolved e -> accounts.reassess(e.group().account(), effects);
        default -> {}
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    DefaultManagement running = management;
    out.writeBoolean(running != null);
    if (running != null) {
      WireWriter rules = new WireWriter();
      DefaultRulesCodec.write(running.rules(), rules);
      byte[] bytes = rules.toBytes();
      out.writeInt(bytes.length);
      out.write(bytes);
      running.writeTo(out);
    }
  }

  void readFrom(DataInput in) throws IOException {
    management = null;
    if (in.readBoolean()) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      WireReader rules = new WireReader(bytes);
      DefaultManagement running = create(DefaultRulesCodec.read(rules));
      rules.end();
      running.readFrom(in);
      management = running;
    }
  }
}
