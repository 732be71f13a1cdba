package org.plimsoll.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.service.api.BookCatalogue;
import org.plimsoll.service.api.EventStream;
import org.plimsoll.service.api.Limits;
import org.plimsoll.service.api.view.StressReport;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.cli.Failure;
import org.plimsoll.service.cli.Launch;
import org.plimsoll.service.cli.Session;
import org.plimsoll.service.demo.DemoProgram;
import org.plimsoll.service.sequencer.Recovery;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.stress.Stress;
import org.plimsoll.service.venue.LiveVenue;
import org.plimsoll.service.venue.RuleLibrary;

/// The wiring of the verbs that need the whole program. Rule packs are read at first use.
final class Program implements Launch {
  @Override
  public int demo(DemoOptions options, Session session) {
    RuleLibrary rules = RuleLibrary.builtIn();
    return new DemoProgram(
            rules.packs(), rules.hash(), new BookCatalogue(rules.packs(), Clock.systemUTC()))
        .run(options, session);
  }

  @Override
  public int serve(ServeOptions options, Session session) {
    try {
      return new ServeProgram(options, session).run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public StressReport stress(Stress.Options options, @Nullable Path journal, Session session) {
    RuleLibrary rules = RuleLibrary.builtIn();
    Stress stress = new Stress(rules, options, session::note);
    try {
      return journal == null
          ? stress.ofDemonstration()
          : stress.ofSnapshot(snapshot(rules, journal), journal.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] snapshot(RuleLibrary rules, Path journal) {
    try (SqliteReader reader = new SqliteReader(journal)) {
      VenueBook book = rules.bookFor(reader);
      Recovery.of(reader, book);
      if (book.reader().isEmpty()) {
        throw new Failure(ExitCode.BAD_DATA, "NO_VENUE", journal);
      }
      return book.snapshot();
    }
  }

  @Override
  public StateMachine machineFor(LogReader journal) {
    return RuleLibrary.builtIn().bookFor(journal);
  }

  @Override
  public List<String> fresh(List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return command;
  }

  @Override
  public VenueView restore(Path journal, @Nullable Instant asOf, LongConsumer progress) {
    RuleLibrary rules = RuleLibrary.builtIn();
    try (SqliteReader reader = new SqliteReader(journal)) {
      VenueBook book = rules.bookFor(reader);
      try (LiveVenue venue =
          new LiveVenue(book, new EventStream(Limits.STANDARD), LiveVenue.Place::served, false)) {
        Recovery recovery =
            asOf == null
                ? Recovery.of(reader, book)
                : Recovery.upTo(reader, book, lastAt(reader, asOf), progress);
        progress.accept(recovery.sequence());
        venue.startAt(recovery);
        VenueView view = venue.view();
        if (view == null) {
          throw new Failure(ExitCode.BAD_DATA, "NO_VENUE", journal);
        }
        return view;
      }
    }
  }

  /// The last command before any that is dated later than an instant.
  private static long lastAt(LogReader log, Instant asOf) {
    long last = 0;
    try (RecordCursor cursor = log.read(1)) {
      for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
        if (CommandCodec.at(next.command()).isAfter(asOf)) {
          break;
        }
        last = next.sequence();
      }
    }
    return last;
  }
}
