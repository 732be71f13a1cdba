package org.plimsoll.service.publiclog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.cli.Launch;
import org.plimsoll.service.cli.Session;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.DiskFiles;

/// Opens the public log that a venue was asked to keep, with new keys where there are none.
public final class LogOpening {
  private static final String FOLDER = "public-log";
  private static final String KEY = "public-log.key";

  private LogOpening() {}

  /// Opens the log, or says that there is none and why.
  ///
  /// @param journal folder of the journal
  /// @param records what the journal holds
  /// @param venue name of the venue, for new keys
  public static @Nullable PublicLog open(
      Launch.LogChoice choice,
      Path journal,
      LogReader records,
      RuleLibrary library,
      String venue,
      PublicLog.Pace pace,
      Session session) {
    if (!choice.on()) {
      session.note(session.messages().get("note.logOff"));
      return null;
    }
    Path folder = choice.folder() == null ? journal.resolve(FOLDER) : choice.folder();
    try {
      LogKeys keys = keys(keyFile(choice, journal), venue, session);
      LogEntries entries = new LogEntries(library, new AccountLines(keys.salts()));
      PublicLog log = PublicLog.open(new DiskFiles(folder), keys, entries, records, pace);
      session.note(session.messages().get("note.log", folder, log.size(), log.key()));
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path keyFile(Launch.LogChoice choice, Path journal) {
    return choice.key() == null ? journal.resolve(KEY) : choice.key();
  }

  private static LogKeys keys(Path file, String venue, Session session) throws IOException {
    if (Files.exists(file)) {
      return LogKeys.read(file);
    }
    LogKeys keys = LogKeys.generate(origin(venue), new SecureRandom());
    keys.write(file);
    session.note(session.messages().get("note.logKey", file));
    return keys;
  }

  /// A log's name from a venue's: no spaces, no plus signs.
  private static String origin(String venue) {
    String name = venue.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-");
    return "venue.local/" + (name.isBlank() ? "log" : name);
  }
}
