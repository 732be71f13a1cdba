package org.plimsoll.engine.margin.standard;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.MethodOutcome;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.TraceLine;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;

/// Standard margin of a book on one underlying: a pure function.
///
/// - Perpetuals and futures: a rate of their notional.
/// - An expiry's options: the lesser of the sum of what each sold option requires alone, and the
///   greatest loss at any price at expiry, where each call sold beyond those bought counts with a
///   multiple of the forward. Options bought require nothing, being paid for, and offset only in
///   the greatest loss; there is no offset between expiries. A book kept in the underlying has no
///   bounded loss, so there each option stands alone.
/// - The asset counts at its weight.
///
/// Options are not part of the value: what is owed on a sold one is in its requirement. The rule is
/// that of Derive's standard manager; with other figures it is Deribit's standard margin.
public final class StandardMargin {
  private StandardMargin() {}

  /// The outcome for `book` under `terms`.
  public static MethodOutcome assess(StandardTerms terms, UnderlyingBook book) {
    double value = book.cash() + book.base() * book.unitValue() * terms.base().weight();
    for (PerpetualPosition perpetual : book.perpetuals()) {
      value += perpetual.unrealised();
    }
    for (ExpiryBook expiry : book.expiries()) {
      for (FuturePosition future : expiry.futures()) {
        value += future.unrealised();
      }
    }
    List<TraceLine> trace = new ArrayList<>();
    double initial = new Level(terms, book, true, trace).requirement();
    double maintenance = new Level(terms, book, false, trace).requirement();
    return new MethodOutcome(value, initial, maintenance, trace);
  }

  /// One of the two requirements of a book.
  private record Level(
      StandardTerms terms, UnderlyingBook book, boolean isInitial, List<TraceLine> trace) {

    double requirement() {
      double required = add("perpetuals and futures", delta());
      for (ExpiryBook expiry : book.expiries()) {
        double alone = alone(expiry);
        double loss = greatestLoss(expiry);
        String name = "expiry in " + expiry.seconds() + " s";
        add(name + ", each alone", alone);
        add(name + ", greatest loss", loss);
        required += Math.min(alone, loss);
      }
      if (!isInitial) {
        return required;
      }
      required += add("asset", assetScale());
      required += add("confidence", confidence());
      required += add("peg", peg());
      return required + add("charges", book.charges());
    }

    private double add(String name, double amount) {
      trace.add(new TraceLine((isInitial ? "initial: " : "maintenance: ") + name, amount));
      return amount;
    }

    private double delta() {
      double notional = 0;
      for (PerpetualPosition perpetual : book.perpetuals()) {
        notional += Math.abs(perpetual.quantity()) * priceOf(perpetual.price());
      }
      for (ExpiryBook expiry : book.expiries()) {
        for (FuturePosition future : expiry.futures()) {
          notional += Math.abs(future.quantity()) * priceOf(expiry.forward());
        }
      }
      return notional * (isInitial ? terms.delta().initial() : terms.delta().maintenance());
    }

    private double priceOf(double price) {
      return book.settlement() == Settlement.LINEAR ? price : 1;
    }

    private double alone(ExpiryBook expiry) {
      double sum = 0;
      for (OptionPosition option : expiry.options()) {
        if (option.quantity() < 0) {
          double total = Black.totalVolatility(option.volatility(), expiry.seconds());
          double mark = Black.price(option.right(), expiry.forward(), option.strike(), total);
          double inMoney = book.settlement() == Settlement.LINEAR ? mark : mark / expiry.forward();
          sum -= option.quantity() * each(option, inMoney);
        }
      }
      return sum;
    }

    private double each(OptionPosition option, double mark) {
      StandardTerms.Option rates = terms.option();
      double unit = book.unitValue();
      double spot = book.spot();
      boolean call = option.right() == OptionRight.CALL;
      double maintenance =
          call
              ? mark + rates.callMaintenance() * unit
              : mark + Math.max(rates.putMaintenance() * unit, rates.putMarkMaintenance() * mark);
      if (!isInitial) {
        return maintenance;
      }
      double outside = Math.max(0, call ? option.strike() - spot : spot - option.strike()) / spot;
      double initial = mark + Math.max(rates.least(), rates.most() - outside) * unit;
      return call ? initial : Math.max(initial, maintenance * rates.putInitialFactor());
    }

    private double greatestLoss(ExpiryBook expiry) {
      if (book.settlement() == Settlement.INVERSE) {
        return Double.POSITIVE_INFINITY;
      }
      double worst = Math.max(0, loss(expiry, 0));
      double calls = 0;
      for (OptionPosition option : expiry.options()) {
        worst = Math.max(worst, loss(expiry, option.strike()));
        calls += option.right() == OptionRight.CALL ? option.quantity() : 0;
      }
      double unpaired = isInitial ? terms.unpairedInitial() : terms.unpairedMaintenance();
      return worst + unpaired * expiry.forward() * Math.max(0, -calls);
    }

    private static double loss(ExpiryBook expiry, double price) {
      double loss = 0;
      for (OptionPosition option : expiry.options()) {
        loss -= option.quantity() * option.right().payoff(price, option.strike());
      }
      return loss;
    }

    /// What the initial requirement does not count of the asset beyond its weight.
    private double assetScale() {
      double counted = book.base() * book.unitValue() * terms.base().weight();
      return counted * (1 - terms.base().initialScale());
    }

    private double confidence() {
      double sure = book.spotConfidence();
      double charge = 0;
      for (PerpetualPosition perpetual : book.perpetuals()) {
        double least = Math.min(sure, perpetual.confidence());
        charge += charge(least) * Math.abs(perpetual.quantity());
      }
      for (ExpiryBook expiry : book.expiries()) {
        double least = Math.min(sure, expiry.confidence());
        double size = shorts(expiry);
        for (FuturePosition future : expiry.futures()) {
          size += Math.abs(future.quantity());
        }
        charge += charge(least) * size;
      }
      boolean counts = terms.base().weight() > 0 && terms.base().initialScale() > 0;
      return counts ? charge + charge(sure) * Math.abs(book.base()) : charge;
    }

    private double charge(double sure) {
      return sure < terms.confidence().threshold()
          ? terms.confidence().rate() * (1 - sure) * book.unitValue()
          : 0;
    }

    private double peg() {
      double size = book.perpetualSize();
      for (ExpiryBook expiry : book.expiries()) {
        size += shorts(expiry);
      }
      double gap = Math.max(0, terms.peg().threshold() - book.pegPrice());
      return terms.peg().factor() * gap * size * book.unitValue();
    }

    private static double shorts(ExpiryBook expiry) {
      double sold = 0;
      for (OptionPosition option : expiry.options()) {
        sold += Math.max(0, -option.quantity());
      }
      return sold;
    }
  }
}
