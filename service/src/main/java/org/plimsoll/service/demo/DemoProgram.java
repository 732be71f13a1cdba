package org.plimsoll.service.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.service.api.ApiServer;
import org.plimsoll.service.api.EventStream;
import org.plimsoll.service.api.Evidence;
import org.plimsoll.service.api.Limits;
import org.plimsoll.service.api.LineageSource;
import org.plimsoll.service.api.LogSite;
import org.plimsoll.service.api.RuleCatalogue;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.cli.ExitCode;
import org.plimsoll.service.cli.Failure;
import org.plimsoll.service.cli.Launch;
import org.plimsoll.service.cli.Session;
import org.plimsoll.service.lineage.JournalSource;
import org.plimsoll.service.publiclog.LogOpening;
import org.plimsoll.service.publiclog.PublicLog;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.venue.Gateway;
import org.plimsoll.service.venue.LiveVenue;
import org.plimsoll.service.venue.RuleLibrary;

/// The verb `demo`: sets a venue up, replays a recording through it, shows the page and ends with a
/// summary.
public final class DemoProgram {
  /// The key of the first command of a demonstration's journal.
  public static final String OPENING = "demo-open";

  private static final long SEED = 20_131_125;
  private static final Duration USUAL_SPAN = Duration.ofDays(183);
  private static final int OK = 0;

  private final PackLibrary library;
  private final String libraryHash;
  private final RuleCatalogue catalogue;

  /// A demonstration under the rule packs of `library`.
  public DemoProgram(PackLibrary library, String libraryHash, RuleCatalogue catalogue) {
    this.library = library;
    this.libraryHash = libraryHash;
    this.catalogue = catalogue;
  }

  /// Runs the demonstration and gives the exit code.
  public int run(Launch.DemoOptions options, Session session) {
    PrintStream notes = session.console().err();
    try {
      Path journal = options.journal();
      Path folder = journal == null ? Files.createTempDirectory("plimsoll-demo") : journal;
      DemoFeeds feeds = feeds(options.data());
      Instant to = day("--to", options.to(), feeds.to(), true);
      Instant usual = to.minus(USUAL_SPAN);
      Instant from =
          day("--from", options.from(), usual.isBefore(feeds.from()) ? feeds.from() : usual, false);
      if (!from.isBefore(feeds.to()) || !to.isAfter(feeds.from()) || !from.isBefore(to)) {
        throw new Failure(ExitCode.USAGE, "NOTHING_TO_REPLAY", from, to, feeds.from(), feeds.to());
      }
      notes.println("Prices: " + feeds.source());
      notes.println("Accounts: " + options.accounts() + ", synthetic, seed " + SEED);
      notes.println("Journal: " + folder.toAbsolutePath());
      return replay(
          options,
          feeds,
          new Demo.Span(from, to, options.accounts(), options.speed()),
          folder,
          session);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OK;
    }
  }

