package org.plimsoll.engine.margin.portfolio;

import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;

/// The least that the law lets a portfolio require, whatever its offsets.
///
/// - Offsets may take off at most a part of what the positions require one by one: Article 27 of
///   Delegated Regulation (EU) No 153/2013 allows 80 %.
/// - Each position requires at least a rate of its notional where the law sets one by position, as
///   the retail regimes do. A sold option counts with its delta; a bought one is paid for.
/// - Each contract requires at least a fixed amount, as FINRA Rule 4210(g) has it.
///
/// @param offsetShare most of the offset that may be allowed, 0 to 1
/// @param notionalRate least rate of each position's notional, not negative; 0 for none
/// @param perUnit least amount per unit of underlying in options and futures, in the book's money
public record OffsetFloor(double offsetShare, double notionalRate, double perUnit) {
  /// No floor: offsets count in full.
  public static final OffsetFloor NONE = new OffsetFloor(1, 0, 0);

  public OffsetFloor {
    if (!(offsetShare >= 0 && offsetShare <= 1)) {
      throw new IllegalArgumentException("Share of offsets " + offsetShare + " is outside 0 to 1");
    }
    if (!(notionalRate >= 0 && notionalRate <= 100) || !(perUnit >= 0 && perUnit <= 1e18)) {
      throw new IllegalArgumentException(
          "Floor of " + notionalRate + " of notional and " + perUnit + " per unit");
    }
  }

  /// Which of the limits decided.
  public enum Binding {
    /// The method's own requirement.
    METHOD,
    /// The limit on offsets.
    OFFSET,
    /// The rate of notional.
    NOTIONAL,
    /// The amount per contract.
    CONTRACTS
  }

  /// A requirement that no offset has brought below the floor.
  public record Floored(double requirement, Binding binding) {}

  /// The greatest of the method's requirement and the floors.
  ///
  /// @param combined requirement of the whole book
  /// @param separate sum of the requirements of its positions one by one
  public Floored apply(double combined, double separate, UnderlyingBook book) {
    double requirement = combined;
    Binding binding = Binding.METHOD;
    double limited = separate - offsetShare * Math.max(0, separate - combined);
    if (offsetShare < 1 && limited > requirement) {
      requirement = limited;
      binding = Binding.OFFSET;
    }
    double byNotional = notionalRate == 0 ? 0 : notionalRate * exposure(book);
    if (byNotional > requirement) {
      requirement = byNotional;
      binding = Binding.NOTIONAL;
    }
    double byContract = perUnit == 0 ? 0 : perUnit * units(book);
    if (byContract > requirement) {
      requirement = byContract;
      binding = Binding.CONTRACTS;
    }
    return new Floored(requirement, binding);
  }

  /// Whether the floor depends on what the positions require one by one.
  boolean needsSeparate() {
    return offsetShare < 1;
  }

  private static double exposure(UnderlyingBook book) {
    double sum = 0;
    for (PerpetualPosition perpetual : book.perpetuals()) {
      sum += Math.abs(perpetual.quantity()) * book.inMoney(perpetual.price());
    }
    for (ExpiryBook expiry : book.expiries()) {
      for (FuturePosition future : expiry.futures()) {
        sum += Math.abs(future.quantity()) * book.inMoney(expiry.forward());
      }
      for (OptionPosition option : expiry.options()) {
        double total = Black.totalVolatility(option.volatility(), expiry.seconds());
        double delta = Black.delta(option.right(), expiry.forward(), option.strike(), total);
        double sold = Math.max(0, -option.quantity());
        sum += sold * Math.abs(delta) * book.inMoney(expiry.forward());
      }
    }
    return sum;
  }

  private static double units(UnderlyingBook book) {
    double units = 0;
    for (ExpiryBook expiry : book.expiries()) {
      for (FuturePosition future : expiry.futures()) {
        units += Math.abs(future.quantity());
      }
      for (OptionPosition option : expiry.options()) {
        units += Math.abs(option.quantity());
      }
    }
    return units;
  }
}
