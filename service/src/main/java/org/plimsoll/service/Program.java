package org.plimsoll.service;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.service.api.ApiServer;
import org.plimsoll.service.api.BookCatalogue;
import org.plimsoll.service.api.EventStream;
import org.plimsoll.service.api.Limits;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.cli.Launch;
import org.plimsoll.service.cli.Session;
import org.plimsoll.service.demo.DemoProgram;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Recovery;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.Gateway;
import org.plimsoll.service.venue.LiveVenue;

/// The wiring of the verbs that need the whole program. Rule packs are read at first use.
final class Program implements Launch {
  private static final int OK = 0;
  private static final int NO_VENUE = 65;

  private record Rules(PackLibrary library, String hash) {}

  private Rules rules() {
    PackLibrary library = PackLibrary.builtIn();
    StringBuilder names = new StringBuilder();
    library
        .book()
        .packs()
        .forEach(pack -> names.append(pack.id()).append('@').append(pack.hash()).append('\n'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(names.toString().getBytes(StandardCharsets.UTF_8));
      return new Rules(library, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public int demo(DemoOptions options, Session session) {
    Rules rules = rules();
    return new DemoProgram(
            rules.library(), rules.hash(), new BookCatalogue(rules.library(), Clock.systemUTC()))
        .run(options, session);
  }

  @Override
  public int serve(ServeOptions options, Session session) {
    Rules rules = rules();
    VenueBook book = new VenueBook(rules.library().book(), rules.hash());
    EventStream stream = new EventStream(Limits.STANDARD);
    try (SqliteLogStore store = SqliteLogStore.open(options.journal());
        LiveVenue venue = new LiveVenue(book, stream, Program::served, false);
        Sequencer sequencer =
            Sequencer.open(store, book, SequencerLimits.standard(), Halt.process())) {
      var reader = book.reader();
      if (reader.isEmpty()) {
        session
            .console()
            .err()
            .println(
                "The journal "
                    + options.journal()
                    + " opens no venue. Make one with: plimsoll demo --journal "
                    + options.journal());
        return NO_VENUE;
      }
      venue.startAt(sequencer.committedSequence());
      sequencer.addListener(venue);
      Gateway gateway =
          new Gateway(
              sequencer,
              reader.get().terms(),
              () -> Objects.requireNonNull(venue.view()).health().time());
      ApiServer.Options edge =
          new ApiServer.Options(
              options.host(), options.port(), options.token(), java.util.Set.of(), Limits.STANDARD);
      try (ApiServer server =
          ApiServer.start(
              edge,
              venue::view,
              gateway,
              new BookCatalogue(rules.library(), Clock.systemUTC()),
              stream)) {
        session.console().err().println("Page: " + server.address());
        try (SqliteReader past = new SqliteReader(options.journal())) {
          venue.recall(past);
        }
        Thread.currentThread().join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return OK;
  }

  @Override
  public StateMachine genesis() {
    Rules rules = rules();
    return new VenueBook(rules.library().book(), rules.hash());
  }

  @Override
  public VenueView restore(Path journal, LongConsumer progress) {
    Rules rules = rules();
    VenueBook book = new VenueBook(rules.library().book(), rules.hash());
    try (SqliteReader reader = new SqliteReader(journal);
        LiveVenue venue =
            new LiveVenue(book, new EventStream(Limits.STANDARD), Program::served, false)) {
      Recovery recovery = Recovery.of(reader, book);
      progress.accept(recovery.sequence());
      venue.startAt(recovery.sequence());
      return Objects.requireNonNull(venue.view(), "the journal opens no venue");
    }
  }

  private static Health served(long sequence, Instant time, int instruments, int accounts) {
    return new Health(
        Health.Status.READY,
        "0.1.0",
        Health.Mode.SERVE,
        sequence,
        time,
        "",
        instruments,
        Math.max(0, accounts),
        null,
        null,
        null);
  }
}
