package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.rulepacks.CaseResult;
import org.plimsoll.rulepacks.PackDiff;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.rulepacks.PackVerification;
import org.plimsoll.rulepacks.PublicKeys;
import org.plimsoll.service.api.BookCatalogue;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.RuleSetDetail;
import org.plimsoll.service.api.view.RuleSetRow;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Works with rule packs.
@Command(name = "rules", synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Runnable {
  private RulesCommand() {}

  static CommandLine line(Session session) {
    return new CommandLine(new RulesCommand())
        .addSubcommand("list", new Listing(session))
        .addSubcommand("show", new Show(session))
        .addSubcommand("verify", new Verify(session))
        .addSubcommand("diff", new Diff(session))
        .addSubcommand("resolve", new Resolve(session));
  }

  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }

  /// Lists the packs.
  @Command(name = "list")
  static final class Listing implements Callable<Integer> {
    private final Session session;
    @Mixin Packs packs = new Packs();

    Listing(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      PackLibrary library = packs.library(PublicKeys.builtIn());
      List<RuleSetRow> rows = new BookCatalogue(library, Clock.systemUTC()).list();
      List<List<String>> table = new ArrayList<>();
      for (RuleSetRow row : rows) {
        table.add(
            List.of(
                row.packId(),
                row.version(),
                row.jurisdiction(),
                row.status(),
                row.boundKind(),
                row.signature(),
                session.messages().local(row.title(), row.titleZh())));
      }
      var columns =
          List.of("pack", "version", "jurisdiction", "status", "bound", "signature", "title");
      session.printer().print(rows, new Table(columns, table));
      return ExitCode.OK;
    }
  }

  /// Shows one pack.
  @Command(name = "show")
  static final class Show implements Callable<Integer> {
    private final Session session;
    @Mixin Packs packs = new Packs();

    @Parameters(paramLabel = "PACK")
    String pack = "";

    @Option(names = "--as-of", paramLabel = "TIME")
    @Nullable String asOf;

    @Option(names = "--known-at", paramLabel = "TIME")
    @Nullable String knownAt;

    Show(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      Instant as = asOf == null ? null : Times.parse("--as-of", asOf);
      Instant known = knownAt == null ? null : Times.parse("--known-at", knownAt);
      var catalogue = new BookCatalogue(packs.sound(), Clock.systemUTC());
      return switch (catalogue.ruleSet(pack, as, known)) {
        case Found.Missing<RuleSetDetail>(String code, String detail) ->
            throw code.equals("NOT_FOUND")
                ? new Failure(ExitCode.BAD_DATA, "NO_PACK", pack)
                : new Failure(ExitCode.BAD_DATA, "NOT_FOUND", detail);
        case Found.Value<RuleSetDetail>(RuleSetDetail rules) -> {
          session.printer().print(rules, Venue.flat(Json.read(Json.bytes(rules))));
          yield ExitCode.OK;
        }
      };
    }
  }

  /// Checks formats, signatures and worked cases.
  @Command(name = "verify")
  static final class Verify implements Callable<Integer> {
    private final Session session;
    @Mixin Packs packs = new Packs();

    @Option(names = "--trust", paramLabel = "FILE")
    @Nullable Path trust;

    private record FailedCase(String name, String actual) {}

    private record Verdict(
        String packId,
        @Nullable Integer version,
        @Nullable String hash,
        boolean sound,
        String signature,
        int casesPassed,
        int cases,
        List<FailedCase> failedCases,
        List<String> remarks,
        List<String> errors) {}

    Verify(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      PublicKeys trusted =
          trust == null
              ? PublicKeys.builtIn()
              : PublicKeys.of(List.of(PublicKeys.parse(Files.readString(trust))));
      PackLibrary library = packs.library(trusted);
      List<Verdict> rows = new ArrayList<>();
      for (var report : PackVerification.verify(library, LocalDate.now(ZoneOffset.UTC))) {
        rows.add(row(report));
      }
      for (PackLibrary.Failure failure : library.failures()) {
        List<String> errors = failure.errors().stream().map(String::valueOf).toList();
        rows.add(
            new Verdict(
                failure.file(), null, null, false, "UNKNOWN", 0, 0, List.of(), List.of(), errors));
      }
      session.printer().print(rows, table(rows));
      return rows.stream().allMatch(Verdict::sound) ? ExitCode.OK : ExitCode.NO;
    }

    private static Verdict row(PackVerification.Report report) {
      List<CaseResult> failed = report.cases().stream().filter(result -> !result.passed()).toList();
      return new Verdict(
          report.packId(),
          report.version(),
          report.hash(),
          report.isSound(),
          BookCatalogue.signature(report.signature()),
          report.cases().size() - failed.size(),
          report.cases().size(),
          failed.stream()
              .map(result -> new FailedCase(result.example().name(), result.actual()))
              .toList(),
          report.remarks(),
          List.of());
    }

    private static Table table(List<Verdict> rows) {
      List<List<String>> table = new ArrayList<>();
      for (Verdict row : rows) {
        List<String> words = new ArrayList<>(row.remarks());
        row.failedCases().forEach(one -> words.add(one.name() + ": " + one.actual()));
        words.addAll(row.errors());
        table.add(
            List.of(
                row.packId(),
                row.sound() ? "OK" : "NO",
                row.signature(),
                row.casesPassed() + "/" + row.cases(),
                String.join("; ", words)));
      }
      return new Table(List.of("pack", "sound", "signature", "cases", "remarks"), table);
    }
  }

  /// Tells what differs.
  @Command(name = "diff")
  static final class Diff implements Callable<Integer> {
    private final Session session;
    @Mixin Packs packs = new Packs();

    @Parameters(paramLabel = "PACK", arity = "1..2")
    List<String> ids = List.of();

    @Option(names = "--from", paramLabel = "DATE")
    @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE")
    @Nullable String to;

    @Option(names = "--known-at", paramLabel = "DATE")
    @Nullable String knownAt;

    private record Difference(
        String name, @Nullable String before, @Nullable String after, @Nullable String since) {}

    Diff(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      PackLibrary library = packs.sound();
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      LocalDate last = to == null ? today : Times.day("--to", to);
      LocalDate known = knownAt == null ? today : Times.day("--known-at", knownAt);
      RulePack one = find(library, ids.getFirst(), known);
      if (ids.size() == 1 && from == null) {
        throw new Failure(ExitCode.USAGE, "MISSING_OPTION", "--from");
      }
      List<PackDiff.Change> changes =
          ids.size() == 1
              ? PackDiff.between(one, Times.day("--from", String.valueOf(from)), last, known)
              : PackDiff.between(one, find(library, ids.get(1), known), last, known);
      List<Difference> rows =
          changes.stream()
              .map(
                  change ->
                      new Difference(
                          change.name(),
                          change.before(),
                          change.after(),
                          change.since() == null ? null : String.valueOf(change.since())))
              .toList();
      List<List<String>> table = new ArrayList<>();
      for (Difference row : rows) {
        table.add(List.of(row.name(), or(row.before()), or(row.after()), or(row.since())));
      }
      session.printer().print(rows, new Table(List.of("name", "before", "after", "since"), table));
      return ExitCode.OK;
    }

    private static String or(@Nullable String text) {
      return text == null ? "-" : text;
    }

    private static RulePack find(PackLibrary library, String id, LocalDate known) {
      Instant end = known.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return library
          .book()
          .find(id, end)
          .orElseThrow(() -> new Failure(ExitCode.BAD_DATA, "NO_PACK", id));
    }
  }

  /// Tells which rule applies.
  @Command(name = "resolve")
  static final class Resolve implements Callable<Integer> {
    private final Session session;
    @Mixin Packs packs = new Packs();
    @Mixin Case question = new Case();

    private record Answer(
        boolean resolved,
        @Nullable String packId,
        @Nullable Integer packVersion,
        @Nullable String packHash,
        @Nullable String title,
        @Nullable String titleZh,
        @Nullable String status,
        @Nullable String boundKind,
        Map<String, String> switches,
        List<String> observations,
        @Nullable String reason,
        @Nullable String detail) {}

    Resolve(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      Answer answer =
          switch (packs.sound().book().resolve(question.query())) {
            case Resolution.NoRule(Reason reason, String detail) ->
                new Answer(
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    List.of(),
                    reason.name(),
                    detail);
            case Resolution.Resolved(RuleSet rules) ->
                new Answer(
                    true,
                    rules.packId(),
                    rules.packVersion(),
                    rules.packHash(),
                    rules.title(),
                    rules.titleZh(),
                    rules.status().name(),
                    rules.boundKind().name(),
                    rules.switches(),
                    rules.observations(),
                    null,
                    null);
          };
      session.printer().print(answer, Venue.flat(Json.read(Json.bytes(answer))));
      return answer.resolved() ? ExitCode.OK : ExitCode.NO;
    }
  }
}
