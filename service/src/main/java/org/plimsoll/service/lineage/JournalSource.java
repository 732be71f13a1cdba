package org.plimsoll.service.lineage;

import java.nio.file.Path;
import java.util.Optional;
import org.plimsoll.service.api.LineageSource;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.JsonValue;

/// Lineage records from the journal in a folder, which may be written to meanwhile.
public record JournalSource(Path journal, RuleLibrary rules) implements LineageSource {
  @Override
  public Optional<byte[]> record(String id) {
    try (SqliteReader log = new SqliteReader(journal)) {
      return LineageRecord.of(log, rules.bookFor(log), id)
          .flatMap(found -> Optional.ofNullable(found.record()))
          .map(JsonValue::canonicalBytes);
    }
  }
}
