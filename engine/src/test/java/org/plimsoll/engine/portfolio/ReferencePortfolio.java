package org.plimsoll.engine.portfolio;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.MarginTiers;
import org.plimsoll.engine.margin.RateSchedule;

/// The slow twin of the store: objects, decimals of any size, every figure from its definition.
///
/// A requirement is summed bracket by bracket, as a tax is: what lies between two floors times the
/// rate between them. It knows no deduction, slope, tier index or difference.
final class ReferencePortfolio {
  private static final BigDecimal BILLION = new BigDecimal(1_000_000_000L);

  final List<Holder> accounts = new ArrayList<>();
  final SortedMap<Integer, MarginTiers> tiers = new TreeMap<>();
  final long[] units;
  final long[][] shocks;
  private final int rateClasses;
  private final BigDecimal warningFactor;

  ReferencePortfolio(int instruments, int rateClasses, long warningFactor) {
    units = new long[instruments];
    shocks = new long[instruments][16];
    this.rateClasses = rateClasses;
    this.warningFactor = new BigDecimal(warningFactor).divide(BILLION);
  }

  void setTiers(int rateClass, int instrument, MarginTiers found) {
    tiers.put(instrument * rateClasses + rateClass, found);
  }

  final class Holder {
    final int rateClass;
    final SortedMap<Integer, Long> positions = new TreeMap<>();
    BigInteger cash = BigInteger.ZERO;
    AccountStatus told = AccountStatus.HEALTHY;

    Holder(int rateClass) {
      this.rateClass = rateClass;
    }

    Holder copy() {
      Holder copy = new Holder(rateClass);
      copy.positions.putAll(positions);
      copy.cash = cash;
      return copy;
    }

    void fill(int instrument, long quantity, long cost) {
      cash = cash.subtract(BigInteger.valueOf(cost));
      long after = positions.getOrDefault(instrument, 0L) + quantity;
      if (after == 0) {
        positions.remove(instrument);
      } else {
        positions.put(instrument, after);
      }
    }

    BigInteger equity() {
      BigInteger sum = cash;
      for (var position : positions.entrySet()) {
        sum = sum.add(product(position.getValue(), units[position.getKey()]));
      }
      return sum;
    }

    BigInteger initial() {
      return requirement(true);
    }

    BigInteger maintenance() {
      return requirement(false);
    }

    private BigInteger requirement(boolean initial) {
      BigDecimal sum = BigDecimal.ZERO;
      for (var position : positions.entrySet()) {
        int key = position.getKey() * rateClasses + rateClass;
        MarginTiers own = Objects.requireNonNull(tiers.get(key));
        BigInteger notional = product(Math.abs(position.getValue()), units[position.getKey()]);
        sum = sum.add(brackets(initial ? own.initial() : own.maintenance(), notional));
      }
      return sum.setScale(0, RoundingMode.CEILING).toBigIntegerExact();
    }

    AccountStatus status() {
      BigInteger equity = equity();
      BigInteger maintenance = maintenance();
      if (equity.compareTo(initial()) >= 0) {
        return AccountStatus.HEALTHY;
      }
      if (equity.compareTo(maintenance) < 0) {
        return equity.signum() < 0 ? AccountStatus.BANKRUPT : AccountStatus.LIQUIDATABLE;
      }
      BigDecimal warning =
          new BigDecimal(maintenance).multiply(warningFactor).setScale(0, RoundingMode.CEILING);
      return new BigDecimal(equity).compareTo(warning) >= 0
          ? AccountStatus.WARNING
          : AccountStatus.MARGIN_CALL;
    }

    BigInteger worstLoss() {
      BigInteger worst = BigInteger.ZERO;
      for (int scenario = 0; scenario < 16; scenario++) {
        BigInteger gain = BigInteger.ZERO;
        for (var position : positions.entrySet()) {
          int instrument = position.getKey();
          BigDecimal change =
              new BigDecimal(units[instrument])
                  .multiply(new BigDecimal(shocks[instrument][scenario]))
                  .divide(BILLION)
                  .setScale(0, RoundingMode.HALF_EVEN);
          gain = gain.add(change.toBigIntegerExact().multiply(big(position.getValue())));
        }
        worst = worst.min(gain);
      }
      return worst.negate();
    }
  }

  private static BigDecimal brackets(RateSchedule schedule, BigInteger notional) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int tier = 0; tier < schedule.size(); tier++) {
      BigInteger floor = big(schedule.floor(tier));
      BigInteger top =
          tier + 1 < schedule.size() ? notional.min(big(schedule.floor(tier + 1))) : notional;
      BigInteger inside = top.subtract(floor).max(BigInteger.ZERO);
      sum = sum.add(new BigDecimal(inside.multiply(big(schedule.rate(tier)))).divide(BILLION));
    }
    return sum;
  }

  private static BigInteger product(long a, long b) {
    return big(a).multiply(big(b));
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
