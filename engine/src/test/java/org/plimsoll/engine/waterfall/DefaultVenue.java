package org.plimsoll.engine.waterfall;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.plimsoll.engine.account.BookCodec;
import org.plimsoll.engine.liquidation.DisposalPace;
import org.plimsoll.engine.liquidation.FillOutcome;
import org.plimsoll.engine.liquidation.LiquidationVenue;
import org.plimsoll.engine.liquidation.PriceGate;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Reason;

/// A test venue whose defaults are managed.
final class DefaultVenue implements Market {
  static final String LEVY = "clamp(0.00001 + 0.002 * sigma_day * (2 - fill), 0, 0.001)";

  final LiquidationVenue base = new LiquidationVenue();
  final DefaultManagement management;
  double sigma = 0.03;
  long gap;
  boolean held;
  long now;

  DefaultVenue(DisposalPace pace) {
    management =
        new DefaultManagement(
            new DefaultManagement.Parts(
                base.venue.book,
                base.venue.ledger,
                base.marks,
                base.rates,
                base.policy,
                base.assessor),
            rules(pace));
  }

  static DefaultRules rules(DisposalPace pace) {
    List<LayerLimit> calm =
        List.of(
            LayerLimit.whole(Layer.BASE_POOL),
            LayerLimit.whole(Layer.OWN_CAPITAL),
            LayerLimit.whole(Layer.INSURANCE_POOL));
    List<LayerLimit> stressed =
        List.of(
            LayerLimit.whole(Layer.INSURANCE_POOL),
            LayerLimit.whole(Layer.BASE_POOL),
            LayerLimit.whole(Layer.OWN_CAPITAL));
    return new DefaultRules(
        LiquidationVenue.terms(1.1, 0.3, pace),
        new RegimeRules(
            new RegimeRules.Threshold(0.06, 0.05, 0.25, 0.1),
            new RegimeRules.Threshold(0.12, 0.1, 0.5, 0.25),
            3_600_000,
            List.of(
                new RegimeRules.Effects(calm, Billionths.ONE, Billionths.ONE, true),
                new RegimeRules.Effects(stressed, Billionths.ONE / 2, 2 * Billionths.ONE, false),
                new RegimeRules.Effects(stressed, Billionths.ONE, 3 * Billionths.ONE, false))),
        new PoolRules(
            Billionths.ONE / 2,
            Billionths.ONE / 10,
            Billionths.ONE / 4,
            Billionths.ONE / 5,
            LEVY,
            1_000_000,
            List.of(
                PoolRules.Scenario.all("down", -0.3),
                new PoolRules.Scenario("up", new TreeMap<>(), 0.3))));
  }

  List<DefaultEvent> advance(long millis) {
    now += millis;
    for (int account = 0; account < base.venue.book.accountCount(); account++) {
      if (base.venue.book.mode(account) != org.plimsoll.engine.account.AccountMode.VENUE) {
        management.found(account);
      }
    }
    management.measure(now, this);
    management.advance(now, this);
    return management.drain();
  }

  Optional<FillOutcome.Refused> fill(long order, int counterparty, long quantity, long price) {
    return management.fill(
        new DefaultManagement.Fill(order, counterparty, quantity, price, 0), now, this);
  }

  void fund(int account, long money) {
    LiquidationVenue.applied(
        management.deposit(account, base.venue.usdt, money * LiquidationVenue.UNIT));
  }

  long money(int account) {
    return base.balance(account);
  }

  static <T> List<T> of(List<DefaultEvent> events, Class<T> type) {
    List<T> found = new ArrayList<>();
    events.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
    return found;
  }

  byte[] bytes() {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      BookCodec.write(base.venue.book, out);
      management.writeTo(out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PriceGate gate() {
    return new PriceGate() {
      @Override
      public Optional<Problem> ofContract(int contract) {
        return held ? Optional.of(new Problem(Reason.QUORUM_LOST, "held")) : Optional.empty();
      }

      @Override
      public Optional<Problem> ofAsset(int asset) {
        return Optional.empty();
      }
    };
  }

  @Override
  public double sigmaDay(int contract) {
    return sigma;
  }

  @Override
  public PoolTarget.RateGap gap() {
    return (_, _) -> gap;
  }
}
