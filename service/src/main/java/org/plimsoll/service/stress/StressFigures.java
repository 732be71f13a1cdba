package org.plimsoll.service.stress;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.plimsoll.service.api.view.StressReport;

/// The figures of a stress that are set side by side, in order.
public final class StressFigures {
  /// One figure.
  ///
  /// @param name short and stable
  /// @param text its value in a run, for people
  public record Figure(String name, Function<StressReport.Run, String> text) {}

  /// Every figure.
  public static final List<Figure> ALL =
      List.of(
          new Figure("accounts", run -> count(run.accounts())),
          new Figure("notional", run -> whole(run.notional())),
          new Figure("equity", run -> whole(run.equity())),
          new Figure("rate", run -> percent(run.rate())),
          new Figure("highestRate", run -> percent(run.highestRate())),
          new Figure("calls", run -> count(run.calls())),
          new Figure("liquidated", run -> count(run.liquidated())),
          new Figure("bankrupt", run -> count(run.bankrupt())),
          new Figure("orders", run -> count(run.orders())),
          new Figure("sold", run -> whole(run.sold())),
          new Figure("takenOver", run -> whole(run.takenOver())),
          new Figure("deleveragings", run -> count(run.deleveragings())),
          new Figure("deleveraged", run -> whole(run.deleveraged())),
          new Figure("deleveragedHedges", run -> whole(run.deleveragedHedges())),
          new Figure("losses", run -> whole(run.losses())),
          pool("drawdownBase", "BASE_POOL"),
          pool("drawdownOwn", "OWN_CAPITAL"),
          pool("drawdownInsurance", "INSURANCE_POOL"),
          new Figure("uncovered", run -> whole(run.uncovered())),
          new Figure("displacement", run -> percent(run.displacement())),
          new Figure("deferred", run -> count(run.deferred())),
          new Figure("regime", StressReport.Run::regime));

  private StressFigures() {}

  private static Figure pool(String name, String pool) {
    return new Figure(name, run -> whole(run.drawdown().getOrDefault(pool, BigDecimal.ZERO)));
  }

  private static String count(int value) {
    return Integer.toString(value);
  }

  private static String whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
  }
}
