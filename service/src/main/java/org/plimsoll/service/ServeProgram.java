package org.plimsoll.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.waterfall.DefaultManagement;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.service.api.ApiServer;
import org.plimsoll.service.api.BookCatalogue;
import org.plimsoll.service.api.EventStream;
import org.plimsoll.service.api.Evidence;
import org.plimsoll.service.api.Limits;
import org.plimsoll.service.api.LineageSource;
import org.plimsoll.service.api.LogSite;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.cli.Failure;
import org.plimsoll.service.cli.Launch;
import org.plimsoll.service.cli.Session;
import org.plimsoll.service.demo.DemoProgram;
import org.plimsoll.service.lineage.JournalSource;
import org.plimsoll.service.publiclog.LogOpening;
import org.plimsoll.service.publiclog.PublicLog;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.Gateway;
import org.plimsoll.service.venue.LiveVenue;
import org.plimsoll.service.venue.Pulse;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.service.venue.VenueFile;

/// The verb `serve`: opens a venue or takes one up from its journal, and answers until it is ended.
final class ServeProgram {
  /// The key of the command that ends an opening.
  private static final String OPENED = "venue-rates";

  private static final int LONGEST_VENUE_FILE = 1 << 20;
  private static final int HISTORY_GROUP = 1_000;
  private static final int STOP_SECONDS = 20;
  private static final int MOST_WAITS = 500;
  private static final int WAIT_MILLIS = 10;

  private final RuleLibrary rules = RuleLibrary.builtIn();
  private final InstantSource clock = Clock.systemUTC();
  private final Launch.ServeOptions options;
  private final Session session;
  private boolean byClock = true;
  private boolean recording;

  ServeProgram(Launch.ServeOptions options, Session session) {
    this.options = options;
    this.session = session;
  }

