package org.plimsoll.service.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.lineage.RateLineage;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.transparency.JsonValue;

/// The whole record of one computation, found again by replaying the journal up to it.
///
/// @param report what the replay up to there gave; the record is null when it differs
public record LineageRecord(
    LineageRow row, Recomputation.Report report, JsonValue.@Nullable Members record) {

  /// The record of an id; nothing when the journal has no such computation.
  ///
  /// @param book fresh
  public static Optional<LineageRecord> of(LogReader journal, VenueBook book, String id) {
    List<LineageRow> rows =
        LineageRow.find(journal, new LineageRow.Wanted(id, null, null, null, null, 1));
    return rows.isEmpty() ? Optional.empty() : Optional.of(of(journal, book, rows.getFirst()));
  }

  private static LineageRecord of(LogReader journal, VenueBook book, LineageRow row) {
    AtomicReference<JsonValue.@Nullable Members> found = new AtomicReference<>();
    Recomputation.Reader reader =
        new Recomputation.Reader() {
          @Override
          public void rate(RateLineage lineage, Instant at) {
            if (row.kind() == LineageRow.Kind.RATE) {
              JsonValue.Members json = lineage.json();
              if (new JsonValue.Text(row.id()).equals(json.values().get("id"))) {
                found.set(json);
              }
            }
          }

          @Override
          public void applied(JournalRecord record) {
            if (row.kind() == LineageRow.Kind.ACCOUNT && record.sequence() == row.sequence()) {
              found.set(new AccountEvidence(book.reader().orElseThrow(), record).of(row.place()));
            }
          }
        };
    Recomputation.Report report =
        new Recomputation(journal, book, reader).run(row.at(), null, row.sequence());
    return new LineageRecord(row, report, report.same() ? found.get() : null);
  }
}
