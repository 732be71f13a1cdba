package org.plimsoll.service.cli;

import java.nio.file.Path;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;
import picocli.CommandLine.Option;

/// The journal that an audit reads.
final class AuditJournal {
  @Option(names = "--journal", paramLabel = "FOLDER", defaultValue = "var/journal")
  Path journal = Path.of("");

  SqliteReader open() {
    return open(journal);
  }

  static SqliteReader open(Path folder) {
    if (!SqliteReader.isIn(folder)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", folder);
    }
    return new SqliteReader(folder);
  }

  /// A fresh book under the rule packs that the journal was written with.
  static VenueBook book(LogReader journal) {
    return RuleLibrary.builtIn().bookFor(journal);
  }
}
