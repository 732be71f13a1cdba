package org.plimsoll.engine.margin.schedule;

import java.math.BigInteger;
import java.util.List;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Schedule margin of a netting set: a pure function, exact until one rounding up.
///
/// A set without any positive present value has no ratio; it counts as 1, the most the rule can
/// ask. BCBS-IOSCO, Margin requirements for non-centrally cleared derivatives, Appendix A; Annex
/// IV of Delegated Regulation (EU) 2016/2251.
public final class ScheduleMargin {
  private static final BigInteger ONE = BigInteger.valueOf(Billionths.ONE);

  private ScheduleMargin() {}

  /// The requirement of `trades`, which the caller's counterparty is to post.
  public static ScheduleOutcome assess(ScheduleTerms terms, List<ScheduleTrade> trades) {
    BigInteger margin = BigInteger.ZERO;
    BigInteger gross = BigInteger.ZERO;
    BigInteger net = BigInteger.ZERO;
    for (ScheduleTrade trade : trades) {
      margin = margin.add(product(trade.notional(), trade.rate()));
      gross = gross.add(BigInteger.valueOf(Math.max(0, trade.presentValue())));
      net = net.add(BigInteger.valueOf(trade.presentValue()));
    }
    net = net.max(BigInteger.ZERO);
    BigInteger divisor = gross.signum() == 0 ? BigInteger.ONE : gross;
    BigInteger ratio = gross.signum() == 0 ? BigInteger.ONE : net;
    BigInteger share =
        BigInteger.valueOf(terms.grossShare())
            .multiply(divisor)
            .add(BigInteger.valueOf(terms.netShare()).multiply(ratio));
    BigInteger scale = ONE.multiply(ONE).multiply(divisor);
    try {
      return new ScheduleOutcome.Assessed(
          Exact.divide(margin, ONE, Rounding.UP).longValueExact(),
          gross.longValueExact(),
          net.longValueExact(),
          Exact.divide(margin.multiply(share), scale, Rounding.UP).longValueExact());
    } catch (ArithmeticException e) {
      return new ScheduleOutcome.Unavailable(
          Reason.AMOUNT_OVERFLOW, "The margin of " + trades.size() + " trades does not fit a long");
    }
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
