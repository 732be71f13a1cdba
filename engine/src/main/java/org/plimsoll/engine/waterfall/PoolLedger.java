package org.plimsoll.engine.waterfall;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.liquidation.AssetRates;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// The pools' balances, targets, flows and limits.
///
/// Targets and flows are kept in the valuation asset; other assets that a pool holds pay for losses
/// in them and count towards nothing else.
public final class PoolLedger {
  private final AccountBook book;
  private final DefaultWaterfall waterfall;
  private final int valuation;
  private final PoolHistory base = new PoolHistory();
  private final PoolHistory own = new PoolHistory();
  private final PoolHistory insurance = new PoolHistory();
  private PoolTarget target = PoolTarget.NONE;

  PoolLedger(AccountBook book, DefaultWaterfall waterfall, AssetRates assets) {
    this.book = book;
    this.waterfall = waterfall;
    int found = 0;
    while (!assets.isValuation(found)) {
      found++;
    }
    valuation = found;
  }

  /// Index of the asset that targets are in.
  public int valuation() {
    return valuation;
  }

  /// What a pool holds of an asset.
  public long balance(Layer pool, int asset) {
    return book.balance(waterfall.pools().of(pool), asset);
  }

  /// The targets last measured.
  public PoolTarget target() {
    return target;
  }

  /// What a pool should hold of the valuation asset.
  public long target(Layer pool, PoolRules rules) {
    return switch (pool) {
      case BASE_POOL -> target.base();
      case INSURANCE_POOL -> target.insurance();
      case OWN_CAPITAL -> Billionths.times(target.base(), rules.ownFraction(), Rounding.UP);
      case DEFAULTER_MARGIN, DELEVERAGING -> 0;
    };
  }

  /// How long a pool lasts at the flows of its last days.
  public DepletionForecast forecast(Layer pool) {
    return history(pool).forecast(balance(pool, valuation));
  }

  void setTarget(PoolTarget measured) {
    target = measured;
  }

  void at(long nowMillis) {
    for (Layer pool : List.of(Layer.BASE_POOL, Layer.OWN_CAPITAL, Layer.INSURANCE_POOL)) {
      history(pool).at(nowMillis, balance(pool, valuation));
    }
  }

  double drawdown() {
    return base.drawdown();
  }

  /// The insurance pool's balance over its target, 0 to 1; 1 when it has none.
  double insuranceFill() {
    long wanted = target.insurance();
    long held = Math.max(0, balance(Layer.INSURANCE_POOL, valuation));
    return held >= wanted ? 1 : held / (double) wanted;
  }

  Optional<Layer> layerOf(int account) {
    PoolAccounts pools = waterfall.pools();
    if (account == pools.base()) {
      return Optional.of(Layer.BASE_POOL);
    }
    if (account == pools.ownCapital()) {
      return Optional.of(Layer.OWN_CAPITAL);
    }
    return account == pools.insurance() ? Optional.of(Layer.INSURANCE_POOL) : Optional.empty();
  }

  private PoolHistory history(Layer pool) {
    return switch (pool) {
      case BASE_POOL -> base;
      case OWN_CAPITAL -> own;
      case INSURANCE_POOL -> insurance;
      case DEFAULTER_MARGIN, DELEVERAGING ->
          throw new IllegalArgumentException(pool + " is no pool");
    };
  }

  /// Moves money from the venue's fees into a pool, as far as the fees hold it.
  List<DefaultEvent> receive(
      Layer pool, int asset, long units, DefaultEvent.Cause cause, int account) {
    long held = Math.max(0, book.balance(AccountBook.FEES, asset));
    return take(AccountBook.FEES, pool, asset, Math.min(units, held), cause, account);
  }

  private List<DefaultEvent> take(
      int from, Layer pool, int asset, long units, DefaultEvent.Cause cause, int account) {
    if (units <= 0) {
      return List.of();
    }
    waterfall.move(from, waterfall.pools().of(pool), asset, units);
    if (asset == valuation) {
      history(pool).received(units);
    }
    return List.of(
        new DefaultEvent.PoolMoved(pool, asset, units, balance(pool, asset), cause, account));
  }

