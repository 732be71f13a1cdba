package org.plimsoll.engine.waterfall;

import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.liquidation.AssetRates;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// How large the pools should be, in valuation units.
///
/// @param base the sum of the two largest losses beyond margin under the worst scenario: cover two
/// @param scenario the worst scenario's id, or the empty text when no account loses
/// @param insurance the uncovered risk: what rates in force take less than risk demands, summed
///     over positions
public record PoolTarget(long base, String scenario, long insurance) {
  /// Before anything was measured.
  public static final PoolTarget NONE = new PoolTarget(0, "", 0);

  /// How much a rate in force lies below what risk demands.
  @FunctionalInterface
  public interface RateGap {
    /// Of notional, in billionths, not negative.
    long of(int rateClass, int contract);
  }

  /// Measures the targets on a book as it stands. Costs one assessment of every account for every
  /// scenario.
  ///
  /// Under a scenario every mark moves and collateral keeps its price; an isolated account loses
  /// what its worst bucket lacks.
  public static PoolTarget measure(
      AccountBook book,
      Marks marks,
      RateTable rates,
      MarginPolicy policy,
      List<PoolRules.Scenario> scenarios,
      RateGap gap) {
    long base = 0;
    String worst = "";
    for (PoolRules.Scenario scenario : scenarios) {
      long two = twoLargest(book, rates, policy, shocked(book, marks, scenario));
      if (two > base) {
        base = two;
        worst = scenario.id();
      }
    }
    return new PoolTarget(base, worst, uncovered(book, marks, policy, gap));
  }

  private static Marks shocked(AccountBook book, Marks marks, PoolRules.Scenario scenario) {
    Marks shocked = marks.copy();
    for (int contract = 0; contract < book.contractCount(); contract++) {
      if (marks.hasContract(contract)) {
        double move =
            scenario.moves().getOrDefault(book.contract(contract).id(), scenario.others());
        long mark = marks.contract(contract);
        long moved = Billionths.times(mark, Billionths.ofRate(1 + move), Rounding.DOWN);
        shocked.setContract(contract, Math.max(1, moved));
      }
    }
    return shocked;
  }

  private static long twoLargest(
      AccountBook book, RateTable rates, MarginPolicy policy, Marks marks) {
    var assessor = new AccountAssessor(book, marks, rates, policy);
    long first = 0;
    long second = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) == AccountMode.VENUE
          || book.firstPosition(account) == book.endPosition(account)) {
        continue;
      }
      if (assessor.assess(account) instanceof MarginOutcome.Assessed found) {
        long loss = Math.max(0, Math.negateExact(found.equity()));
        if (loss > first) {
          second = first;
          first = loss;
        } else if (loss > second) {
          second = loss;
        }
      }
    }
    return Math.addExact(first, second);
  }

  private static long uncovered(AccountBook book, Marks marks, MarginPolicy policy, RateGap gap) {
    var assets = new AssetRates(book, marks, policy);
    long sum = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) == AccountMode.VENUE) {
        continue;
      }
      for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
        int contract = book.contractAt(slot);
        long below = gap.of(book.rateClass(account), contract);
        if (below > 0 && marks.hasContract(contract)) {
          var listed = book.contract(contract);
          long notional =
              listed.value().notional(book.quantityAt(slot), marks.contract(contract), Rounding.UP);
          long missing = Billionths.times(notional, Math.min(below, Billionths.MAX), Rounding.UP);
          sum =
              Math.addExact(
                  sum, assets.toValuation(listed.settlementIndex(), missing, Rounding.UP));
        }
      }
    }
    return sum;
  }
}
