package org.plimsoll.audit.difference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/// What a change of initial margin rates would do to accounts: how much more each must hold, and
/// which could not.
///
/// @param hit accounts whose requirement would change, those that lack most first
/// @param unknown accounts with a position in an instrument whose change is not known; they are in
///     no other figure
/// @param more the sum of all rises and falls of requirements
/// @param newlyShort accounts that cover their requirement now and would not then
public record AccountImpact(List<Hit> hit, List<String> unknown, BigDecimal more, int newlyShort) {
  private static final int DIGITS = 8;

  /// An account as the book has it.
  ///
  /// @param collateral what counts as cover
  /// @param requirement its initial margin requirement
  public record Holder(
      String account, BigDecimal collateral, BigDecimal requirement, List<Holding> holdings) {
    /// Copies the list.
    public Holder {
      holdings = List.copyOf(holdings);
    }
  }

  /// A position.
  ///
  /// @param notional at the mark, of either sign
  public record Holding(String instrument, BigDecimal notional) {}

  /// An account whose requirement would change.
  ///
  /// @param change of the requirement; positive for more
  /// @param spare collateral less the requirement after the change; negative for a shortfall
  public record Hit(String account, BigDecimal change, BigDecimal spare, boolean isNewlyShort) {}

  /// Copies the lists.
  public AccountImpact {
    hit = List.copyOf(hit);
    unknown = List.copyOf(unknown);
  }

  /// The impact of changing the rate of each instrument by `changes`.
  ///
  /// A requirement changes by the rate's change times the notional, rounded up to eight decimals:
  /// exact for rates without tiers and for positions that do not offset each other.
  public static AccountImpact of(List<Holder> holders, SortedMap<String, Double> changes) {
    List<Hit> hit = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    BigDecimal more = BigDecimal.ZERO;
    for (Holder holder : holders) {
      if (!holder.holdings().stream().allMatch(one -> changes.containsKey(one.instrument()))) {
        unknown.add(holder.account());
        continue;
      }
      BigDecimal change = change(holder, changes);
      more = more.add(change);
      if (change.signum() != 0) {
        BigDecimal before = holder.collateral().subtract(holder.requirement());
        BigDecimal spare = before.subtract(change);
        boolean newly = before.signum() >= 0 && spare.signum() < 0;
        hit.add(new Hit(holder.account(), change, spare, newly));
      }
    }
    hit.sort(Comparator.comparing(Hit::spare).thenComparing(Hit::account));
    int newlyShort = (int) hit.stream().filter(Hit::isNewlyShort).count();
    return new AccountImpact(hit, unknown, more, newlyShort);
  }

  private static BigDecimal change(Holder holder, SortedMap<String, Double> changes) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Holding holding : holder.holdings()) {
      var rate = BigDecimal.valueOf(changes.getOrDefault(holding.instrument(), 0.0));
      sum = sum.add(rate.multiply(holding.notional().abs()));
    }
    return sum.setScale(DIGITS, RoundingMode.CEILING);
  }
}
