package org.plimsoll.service.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.service.api.view.StressReport;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.stress.Stress;

/// What the program's wiring supplies to the verbs that need the whole of it.
public interface Launch {
  /// Runs the demonstration until it ends or is interrupted, and gives the exit code.
  int demo(DemoOptions options, Session session);

  /// Runs a venue until it is interrupted, and gives the exit code.
  int serve(ServeOptions options, Session session);

  /// A state machine as it is before the first command of a journal, to replay it with.
  ///
  /// Throws [StoreException] when another version of the program wrote the journal.
  StateMachine machineFor(LogReader journal);

  /// The command line that runs this program again in a JVM of its own.
  List<String> fresh(List<String> jvmOptions, List<String> arguments);

  /// The venue that a journal leads to.
  ///
  /// @param asOf the instant up to which commands are applied, from the first on, so that the view
  ///     is the one that the venue had then; nothing for the journal's end, by its latest snapshot
  /// @param progress hears the sequence now and then
  VenueView restore(Path journal, @Nullable Instant asOf, LongConsumer progress);

  /// Plays crashes and shocks on a book.
  ///
  /// @param journal the book's journal, or nothing for the demonstration's seeded accounts
  StressReport stress(Stress.Options options, @Nullable Path journal, Session session);

  /// What `demo` was asked for.
  ///
  /// @param data a folder of recordings, or nothing for those that come with the program
  /// @param from first day, or nothing for the recording's own
  /// @param to last day, or nothing for the recording's own
  /// @param jurisdictions whose law sets rates, by code; all that have any where none is named
  /// @param accounts how many synthetic accounts to seed
  /// @param speed recorded seconds per second, 0 for as fast as it goes
  /// @param journal where to keep the journal, or nothing for a temporary folder
  /// @param port 0 for any free one
  /// @param exit whether to end after the summary instead of keeping the page up
  /// @param open whether to open the page in a browser
  /// @param log whether there is a public log, and where
  record DemoOptions(
      @Nullable Path data,
      @Nullable String from,
      @Nullable String to,
      List<String> jurisdictions,
      int accounts,
      double speed,
      @Nullable Path journal,
      int port,
      boolean exit,
      boolean open,
      LogChoice log) {}

  /// What `serve` was asked for.
  ///
  /// @param journal where the journal is or shall be
  /// @param token what commands must carry, or nothing when they need none
  /// @param venue the file of a venue to open, or nothing for the one that the journal has
  /// @param data a folder of recordings for the past of a venue that opens, or nothing
  /// @param clock by what commands are dated
  /// @param log whether there is a public log, and where
  /// @param pulseSeconds how often time is told to a venue that lives by the clock; 0 for never
  record ServeOptions(
      String host,
      int port,
      Path journal,
      @Nullable String token,
      @Nullable Path venue,
      @Nullable Path data,
      @Nullable Time clock,
      int pulseSeconds,
      LogChoice log) {}

  /// Whether a venue has a public log, and where.
  ///
  /// @param folder what any server may publish; below the journal's unless said
  /// @param key file of the log's secrets; beside the log's folder unless said
  record LogChoice(boolean on, @Nullable Path folder, @Nullable Path key) {}

  /// What dates commands.
  enum Time {
    /// The machine's clock.
    WALL,
    /// The times of prices and bars, as when recorded markets are played through a venue.
    JOURNAL
  }
}
