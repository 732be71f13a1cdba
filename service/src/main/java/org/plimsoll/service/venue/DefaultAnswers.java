package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.liquidation.LiquidationCase;
import org.plimsoll.engine.liquidation.LiquidationOrder;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.StandingReader;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.waterfall.DefaultManagement;
import org.plimsoll.engine.waterfall.Deleveraging;
import org.plimsoll.engine.waterfall.DepletionForecast;
import org.plimsoll.engine.waterfall.Layer;
import org.plimsoll.engine.waterfall.LayerLimit;
import org.plimsoll.service.api.view.Defaults;
import org.plimsoll.service.api.view.DeleveragingQueue;
import org.plimsoll.service.api.view.Found;

/// Pools, liquidations and queues in the API's words.
final class DefaultAnswers {
  private static final int MOST_ROWS = 200;
  private static final List<Layer> POOLS =
      List.of(Layer.BASE_POOL, Layer.OWN_CAPITAL, Layer.INSURANCE_POOL);

  private DefaultAnswers() {}

  /// How the venue stands towards defaults. On the book's own thread.
  static Defaults of(VenueReader reader) {
    return reader
        .defaults()
        .map(management -> of(reader, management))
        .orElseGet(() -> Defaults.unmanaged(reader.now(), reader.terms().valuation().code()));
  }

  private static Defaults of(VenueReader reader, DefaultManagement management) {
    List<Defaults.Pool> pools = new ArrayList<>();
    POOLS.forEach(pool -> pools.add(pool(reader, management, pool)));
    List<String> layers = new ArrayList<>();
    for (LayerLimit limit : management.rules().regimes().of(management.regime()).layers()) {
      layers.add(limit.layer().name());
    }
    List<Defaults.LiquidationRow> liquidations = new ArrayList<>();
    management.engine().cases().stream()
        .limit(MOST_ROWS)
        .forEach(one -> liquidations.add(row(reader.accounts(), one)));
    List<Defaults.OrderRow> orders = new ArrayList<>();
    management.engine().orders().stream()
        .limit(MOST_ROWS)
        .forEach(order -> orders.add(row(reader.accounts(), order)));
    String scenario = management.pools().target().scenario();
    return new Defaults(
        reader.now(),
        true,
        management.regime().name(),
        layers,
        reader.terms().valuation().code(),
        scenario.isEmpty() ? null : scenario,
        pools,
        management.engine().cases().size(),
        liquidations,
        management.engine().orders().size(),
        orders);
  }

  private static Defaults.Pool pool(VenueReader reader, DefaultManagement management, Layer pool) {
    int asset = management.pools().valuation();
    int account = management.accounts().of(pool);
    int scale = reader.terms().valuation().scale();
    DepletionForecast forecast = management.pools().forecast(pool);
    return new Defaults.Pool(
        pool.name(),
        reader.accounts().id(account),
        BigDecimal.valueOf(management.pools().balance(pool, asset), scale),
        BigDecimal.valueOf(management.pools().target(pool, management.rules().pools()), scale),
        BigDecimal.valueOf(management.withdrawable(account, asset), scale),
        finite(forecast.lastsDays()),
        finite(forecast.lastsBadDays()));
  }

  private static @Nullable Double finite(double days) {
    return Double.isFinite(days) ? (Double) days : null;
  }

  private static Defaults.LiquidationRow row(AccountBook book, LiquidationCase one) {
    return new Defaults.LiquidationRow(
        book.id(one.group().account()),
        switch (one.group()) {
          case MarginGroup.Cross _ -> null;
          case MarginGroup.Bucket bucket -> book.contract(bucket.contract()).id();
        },
        Instant.ofEpochMilli(one.openedMillis()),
        one.rounds(),
        one.deferred() == null ? null : one.deferred().name());
  }

  private static Defaults.OrderRow row(AccountBook book, LiquidationOrder order) {
    ContractTerms contract = book.contract(order.contract()).contract().terms();
    return new Defaults.OrderRow(
        order.id(),
        book.id(order.group().account()),
        book.contract(order.contract()).id(),
        BigDecimal.valueOf(order.quantity(), contract.quantityScale()),
        BigDecimal.valueOf(order.limit(), contract.priceScale()),
        Instant.ofEpochMilli(order.placedMillis()));
  }

  /// The queue of one side of a contract on copies of the book. Any thread.
  ///
  /// @param account only its place, or null for the first places
  static Found<DeleveragingQueue> queue(
      AccountCopies copies,
      VenueTerms terms,
      Instant time,
      String instrument,
      boolean longSide,
      @Nullable String account,
      int limit) {
    AccountBook book = copies.book();
    OptionalInt contract = book.contractIndex(instrument);
    if (contract.isEmpty()) {
      return new Found.Missing<>("INSTRUMENT_UNKNOWN", "The venue lists no " + instrument);
    }
    var assessor = new AccountAssessor(book, copies.marks(), copies.rates(), copies.policy());
    var reader = new StandingReader(book, copies.marks(), assessor, copies.policy());
    List<Deleveraging.Rank> ranks =
        new Deleveraging(book, new Ledger(book), reader).queue(contract.getAsInt(), longSide);
    int scale = terms.contracts().get(contract.getAsInt()).contract().terms().quantityScale();
    List<DeleveragingQueue.Place> places = new ArrayList<>();
    for (int i = 0; i < ranks.size() && places.size() < limit; i++) {
      String id = book.id(ranks.get(i).group().account());
      if (account == null || account.equals(id)) {
        places.add(place(i + 1, id, ranks.get(i), scale));
      }
    }
    return new Found.Value<>(
        new DeleveragingQueue(instrument, longSide ? "LONG" : "SHORT", time, ranks.size(), places));
  }

  private static DeleveragingQueue.Place place(
      int place, String account, Deleveraging.Rank rank, int scale) {
    return new DeleveragingQueue.Place(
        place,
        account,
        BigDecimal.valueOf(rank.size(), scale),
        BigDecimal.valueOf(rank.outright(), scale),
        rank.profit(),
        rank.leverage(),
        rank.score());
  }
}
