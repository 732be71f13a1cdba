package org.plimsoll.service.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.lineage.AccountLineage;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;

/// One computation in a journal.
///
/// @param id hash of everything it depends on
/// @param kind RATE or ACCOUNT
/// @param place of its effect among the command's
/// @param subject rate class or account
/// @param instrument absent for an account as a whole
/// @param value the rate, or the account's new status
public record LineageRow(
    String id,
    Kind kind,
    Instant at,
    long sequence,
    int place,
    String subject,
    @Nullable String instrument,
    String value) {

  /// What was computed.
  public enum Kind {
    /// A rate.
    RATE,
    /// The margin of an account.
    ACCOUNT
  }

  /// Which computations are wanted; what is null is not asked for.
  ///
  /// @param subject rate class or account
  public record Wanted(
      @Nullable String id,
      @Nullable String subject,
      @Nullable String instrument,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit) {
    boolean fits(LineageRow row) {
      return (id == null || row.id().equals(id))
          && (subject == null || row.subject().equals(subject))
          && (instrument == null || instrument.equals(row.instrument()))
          && (from == null || !row.at().isBefore(from))
          && (to == null || row.at().isBefore(to));
    }
  }

  /// The computations of a journal that are wanted, in its order.
  public static List<LineageRow> find(LogReader journal, Wanted wanted) {
    List<LineageRow> found = new ArrayList<>();
    try (RecordCursor cursor = journal.read(1)) {
      for (JournalRecord next = cursor.next();
          next != null && found.size() < wanted.limit();
          next = cursor.next()) {
        for (LineageRow row : of(next)) {
          if (found.size() < wanted.limit() && wanted.fits(row)) {
            found.add(row);
          }
        }
      }
    }
    return found;
  }

  /// The computations of one command.
  static List<LineageRow> of(JournalRecord record) {
    List<LineageRow> rows = new ArrayList<>();
    List<Effect> effects = EffectCodec.decode(record.effects());
    for (int place = 0; place < effects.size(); place++) {
      if (effects.get(place) instanceof Effect.RateChanged e) {
        rows.add(
            new LineageRow(
                e.basis().id(),
                Kind.RATE,
                CommandCodec.at(record.command()),
                record.sequence(),
                place,
                e.rateClass(),
                e.instrument(),
                e.rate() > 0 ? Json.decimal(e.rate()) : e.kind()));
      } else if (effects.get(place) instanceof Effect.StatusChanged e) {
        rows.add(
            new LineageRow(
                AccountLineage.id(record.chain(), e.account(), place),
                Kind.ACCOUNT,
                CommandCodec.at(record.command()),
                record.sequence(),
                place,
                e.account(),
                null,
                e.to()));
      }
    }
    return rows;
  }
}
