package org.plimsoll.engine.margin.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plimsoll.engine.formula.Exponential;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.margin.pricing.Black;

/// Scenario margin of books on one underlying.
///
/// `risk = max(worst scenario loss, basis charge, 0) + contingencies`;
/// `initial = risk × (initial factor + peg charge) + confidence charge + charges of the book`;
/// `maintenance = risk × maintenance factor`. The form is that of Derive's portfolio manager; with
/// other figures it is Deribit's, in the underlying.
///
/// Give the same bits for the same book on any machine. An object holds scratch space and serves
/// one thread; its answers depend on nothing but the book.
public final class ScenarioMargin {
  private final ScenarioTerms terms;
  private final ScenarioGrid grid;
  private final OptionSweep options;

  // The book at hand, by cell.
  private final double[] profits;
  private double value;
  private double basis;
  private double contingency;
  private double confidence;

  /// The method that `terms` describe.
  public ScenarioMargin(ScenarioTerms terms) {
    this.terms = terms;
    grid = new ScenarioGrid(terms);
    options = new OptionSweep(terms, grid);
    profits = new double[grid.cellCount()];
  }

  /// The outcome for `book` under `terms`.
  public static ScenarioOutcome assess(ScenarioTerms terms, UnderlyingBook book) {
    return new ScenarioMargin(terms).assess(book);
  }

  /// The outcome for `book`.
  public ScenarioOutcome assess(UnderlyingBook book) {
    sweep(book);
    List<Double> found = new ArrayList<>(terms.shocks().size());
    int worst = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < terms.shocks().size(); i++) {
      double profit = profits[grid.cell(i)];
      if (profit < least) {
        least = profit;
        worst = i;
      }
      found.add(profit > 0 ? profit * terms.gainShare() : profit + 0.0);
    }
    double span = Math.max(basis, Math.max(-least, 0));
    double risk = span + contingency;
    double factor = terms.initialFactor() + pegCharge(book.pegPrice());
    return new ScenarioOutcome(
        value,
        found,
        worst,
        basis,
        span,
        contingency,
        confidence,
        factor,
        risk * factor + confidence + book.charges(),
        risk * terms.maintenanceFactor());
  }

  private double pegCharge(double price) {
    return terms.peg().factor() * Math.max(0, terms.peg().threshold() - price);
  }

  private void sweep(UnderlyingBook book) {
    Arrays.fill(profits, 0);
    double unit = book.unitValue();
    double size = book.perpetualSize();
    value = book.cash() + book.baseValue();
    basis = 0;
    contingency = terms.contingencies().perpetual() * size * unit;
    contingency += terms.contingencies().base() * Math.abs(book.base()) * unit;
    double sure = book.confidence();
    confidence = confidenceCharge(sure, size + Math.abs(book.base()), unit);
    addAsset(book);
    for (PerpetualPosition perpetual : book.perpetuals()) {
      addPerpetual(perpetual, book.settlement());
    }
    options.run(book);
    for (int index = 0; index < book.expiries().size(); index++) {
      ExpiryBook expiry = book.expiries().get(index);
      addExpiry(index, expiry, book.settlement());
      contingency += terms.contingencies().option() * unpairedShorts(expiry) * unit;
      double futures = 0;
      for (FuturePosition future : expiry.futures()) {
        futures += Math.abs(future.quantity());
      }
      contingency += terms.contingencies().future() * futures * unit;
      double held = futures;
      for (OptionPosition option : expiry.options()) {
        held += Math.abs(option.quantity());
      }
      double least = Math.min(sure, expiry.confidence());
      confidence += confidenceCharge(least, held, unit);
    }
  }

  private double confidenceCharge(double sure, double size, double unit) {
    return sure < terms.confidence().threshold()
        ? terms.confidence().rate() * (1 - sure) * size * unit
        : 0;
  }

  /// The asset moves with spot where money is the quote currency, and not at all where it is the
  /// money.
  private void addAsset(UnderlyingBook book) {
    if (book.base() == 0 || book.settlement() == Settlement.INVERSE) {
      return;
    }
    double worth = book.baseValue();
    for (int cell = 0; cell < profits.length; cell++) {
      profits[cell] += worth * spotOf(cell);
    }
  }

  private void addPerpetual(PerpetualPosition perpetual, Settlement settlement) {
    value += perpetual.unrealised();
    for (int cell = 0; cell < profits.length; cell++) {
      double move = spotOf(cell);
      profits[cell] +=
          switch (settlement) {
            case LINEAR -> perpetual.quantity() * perpetual.price() * move;
            case INVERSE -> perpetual.quantity() * (1 - 1 / (1 + move));
          };
    }
  }

  private double spotOf(int cell) {
    return grid.spot(cell % grid.spotCount());
  }

  private void addExpiry(int index, ExpiryBook expiry, Settlement settlement) {
    double years = expiry.seconds() / Black.SECONDS_PER_YEAR;
    double market = options.value(index, grid.unmoved());
    double discount = discount(expiry.rate(), years);
    value += market;
    for (int cell = 0; cell < profits.length; cell++) {
      double moved = options.value(index, cell);
      profits[cell] += (moved > 0 ? moved * discount : moved) - market;
    }
    double up = options.value(index, grid.basisUp()) - market;
    double down = options.value(index, grid.basisDown()) - market;
    for (FuturePosition future : expiry.futures()) {
      value += future.unrealised();
      for (int cell = 0; cell < profits.length; cell++) {
        profits[cell] += futureProfit(future, expiry.forward(), index, cell, settlement);
      }
      up += futureProfit(future, expiry.forward(), index, grid.basisUp(), settlement);
      down += futureProfit(future, expiry.forward(), index, grid.basisDown(), settlement);
    }
    double share = terms.basis().share() + terms.basis().sharePerYear() * years;
    basis += Math.max(0, -Math.min(up, down)) * share;
  }

  private double futureProfit(
      FuturePosition future, double forward, int expiry, int cell, Settlement settlement) {
    double moved = options.forward(expiry, cell % grid.spotCount());
    return switch (settlement) {
      case LINEAR -> future.quantity() * (moved - forward);
      case INVERSE -> future.quantity() * (1 - forward / moved);
    };
  }

  private double discount(double rate, double years) {
    var gains = terms.gainDiscount();
    double annual = gains.rateFactor() * Math.max(0, rate) + gains.rateAdd();
    return gains.base() * Exponential.exp(-years * annual);
  }

  /// Options sold at strikes where fewer are bought, summed over strikes of one expiry.
  private static double unpairedShorts(ExpiryBook expiry) {
    List<OptionPosition> held = expiry.options();
    double shorts = 0;
    for (int i = 0; i < held.size(); i++) {
      double strike = held.get(i).strike();
      double net = 0;
      boolean first = true;
      for (int j = 0; j < held.size() && first; j++) {
        if (held.get(j).strike() == strike) {
          first = j >= i;
          net += held.get(j).quantity();
        }
      }
      shorts += first ? Math.max(0, -net) : 0;
    }
    return shorts;
  }
}