  /// Notes an allocation that was paid.
  List<DefaultEvent> paid(LossAllocation allocation, int account) {
    List<DefaultEvent> events = new ArrayList<>();
    for (LossAllocation.Part part : allocation.parts()) {
      if (allocation.asset() == valuation) {
        history(part.layer()).paid(part.units());
      }
      events.add(
          new DefaultEvent.PoolMoved(
              part.layer(),
              allocation.asset(),
              -part.units(),
              balance(part.layer(), allocation.asset()),
              DefaultEvent.Cause.LOSS,
              account));
    }
    return events;
  }

  /// Fills pools that are below their targets from the venue's fees, the base pool first.
  List<DefaultEvent> replenish(long share) {
    List<DefaultEvent> events = new ArrayList<>();
    long fees = Math.max(0, book.balance(AccountBook.FEES, valuation));
    long rest = Billionths.times(fees, share, Rounding.DOWN);
    for (Layer pool : List.of(Layer.BASE_POOL, Layer.INSURANCE_POOL)) {
      long wanted = pool == Layer.BASE_POOL ? target.base() : target.insurance();
      long units = Math.min(rest, wanted - balance(pool, valuation));
      if (units > 0) {
        rest -= units;
        events.addAll(
            take(
                AccountBook.FEES,
                pool,
                valuation,
                units,
                DefaultEvent.Cause.REPLENISHMENT,
                AccountBook.FEES));
      }
    }
    return events;
  }

  /// Moves what an empty backstop has gained into the base pool, unless it owes another asset.
  List<DefaultEvent> takeSurplus(int backstop) {
    for (int asset = 0; asset < book.assetCount(); asset++) {
      if (book.balance(backstop, asset) < 0) {
        return List.of();
      }
    }
    List<DefaultEvent> events = new ArrayList<>();
    for (int asset = 0; asset < book.assetCount(); asset++) {
      events.addAll(
          take(
              backstop,
              Layer.BASE_POOL,
              asset,
              book.balance(backstop, asset),
              DefaultEvent.Cause.BACKSTOP_GAIN,
              backstop));
    }
    return events;
  }

  /// Notes money that crossed the venue's border.
  List<DefaultEvent> crossed(int account, int asset, long units, DefaultEvent.Cause cause) {
    Optional<Layer> pool = layerOf(account);
    if (pool.isEmpty()) {
      return List.of();
    }
    if (units < 0 && asset == valuation) {
      history(pool.get()).withdrew(-units);
    }
    return List.of(
        new DefaultEvent.PoolMoved(
            pool.get(), asset, units, balance(pool.get(), asset), cause, account));
  }

  long withdrawable(int account, int asset, PoolRules rules) {
    Optional<Layer> pool = layerOf(account);
    long held = Math.max(0, book.balance(account, asset));
    if (pool.isEmpty() || asset != valuation) {
      return held;
    }
    PoolHistory history = history(pool.get());
    long perDay =
        Billionths.times(Math.max(0, history.opening()), rules.withdrawalPerDay(), Rounding.DOWN);
    long today = Math.max(0, perDay - history.withdrawnToday());
    return Math.min(today, Math.max(0, held - target(pool.get(), rules)));
  }

  DefaultEvent targeted() {
    return new DefaultEvent.Targeted(
        target,
        balance(Layer.BASE_POOL, valuation),
        balance(Layer.INSURANCE_POOL, valuation),
        forecast(Layer.BASE_POOL),
        forecast(Layer.INSURANCE_POOL));
  }

  void writeTo(DataOutput out) throws IOException {
    base.writeTo(out);
    own.writeTo(out);
    insurance.writeTo(out);
    out.writeLong(target.base());
    out.writeUTF(target.scenario());
    out.writeLong(target.insurance());
  }

  void readFrom(DataInput in) throws IOException {
    base.readFrom(in);
    own.readFrom(in);
    insurance.readFrom(in);
    target = new PoolTarget(in.readLong(), in.readUTF(), in.readLong());
  }
}
