package org.plimsoll.service.lineage;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.audit.lineage.AccountLineage;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.market.MarkPrice;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.transparency.JsonValue;

/// The lineage of an account's margin, read from the book right after the command that changed its
/// status: what it held, at which marks, under which rates.
final class AccountEvidence {
  private final VenueReader venue;
  private final JournalRecord record;

  AccountEvidence(VenueReader venue, JournalRecord record) {
    this.venue = venue;
    this.record = record;
  }

  JsonValue.Members of(int place) {
    List<Effect> effects = EffectCodec.decode(record.effects());
    if (!(effects.get(place) instanceof Effect.StatusChanged e)) {
      throw new IllegalArgumentException("effect " + place + " is no status");
    }
    int account = venue.accounts().accountIndex(e.account()).orElseThrow();
    return JsonValue.of(
        "id",
        AccountLineage.id(record.chain(), e.account(), place),
        "computation",
        "account/1",
        "sequence",
        record.sequence(),
        "at",
        venue.now().toString(),
        "account",
        e.account(),
        "mode",
        venue.accounts().mode(account).name(),
        "rateClass",
        venue.terms().rateClasses().get(venue.accounts().rateClass(account)).id(),
        "valuation",
        venue.terms().valuation().code(),
        "balances",
        balances(account),
        "positions",
        positions(account),
        "result",
        JsonValue.of(
            "from", e.from(),
            "to", e.to(),
            "equity", Long.toString(e.equity()),
            "initial", Long.toString(e.initial()),
            "maintenance", Long.toString(e.maintenance())));
  }

  private JsonValue balances(int account) {
    AccountBook book = venue.accounts();
    List<JsonValue> all = new ArrayList<>();
    for (int asset = 0; asset < book.assetCount(); asset++) {
      if (book.balance(account, asset) != 0) {
        all.add(
            JsonValue.of(
                "asset", book.asset(asset).code(),
                "units", Long.toString(book.balance(account, asset))));
      }
    }
    return new JsonValue.Items(all);
  }

  private JsonValue positions(int account) {
    AccountBook book = venue.accounts();
    String rateClass = venue.terms().rateClasses().get(book.rateClass(account)).id();
    List<RateInForce> rates = venue.rates();
    List<JsonValue> all = new ArrayList<>();
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      String instrument = venue.terms().contracts().get(book.contractAt(slot)).contract().id();
      RateInForce rate =
          rates.stream()
              .filter(one -> one.rateClass().equals(rateClass))
              .filter(one -> one.instrument().equals(instrument))
              .findFirst()
              .orElseThrow();
      all.add(
          JsonValue.of(
              "instrument",
              instrument,
              "quantity",
              Long.toString(book.quantityAt(slot)),
              "cost",
              Long.toString(book.costAt(slot)),
              "mark",
              Long.toString(venue.market().mark(instrument).map(MarkPrice::price).orElse(0L)),
              "initialRate",
              Json.decimal(rate.initial()),
              "maintenanceRate",
              Json.decimal(rate.maintenance()),
              "rateSince",
              rate.since().toString()));
    }
    return new JsonValue.Items(all);
  }
}
