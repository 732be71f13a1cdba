package org.plimsoll.engine.margin.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.margin.holding.ExpiryBook;
import org.plimsoll.engine.margin.holding.FuturePosition;
import org.plimsoll.engine.margin.holding.OptionPosition;
import org.plimsoll.engine.margin.holding.PerpetualPosition;
import org.plimsoll.engine.margin.holding.UnderlyingBook;

/// Terms and random books for tests.
final class Books {
  private static final double DAY = 86_400;

  private Books() {}

  static ScenarioTerms terms() {
    List<Shock> shocks = new ArrayList<>();
    for (double spot : new double[] {0.15, 0.1, 0.05, 0, -0.05, -0.1, -0.15}) {
      for (Shock.Move move : Shock.Move.values()) {
        shocks.add(new Shock(spot, move));
      }
    }
    return with(shocks, 1);
  }

  static ScenarioTerms with(List<Shock> shocks, double gainShare) {
    return new ScenarioTerms(
        shocks,
        new VolatilityShock(0.45, 0.3, 30 * DAY, DAY, 0.3, 0.13),
        new ScenarioTerms.Basis(0.05, 0.05, 0.25, 0.01),
        new ScenarioTerms.GainDiscount(0.95, 4, 0.05),
        new ScenarioTerms.Contingencies(0.02, 0.02, 0.02, 0.01),
        new ScenarioTerms.Peg(0.98, 2),
        new ScenarioTerms.Confidence(0.6, 0.5),
        gainShare,
        1.3,
        1);
  }

  /// A book of up to two perpetuals, three expiries of up to six options and one future each.
  static UnderlyingBook random(SplittableRandom random, Settlement settlement) {
    double spot = 2000;
    List<PerpetualPosition> perpetuals = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      perpetuals.add(new PerpetualPosition(quantity(random), spot * 1.001, 1, quantity(random)));
    }
    List<ExpiryBook> expiries = new ArrayList<>();
    double[] days = {0.5, 20, 120};
    for (int i = 0; i < 3; i++) {
      List<OptionPosition> options = new ArrayList<>();
      for (int n = random.nextInt(7); n > 0; n--) {
        OptionRight right = random.nextBoolean() ? OptionRight.CALL : OptionRight.PUT;
        double strike = 100 * (12 + random.nextInt(17));
        options.add(
            new OptionPosition(right, strike, random.nextDouble(0.2, 1.5), quantity(random)));
      }
      double forward = spot * (1 + 0.001 * days[i] / 30);
      double fixed = i == 0 ? forward * 0.6 : 0;
      List<FuturePosition> futures =
          random.nextBoolean() ? List.of() : List.of(new FuturePosition(quantity(random), 10));
      expiries.add(new ExpiryBook(days[i] * DAY, forward, fixed, 0.05, 1, futures, options));
    }
    double base = settlement == Settlement.LINEAR ? quantity(random) : 3;
    return book(settlement, base, perpetuals, expiries);
  }

  static UnderlyingBook book(
      Settlement settlement,
      double base,
      List<PerpetualPosition> perpetuals,
      List<ExpiryBook> expiries) {
    return new UnderlyingBook(
        "ETH/USD", settlement, 2000, 1, 1, 1000, base, 0, perpetuals, expiries);
  }

  private static double quantity(SplittableRandom random) {
    return (random.nextInt(41) - 20) / 4.0;
  }

  /// Both books as one.
  static UnderlyingBook sum(UnderlyingBook one, UnderlyingBook two) {
    List<PerpetualPosition> perpetuals = new ArrayList<>(one.perpetuals());
    perpetuals.addAll(two.perpetuals());
    List<ExpiryBook> expiries = new ArrayList<>();
    for (int i = 0; i < one.expiries().size(); i++) {
      ExpiryBook a = one.expiries().get(i);
      ExpiryBook b = two.expiries().get(i);
      List<OptionPosition> options = new ArrayList<>(a.options());
      options.addAll(b.options());
      List<FuturePosition> futures = new ArrayList<>(a.futures());
      futures.addAll(b.futures());
      expiries.add(
          new ExpiryBook(
              a.seconds(),
              a.forward(),
              a.fixedForward(),
              a.rate(),
              a.confidence(),
              futures,
              options));
    }
    return book(one.settlement(), one.base() + two.base(), perpetuals, expiries);
  }

  /// The book `times` over.
  static UnderlyingBook scaled(UnderlyingBook book, double times) {
    List<PerpetualPosition> perpetuals = new ArrayList<>();
    for (PerpetualPosition p : book.perpetuals()) {
      perpetuals.add(
          new PerpetualPosition(
              p.quantity() * times, p.price(), p.confidence(), p.unrealised() * times));
    }
    List<ExpiryBook> expiries = new ArrayList<>();
    for (ExpiryBook e : book.expiries()) {
      expiries.add(
          new ExpiryBook(
              e.seconds(),
              e.forward(),
              e.fixedForward(),
              e.rate(),
              e.confidence(),
              e.futures().stream()
                  .map(f -> new FuturePosition(f.quantity() * times, f.unrealised() * times))
                  .toList(),
              e.options().stream().map(o -> o.withQuantity(o.quantity() * times)).toList()));
    }
    return book(book.settlement(), book.base() * times, perpetuals, expiries);
  }
}
