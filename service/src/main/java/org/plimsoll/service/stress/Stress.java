package org.plimsoll.service.stress;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.service.api.view.StressReport;
import org.plimsoll.service.demo.DemoLaws;
import org.plimsoll.service.venue.RuleLibrary;

/// Stress of a book: every scenario under every law, each on a fresh copy of the book.
public final class Stress {
  /// The laws that are set side by side unless others are asked for.
  public static final List<String> USUAL_LAWS =
      List.of(
          "eu-retail", "eu-ccp-member", "jp-corporate", "us-ccp-member", "scenario-article-2025");

  private final RuleLibrary rules;
  private final Options options;
  private final Consumer<String> progress;

  /// What is asked.
  ///
  /// @param data a folder of recordings; nothing where only shocks fall on a venue's own book
  /// @param crashes named crashes
  /// @param shock a made shock, or nothing
  /// @param laws rate classes to set side by side; empty for the usual
  /// @param accounts how many synthetic accounts to seed
  /// @param lawDay whose law is in force when the crash comes
  /// @param step how far apart prices are
  /// @param liquidity depth over the usual
  /// @param halfLife after what half of a displacement by forced orders is gone
  /// @param feedback whether forced orders move prices
  public record Options(
      @Nullable Path data,
      List<Crash> crashes,
      @Nullable Shock shock,
      List<String> laws,
      int accounts,
      LocalDate lawDay,
      Duration step,
      double liquidity,
      Duration halfLife,
      boolean feedback) {
    /// Copies the lists.
    public Options {
      crashes = List.copyOf(crashes);
      laws = List.copyOf(laws);
    }
  }

  /// A stress under rule packs.
  ///
  /// @param progress hears what is being done
  public Stress(RuleLibrary rules, Options options, Consumer<String> progress) {
    this.rules = rules;
    this.options = options;
    this.progress = progress;
  }

  /// Stress of the demonstration's seeded accounts.
  public StressReport ofDemonstration() throws IOException {
    Recordings recordings = new Recordings(folder());
    List<StressReport.Scenario> scenarios = new ArrayList<>();
    String describe = "";
    for (Crash crash : options.crashes()) {
      List<Recordings.History> histories = recordings.around(crash.from(), crash.to());
      StressPath path = recordings.path(crash, histories, options.step());
      SyntheticBook book = book(histories, crash.from(), path);
      describe = book.describe();
      scenarios.add(scenario(book, path, laws(book), options.liquidity()));
    }
    Shock shock = options.shock();
    if (shock != null) {
      Instant from = recordings.lastMidnight();
      List<Recordings.History> histories = recordings.around(from, from);
      List<String> bases = histories.stream().map(one -> one.market().base()).toList();
      StressPath path = shock.path(bases, options.step());
      SyntheticBook book = book(histories, from, path);
      describe = book.describe();
      scenarios.add(scenario(book, path, laws(book), options.liquidity() * shock.liquidity()));
    }
    return new StressReport(describe, "USDT", assumptions(true), scenarios);
  }

  /// Stress of a venue's own book.
  ///
  /// @param snapshot the state of its book
  /// @param name the book's, for people
  public StressReport ofSnapshot(byte[] snapshot, String name) throws IOException {
    JournalBook book = new JournalBook(rules, snapshot, name);
    VenueReader reader = book.under("").reader().orElseThrow();
    List<String> laws = new ArrayList<>();
    laws.add("");
    laws.addAll(options.laws());
    List<StressReport.Scenario> scenarios = new ArrayList<>();
    for (Crash crash : options.crashes()) {
      Recordings recordings = new Recordings(folder());
      List<Recordings.History> histories = recordings.around(crash.from(), crash.to());
      StressPath path = recordings.path(crash, histories, options.step());
      scenarios.add(scenario(book, path, laws, options.liquidity()));
    }
    Shock shock = options.shock();
    if (shock != null) {
      List<String> bases =
          reader.terms().markets().stream().map(one -> one.market().split("/", 2)[0]).toList();
      scenarios.add(
          scenario(
              book,
              shock.path(bases, options.step()),
              laws,
              options.liquidity() * shock.liquidity()));
    }
    return new StressReport(
        book.describe(), reader.terms().valuation().code(), assumptions(false), scenarios);
  }

  private Path folder() throws IOException {
    Path data = options.data();
    if (data == null) {
      throw new IOException(
          "A named crash and the demonstration's accounts need recordings: give their folder as --data");
    }
    return data;
  }

  private SyntheticBook book(List<Recordings.History> histories, Instant from, StressPath path) {
    LocalDate recorded = from.atOffset(ZoneOffset.UTC).toLocalDate();
    Duration shift = Duration.ofDays(options.lawDay().toEpochDay() - recorded.toEpochDay());
    Instant begin = from.plus(shift);
    progress.accept(path.title() + ": the past of " + histories.size() + " markets");
    List<VenueTerms.RateClass> all = DemoLaws.of(rules.packs(), begin);
    List<String> wanted = options.laws().isEmpty() ? USUAL_LAWS : options.laws();
    List<VenueTerms.RateClass> chosen =
        all.stream().filter(one -> wanted.contains(one.id())).toList();
    for (String law : wanted) {
      if (all.stream().noneMatch(one -> one.id().equals(law))) {
        throw new IllegalArgumentException(
            "No law is called "
                + law
                + " on "
                + options.lawDay()
                + "; there are "
                + all.stream().map(VenueTerms.RateClass::id).toList());
      }
    }
    return new SyntheticBook(
        rules,
        new SyntheticBook.Parts(
            histories, chosen, shift, begin, new TreeSet<>(path.coins()), options.accounts()));
  }

  private List<String> laws(SyntheticBook book) {
    List<String> wanted = options.laws().isEmpty() ? USUAL_LAWS : options.laws();
    return wanted.stream().filter(law -> !book.describe().isEmpty() && !law.isEmpty()).toList();
  }

  private StressReport.Scenario scenario(
      StressBook book, StressPath path, List<String> laws, double liquidity) {
    List<StressReport.Run> runs = new ArrayList<>();
    Instant begin = Instant.EPOCH;
    for (String law : laws) {
      progress.accept(path.title() + ": " + (law.isEmpty() ? "as it is" : law));
      VenueBook fresh = book.under(law);
      begin = fresh.reader().orElseThrow().now();
      var terms = new StressedMarket.Terms(liquidity, options.halfLife(), options.feedback());
      runs.add(new StressRun(fresh, path, terms).run(law.isEmpty() ? "as it is" : law));
    }
    return new StressReport.Scenario(
        path.id(), path.title(), path.source(), begin, begin.plus(path.length()), runs);
  }

  private List<String> assumptions(boolean synthetic) {
    List<String> said = new ArrayList<>();
    said.add(
        options.feedback()
            ? "Forced orders move prices by the depth they take; half of it is gone after "
                + options.halfLife()
            : "Forced orders do not move prices");
    said.add(
        "Depth of %,d a level, 50 levels of 2 basis points, times %s"
            .formatted(50_000, options.liquidity()));
    said.add("Nobody answers a margin call with money; nobody trades but by force");
    said.add("Prices every " + options.step());
    if (synthetic) {
      said.add("The law of " + options.lawDay());
      said.add("Under each law the same money, as many positions as the law allows");
    } else {
      said.add("Under each law the same positions");
      said.add("A market that a path does not know moves as the path's first one");
    }
    return said;
  }
}
