package org.plimsoll.engine.formula.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.plimsoll.engine.formula.Scaling;
import org.plimsoll.engine.formula.Unit;

/// What an input stands for, by its name and unit, as far as findings depend on it.
enum InputRole {
  /// A measure of the market's volatility or losses.
  VOLATILITY,
  /// A measure of the account's own leverage.
  LEVERAGE,
  /// Anything else.
  OTHER;

  private static final Pattern VOLATILE =
      Pattern.compile("(sigma|σ|sd|vol|volatility|variance)(_.*)?|(stressed_)?loss_q.*");
  private static final List<String> NOT_THE_ACCOUNTS =
      List.of("permitted", "max", "maximum", "limit", "allowed", "cap");

  static InputRole of(String name, Unit unit) {
    List<String> words = Arrays.asList(name.split("_", -1));
    boolean leverage =
        (words.contains("leverage") || words.contains("ltv"))
            && NOT_THE_ACCOUNTS.stream().noneMatch(words::contains);
    if (leverage) {
      return LEVERAGE;
    }
    boolean deviation = unit.scaling() instanceof Scaling.Over || unit.equals(Unit.VOLATILITY);
    return deviation || VOLATILE.matcher(name).matches() ? VOLATILITY : OTHER;
  }
}
