package org.plimsoll.forecast.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Maps values to places on an axis and finds round values to label it with.
final class Scale {
  /// A labelled place.
  record Tick(double place, String label) {}

  enum Kind {
    LINEAR,
    LOGARITHMIC,
    /// Values are days from 1970-01-01.
    DAYS
  }

  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 60, 120};

  private final Kind kind;
  private final double low;
  private final double high;
  private final double from;
  private final double to;

  /// A scale of values from `low` to `high` onto places from `from` to `to`.
  Scale(Kind kind, double low, double high, double from, double to) {
    this.kind = kind;
    boolean usable = Double.isFinite(low) && Double.isFinite(high);
    double least = usable ? low : 0;
    double most = usable ? high : 1;
    if (kind == Kind.LOGARITHMIC) {
      least = Math.max(least, 1e-12);
      most = Math.max(most, least * 1.0001);
    } else if (!(most > least)) {
      most = least + 1;
    }
    this.low = least;
    this.high = most;
    this.from = from;
    this.to = to;
  }

  double place(double value) {
    double share =
        kind == Kind.LOGARITHMIC
            ? Math.log(Math.max(value, low * 1e-3) / low) / Math.log(high / low)
            : (value - low) / (high - low);
    return from + (to - from) * Math.clamp(share, -0.05, 1.05);
  }

  List<Tick> ticks(int about) {
    return switch (kind) {
      case LINEAR -> linear(about);
      case LOGARITHMIC -> logarithmic();
      case DAYS -> days(about);
    };
  }

  private List<Tick> linear(int about) {
    double rough = (high - low) / about;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = 10 * power;
    for (double candidate : STEPS) {
      if (candidate * power >= rough) {
        step = candidate * power;
        break;
      }
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    List<Tick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12); i++) {
      ticks.add(tick(i * step, String.format(Locale.ROOT, "%." + decimals + "f", i * step)));
    }
    return ticks;
  }

  private List<Tick> logarithmic() {
    List<Tick> ticks = new ArrayList<>();
    boolean fine = high / low < 300;
    for (int exponent = (int) Math.floor(Math.log10(low)); exponent < 13; exponent++) {
      for (double digit : fine ? new double[] {1, 2, 5} : new double[] {1}) {
        double value = digit * Math.pow(10, exponent);
        if (value >= low * 0.9999 && value <= high * 1.0001) {
          ticks.add(tick(value, plain(value)));
        }
      }
    }
    return ticks;
  }

  private static String plain(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%.0f", value)
        : BigDecimal.valueOf(value).round(new MathContext(1)).stripTrailingZeros().toPlainString();
  }

  private List<Tick> days(int about) {
    double months = (high - low) / 30.44;
    int step = MONTH_STEPS[MONTH_STEPS.length - 1];
    for (int candidate : MONTH_STEPS) {
      if (months / candidate <= about) {
        step = candidate;
        break;
      }
    }
    LocalDate date = LocalDate.ofEpochDay((long) Math.ceil(low));
    int month = date.getYear() * 12 + date.getMonthValue() - 1 + (date.getDayOfMonth() > 1 ? 1 : 0);
    month = (int) Math.ceil((double) month / step) * step;
    List<Tick> ticks = new ArrayList<>();
    while (ticks.size() < 40) {
      LocalDate at = LocalDate.of(month / 12, month % 12 + 1, 1);
      if (at.toEpochDay() > high) {
        break;
      }
      String label =
          step >= 12
              ? String.valueOf(at.getYear())
              : String.format(Locale.ROOT, "%d-%02d", at.getYear(), at.getMonthValue());
      ticks.add(tick((double) at.toEpochDay(), label));
      month += step;
    }
    return ticks;
  }

  private Tick tick(double value, String label) {
    return new Tick(place(value), label);
  }
}