  int run() throws IOException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = Thread.ofPlatform().unstarted(ending(Thread.currentThread(), ended));
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      serve();
    } catch (InterruptedException e) {
      // The usual end: whoever runs the program wants it to stop.
    } finally {
      ended.countDown();
      removeHook(hook);
    }
    return ExitCode.OK;
  }

  private void serve() throws IOException, InterruptedException {
    VenueFile.Reading.Described described = options.venue() == null ? null : read(options.venue());
    if (described == null && !SqliteReader.isIn(options.journal())) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", options.journal());
    }
    EventStream stream = new EventStream(Limits.STANDARD);
    try (SqliteLogStore store = SqliteLogStore.open(options.journal())) {
      VenueBook book = rules.bookFor(store);
      boolean opened = store.find(OPENED).isPresent();
      recording = store.find(DemoProgram.OPENING).isPresent();
      byClock = options.clock() == null ? !recording : options.clock() == Launch.Time.WALL;
      try (LiveVenue venue = new LiveVenue(book, stream, LiveVenue.Place::served, recording);
          Sequencer sequencer =
              Sequencer.open(store, book, SequencerLimits.standard(), Halt.process())) {
        try (PublicLog log = publicLog(store, book, described)) {
          if (log != null) {
            sequencer.addListener(log); // before the venue: nothing is shown that is not logged
          }
          venue.startAt(sequencer.recovery());
          sequencer.addListener(venue);
          takeUp(book, sequencer, described, opened);
          awaitView(sequencer, venue);
          answer(book, new Running(sequencer, venue, stream, log));
        }
      }
    }
  }

  private @Nullable PublicLog publicLog(
      SqliteLogStore store, VenueBook book, VenueFile.Reading.@Nullable Described described) {
    String name =
        book.reader()
            .map(reader -> reader.terms().name())
            .orElse(described == null ? "" : described.terms().name());
    return LogOpening.open(
        options.log(), options.journal(), store, rules, name, PublicLog.Pace.EACH_COMMIT, session);
  }

  /// What runs while the venue is served.
  private record Running(
      Sequencer sequencer, LiveVenue venue, EventStream stream, @Nullable PublicLog log) {
    Evidence evidence(LineageSource lineage) {
      return new Evidence(log == null ? null : new LogSite(log.published(), log.key()), lineage);
    }
  }

  /// Waits until readers see what was opened: they are let in after that.
  private static void awaitView(Sequencer sequencer, LiveVenue venue) throws InterruptedException {
    for (int i = 0; i < MOST_WAITS; i++) {
      VenueView view = venue.view();
      if (view != null && view.health().sequence() >= sequencer.committedSequence()) {
        return;
      }
      Thread.sleep(WAIT_MILLIS);
    }
  }

  private VenueFile.Reading.Described read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_VENUE_FILE", file);
    }
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST_VENUE_FILE);
    }
    return switch (VenueFile.read(file.toString(), bytes, rules)) {
      case VenueFile.Reading.Described found -> rehearsed(found);
      case VenueFile.Reading.Rejected rejected -> {
        rejected.errors().forEach(session.console().err()::println);
        throw new Failure(ExitCode.BAD_DATA, "VENUE_FILE", file, rejected.errors().size());
      }
    };
  }

  /// Opens the venue in a book of its own first, so that a refusal leaves no journal behind.
  private VenueFile.Reading.Described rehearsed(VenueFile.Reading.Described found) {
    VenueBook book = rules.book();
    Command open = new Command.OpenVenue(Instant.EPOCH, found.terms());
    requireApplied(book.apply(1, CommandCodec.encode(open)));
    DefaultRules defaults = found.defaults();
    if (defaults != null) {
      Command set = new Command.SetDefaultRules(Instant.EPOCH, defaults);
      requireApplied(book.apply(2, CommandCodec.encode(set)));
    }
    return found;
  }

  /// Opens the venue where the journal has none, or only a part of the opening; else sees that it
  /// is the one described.
  private void takeUp(
      VenueBook book,
      Sequencer sequencer,
      VenueFile.Reading.@Nullable Described described,
      boolean opened)
      throws IOException, InterruptedException {
    VenueTerms terms = book.reader().map(VenueReader::terms).orElse(null);
    if (terms == null && described == null) {
      throw new Failure(ExitCode.BAD_DATA, "NO_VENUE", options.journal());
    }
    if (terms != null && described != null && !terms.equals(described.terms())) {
      throw new Failure(
          ExitCode.BAD_DATA, "VENUE_DIFFERS", options.journal(), String.valueOf(options.venue()));
    }
    if (described != null && !opened) {
      open(book, sequencer, described, terms == null);
      return;
    }
    if (byClock) {
      // What came into force meanwhile is in force from the first answer on.
      Instant now = later(now(), book);
      submit(sequencer, "start-" + now.toEpochMilli(), new Command.CloseBars(now, List.of()));
    }
    if (described != null) {
      putInForce(book, sequencer, described.defaults());
    }
  }

  /// Puts rules for defaults in force unless they are already: a venue's terms stand, these may be
  /// replaced.
  private void putInForce(VenueBook book, Sequencer sequencer, @Nullable DefaultRules changed)
      throws InterruptedException {
    VenueReader reader = book.reader().orElseThrow();
    DefaultRules present = reader.defaults().map(DefaultManagement::rules).orElse(null);
    if (changed != null && !changed.equals(present)) {
      String key = "venue-defaults-" + (sequencer.committedSequence() + 1);
      submit(sequencer, key, new Command.SetDefaultRules(reader.now(), changed));
      session.note(session.messages().get("note.defaults"));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant later(Instant now, VenueBook book) {
    Instant last = book.reader().map(VenueReader::now).orElse(now);
    return last.isAfter(now) ? last : now;
  }

  private void open(
      VenueBook book, Sequencer sequencer, VenueFile.Reading.Described described, boolean anew)
      throws IOException, InterruptedException {
    Instant stated = described.openedAt();
    boolean ahead = stated != null && stated.isAfter(now()) && byClock;
    Instant at = stated == null || ahead ? now() : stated;
    Path data = options.data();
    RecordedHistory history = data == null ? null : RecordedHistory.of(data, described.terms(), at);
    Instant begin = history == null ? null : history.begin();
    if (anew) {
      Instant opening = begin == null || begin.isAfter(at) ? at : begin;
      submit(sequencer, "venue-open", new Command.OpenVenue(opening, described.terms()));
    }
    putInForce(book, sequencer, described.defaults());
    if (history != null) {
      past(sequencer, history.commands());
    }
    // No bar, but it makes the law's answers known that need none, and ends the opening.
    submit(sequencer, OPENED, new Command.CloseBars(at, List.of()));
    session.note(
        session.messages().get("note.opened", described.terms().name(), options.journal()));
  }

  private void past(Sequencer sequencer, List<Command> commands) throws InterruptedException {
    for (int from = 0; from < commands.size(); from += HISTORY_GROUP) {
      List<Sequencer.Keyed> group = new ArrayList<>();
      for (Command bars : commands.subList(from, Math.min(commands.size(), from + HISTORY_GROUP))) {
        group.add(new Sequencer.Keyed("history-" + bars.at(), CommandCodec.encode(bars)));
      }
      sequencer.submit(group).getLast().join();
    }
    session.note(session.messages().get("note.history", commands.size()));
  }

  private static void submit(Sequencer sequencer, String key, Command command)
      throws InterruptedException {
    Acknowledgement answer = sequencer.submit(key, CommandCodec.encode(command)).join();
    if (answer instanceof Acknowledgement.Committed committed) {
      requireApplied(committed.effects());
    }
  }

  private static void requireApplied(byte[] effects) {
    for (Effect effect : EffectCodec.decode(effects)) {
      if (effect instanceof Effect.Refused refused) {
        throw new Failure(ExitCode.BAD_DATA, "VENUE_REFUSED", refused.reason(), refused.detail());
      }
    }
  }

  private void answer(VenueBook book, Running running) throws InterruptedException {
    Sequencer sequencer = running.sequencer();
    LiveVenue venue = running.venue();
    VenueReader reader = book.reader().orElseThrow();
    Instant opened = reader.now();
    Gateway gateway =
        new Gateway(sequencer, reader.terms(), book::reader, opened, byClock ? clock : null);
    ApiServer.Options edge =
        new ApiServer.Options(
            options.host(), options.port(), options.token(), Set.of(), Limits.STANDARD);
    try (ApiServer server =
            ApiServer.start(
                edge,
                venue::view,
                gateway,
                new BookCatalogue(rules.packs(), Clock.systemUTC()),
                running.stream(),
                running.evidence(new JournalSource(options.journal(), rules)));
        Pulse pulse = new Pulse(sequencer, gateway, byClock ? options.pulseSeconds() : 0)) {
      pulse.start();
      session.note(session.messages().get("note.page", server.address()));
      if (recording) {
        session.note(session.messages().get(byClock ? "note.recordingOn" : "note.recording"));
      }
      try (SqliteReader past = new SqliteReader(options.journal())) {
        venue.recall(past);
      }
      new CountDownLatch(1).await();
    }
  }

  /// What a signal does: interrupts the serving thread and gives it time to close the journal.
  private static Runnable ending(Thread serving, CountDownLatch ended) {
    return () -> {
      serving.interrupt();
      try {
        ended.await(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is what ends us.
    }
  }
}