  private static DemoFeeds feeds(@Nullable Path data) throws IOException {
    if (data != null && !Files.isDirectory(data)) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_FOLDER", data);
    }
    return DemoFeeds.of(data);
  }

  private static Instant day(String option, @Nullable String text, Instant otherwise, boolean end) {
    if (text == null) {
      return otherwise;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      return (end ? date.plusDays(1) : date).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new Failure(ExitCode.USAGE, "NOT_A_DAY", option, text);
    }
  }

  private int replay(
      Launch.DemoOptions options, DemoFeeds feeds, Demo.Span span, Path folder, Session session)
      throws IOException, InterruptedException {
    PrintStream notes = session.console().err();
    PrintStream out = session.console().out();
    List<VenueTerms.RateClass> rateClasses = rateClasses(span.to(), options.jurisdictions());
    VenueTerms terms = DemoTerms.of(feeds.markets(), rateClasses, libraryHash);
    SyntheticTraders traders =
        new SyntheticTraders(
            SEED, options.accounts(), terms.valuation(), feeds.markets(), populated(rateClasses));
    VenueBook book = new VenueBook(library.book(), libraryHash);
    DemoReport report = new DemoReport(terms.valuation());
    AtomicReference<@Nullable Demo> running = new AtomicReference<>();
    EventStream stream = new EventStream(Limits.STANDARD);
    try (SqliteLogStore store = SqliteLogStore.open(folder);
        LiveVenue venue =
            new LiveVenue(book, stream, new DemoHealth(running, span, feeds.source()), true)) {
      if (store.head() > 0) {
        throw new Failure(ExitCode.BAD_DATA, "JOURNAL_NOT_EMPTY", folder);
      }
      try (Sequencer sequencer =
              Sequencer.open(store, book, SequencerLimits.standard(), Halt.process());
          PublicLog log = publicLog(options, folder, store, terms.name(), session)) {
        if (log != null) {
          sequencer.addListener(log); // before the venue: nothing is shown that is not logged
          venue.showThrough(log::afterWritten);
        }
        venue.startAt(sequencer.recovery());
        sequencer.addListener(venue);
        Instant opening = feeds.from().minus(Duration.ofDays(1));
        sequencer
            .submit(OPENING, CommandCodec.encode(new Command.OpenVenue(opening, terms)))
            .join();
        Gateway gateway = new Gateway(sequencer, terms, book::reader, opening);
        show(
            options,
            session,
            new Demo(sequencer, feeds, traders, report, span, notes),
            new Shown(
                venue,
                gateway,
                stream,
                log,
                new JournalSource(folder, new RuleLibrary(library, libraryHash)),
                running,
                report));
      }
      out.println("State hash " + HexFormat.of().formatHex(book.stateHash()));
      out.println("Repeat: ./plimsoll replay --verify --journal " + folder.toAbsolutePath());
    }
    return OK;
  }

  /// What is shown while the demonstration runs.
  private record Shown(
      LiveVenue venue,
      Gateway gateway,
      EventStream stream,
      @Nullable PublicLog log,
      LineageSource lineage,
      AtomicReference<@Nullable Demo> running,
      DemoReport report) {
    Evidence evidence() {
      return new Evidence(log == null ? null : new LogSite(log.published(), log.key()), lineage);
    }
  }

  private void show(Launch.DemoOptions options, Session session, Demo demo, Shown shown)
      throws IOException, InterruptedException {
    PrintStream notes = session.console().err();
    PrintStream out = session.console().out();
    boolean interactive =
        session.console().isTerminal() && !session.console().environment().containsKey("CI");
    try (ApiServer server =
        ApiServer.start(
            ApiServer.Options.local(options.port()),
            shown.venue()::view,
            shown.gateway(),
            catalogue,
            shown.stream(),
            shown.evidence())) {
      notes.println("Page: " + server.address());
      if (options.open()) {
        open(server.address().toString());
      }
      shown.running().set(demo);
      run(demo, shown.report(), out);
      PublicLog log = shown.log();
      if (log != null) {
        log.flush();
        out.printf("%,d entries in the public log, key %s%n", log.size(), log.key());
      }
      if (!options.exit() && interactive) {
        notes.println("The page stays up at " + server.address() + "; Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
    }
  }

  private @Nullable PublicLog publicLog(
      Launch.DemoOptions options, Path folder, LogReader store, String venue, Session session) {
    return LogOpening.open(
        options.log(),
        folder,
        store,
        new RuleLibrary(library, libraryHash),
        venue,
        PublicLog.Pace.WHEN_SHOWN,
        session);
  }

  private static void run(Demo demo, DemoReport report, PrintStream out)
      throws IOException, InterruptedException {
    long started = System.nanoTime();
    demo.run();
    double seconds = (System.nanoTime() - started) / 1e9;
    report.print(out);
    out.printf(
        "%,d commands in %.1f s, each durable before it was acknowledged.%n",
        demo.commands(), seconds);
    out.flush();
  }

  /// Every regime that has an answer for perpetuals on crypto-assets, and the founding scenario
  /// beside the law of the Union's retail clients.
  ///
  /// @param only jurisdictions that are wanted, by code; empty for all
  private List<VenueTerms.RateClass> rateClasses(Instant at, List<String> only) {
    List<PackLibrary.Choice> choices = library.choices("perpetual", "crypto", at, at);
    List<String> codes = choices.stream().map(PackLibrary.Choice::jurisdiction).toList();
    for (String code : only) {
      if (!codes.contains(code)) {
        throw new Failure(
            ExitCode.USAGE,
            "NO_JURISDICTION",
            code,
            String.join(", ", codes.stream().distinct().sorted().toList()));
      }
    }
    return DemoLaws.of(choices, only);
  }

  /// The regimes in which accounts are seeded: three of different kinds. The scenario is always
  /// among them.
  private static List<String> populated(List<VenueTerms.RateClass> rateClasses) {
    List<String> wanted = List.of("eu-retail", "jp-corporate", "scenario-article-2025");
    return rateClasses.stream().map(VenueTerms.RateClass::id).filter(wanted::contains).toList();
  }

  private static void open(String address) {
    if (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
      try {
        new ProcessBuilder("xdg-open", address)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        // The address is printed; a browser is a convenience.
      }
    }
  }

  /// The demonstration's health: how much has been replayed.
  private record DemoHealth(AtomicReference<@Nullable Demo> running, Demo.Span span, String source)
      implements LiveVenue.HealthSource {
    @Override
    public Health at(LiveVenue.Place place) {
      Demo demo = running.get();
      double fraction = demo == null ? 0 : demo.fraction();
      return place.health(
          fraction >= 1 ? Health.Status.READY : Health.Status.REPLAYING,
          Health.Mode.DEMO,
          true,
          source,
          new Health.Progress(span.from(), span.to(), fraction));
    }
  }
}
