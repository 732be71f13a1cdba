package org.plimsoll.engine.rulebook;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.engine.formula.Unit;

/// The catalogue of observations: the only names, besides a pack's own, that a formula may read.
///
/// Besides the fixed names there are statistics by pattern, each in terms of daily closes at 00:00
/// UTC and calendar days:
///
/// - `sd_<h>d_<n>d`: the sample standard deviation of logarithmic returns over h days in the last n
///   days;
/// - `loss_q<digits>_<h>d_<n>d`: the one-sided quantile of losses over h days in the last n days,
///   of a long or of a short position, whichever is larger; `q995` is 99.5 %;
/// - `stressed_loss_q<digits>_<h>d`: the same over the period of stress that the venue has chosen.
public final class Observations {
  private static final Pattern DEVIATION = Pattern.compile("sd_([1-9][0-9]?)d_([1-9][0-9]{1,3})d");
  private static final Pattern LOSS =
      Pattern.compile("loss_q([5-9][0-9]{1,3})_([1-9][0-9]?)d_([1-9][0-9]{1,3})d");
  private static final Pattern STRESSED_LOSS =
      Pattern.compile("stressed_loss_q([5-9][0-9]{1,3})_([1-9][0-9]?)d");

  private static final List<Observation> FIXED =
      List.of(
          of("sigma_day", Unit.volatilityOver(1), "Forecast standard deviation over one day"),
          of("sigma_annual", Unit.volatilityOver(365), "The same over a year of 365 days"),
          of("ltv_permitted", Unit.RATE, "Loan-to-value that the asset permits, from 0 to 1"),
          of("exchange_margin_rate", Unit.RATE, "Initial margin rate of the listing exchange"),
          of("clearing_house_margin_rate", Unit.RATE, "Initial margin rate of the clearing house"),
          of(
              "clearing_broker_margin_rate",
              Unit.RATE,
              "Initial margin rate of the clearing broker"),
          of("published_rate", Unit.RATE, "Rate that the rule's own publisher announced last"),
          of("net_to_gross_ratio", Unit.RATE, "Net over gross replacement cost of the set"),
          of("premium_rate", Unit.RATE, "Option premium as a fraction of the underlying"),
          of("out_of_money_rate", Unit.RATE, "Out-of-the-money amount over the underlying"),
          of("esg_score", Unit.RATE, "Sustainability score of the asset, from 0 to 1"),
          of("open_interest", Unit.MONEY, "Open interest of the instrument at its mark"),
          of("notional", Unit.MONEY, "Notional of the position at its mark"),
          of("remaining_maturity", Unit.TIME, "Time to the contract's end"),
          of("is_short", Unit.BOOLEAN, "Whether the position is short"),
          of("is_stressed", Unit.BOOLEAN, "Whether the venue's written stress trigger is met"));

  private Observations() {}

  private static Observation of(String name, Unit unit, String description) {
    return new Observation(name, unit, description);
  }

  /// The observations with a fixed name.
  public static List<Observation> fixed() {
    return FIXED;
  }

  /// The observation called `name`, fixed or by pattern.
  public static Optional<Observation> find(String name) {
    Optional<Observation> fixed =
        FIXED.stream().filter(observation -> observation.name().equals(name)).findFirst();
    return fixed.isPresent() ? fixed : statistic(name);
  }

  private static Optional<Observation> statistic(String name) {
    Matcher deviation = DEVIATION.matcher(name);
    if (deviation.matches()) {
      String text =
          "Sample standard deviation of "
              + deviation.group(1)
              + "-day logarithmic returns over the last "
              + deviation.group(2)
              + " days";
      return overDays(name, deviation.group(1), text);
    }
    Matcher loss = LOSS.matcher(name);
    if (loss.matches()) {
      String text = lossText(loss) + " over the last " + loss.group(3) + " days";
      return overDays(name, loss.group(2), text);
    }
    Matcher stressed = STRESSED_LOSS.matcher(name);
    return stressed.matches()
        ? overDays(name, stressed.group(2), lossText(stressed) + " over the stressed period")
        : Optional.empty();
  }

  private static String lossText(Matcher loss) {
    String digits = loss.group(1);
    String level = digits.substring(0, 2) + (digits.length() > 2 ? "." + digits.substring(2) : "");
    return "One-sided " + level + " % quantile of " + loss.group(2) + "-day losses";
  }

  private static Optional<Observation> overDays(String name, String days, String text) {
    return Optional.of(new Observation(name, Unit.volatilityOver(Integer.parseInt(days)), text));
  }
}
