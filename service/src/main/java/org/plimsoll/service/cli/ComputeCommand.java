package org.plimsoll.service.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.Observation;
import org.plimsoll.engine.rulebook.Observations;
import org.plimsoll.engine.rulebook.RateCalculator;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleQuery;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.api.RuleAnswers;
import org.plimsoll.service.api.Traces;
import org.plimsoll.service.api.view.CitationRow;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.RateKind;
import org.plimsoll.service.api.view.TraceNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Computes what the law says for one case, with every step.
@Command(name = "compute")
final class ComputeCommand implements Callable<Integer> {
  private final Session session;

  @Mixin Case question = new Case();
  @Mixin Packs packs = new Packs();

  @Option(names = "--pack", paramLabel = "ID")
  @Nullable String pack;

  @Option(names = "--set", paramLabel = "NAME=VALUE")
  @Nullable List<String> settings;

  @Option(names = "--switch", paramLabel = "NAME=ANSWER")
  Map<String, String> switches = Map.of();

  /// The answer: what was asked, what the law says, and how that came about.
  private record Computation(
      String jurisdiction,
      String instrumentClass,
      String underlyingClass,
      String clientClass,
      String asOf,
      String knownAt,
      RateKind kind,
      @Nullable String reason,
      @Nullable String detail,
      @Nullable Double rate,
      @Nullable Double unbounded,
      @Nullable Double floor,
      @Nullable Double cap,
      @Nullable Double maintenanceRate,
      @Nullable String boundKind,
      @Nullable Double lawfulFloor,
      @Nullable String lawfulFloorPack,
      @Nullable Boolean belowStatutoryFloor,
      @Nullable String packId,
      @Nullable Integer packVersion,
      @Nullable String packHash,
      @Nullable String title,
      @Nullable String titleZh,
      @Nullable String status,
      @Nullable String evidence,
      @Nullable String watermark,
      @Nullable String watermarkZh,
      Map<String, String> formulas,
      List<FormulaInput> inputs,
      Map<String, TraceNode> trace,
      List<CitationRow> citations) {}

  ComputeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    RuleBook book = packs.sound().book();
    SortedMap<String, Double> values = new TreeMap<>();
    Setting.all(settings, name -> Observations.find(name).map(Observation::unit))
        .forEach((name, setting) -> values.put(name, setting.value()));
    Inputs observations = Inputs.of(values);
    RuleQuery query = pack == null ? question.query() : packQuery(book, pack);
    SortedMap<String, String> answers = new TreeMap<>(switches);
    Resolution resolution =
        pack == null ? book.resolve(query, answers) : book.resolvePack(pack, query, answers);
    Computation answer =
        switch (resolution) {
          case Resolution.NoRule(Reason reason, String detail) -> none(query, reason, detail);
          case Resolution.Resolved(RuleSet rules) ->
              computed(rules, observations, LawfulFloor.of(book.resolve(query), observations));
        };
    String watermark = watermark(answer);
    if (watermark != null) {
      session.note(session.messages().get("note.watermark", watermark));
    }
    session.printer().print(answer, table(answer));
    return answer.kind() == RateKind.UNAVAILABLE ? ExitCode.NO : ExitCode.OK;
  }

  /// A pack asked for by its id stands for its principal case where nothing else is said.
  private RuleQuery packQuery(RuleBook book, String id) {
    var asOf = question.asOf();
    RulePack found =
        book.find(id, question.knownAt(asOf))
            .orElseThrow(() -> new Failure(ExitCode.BAD_DATA, "NO_PACK", id));
    String code = question.jurisdiction;
    String client = question.clientClass;
    return question.query(
        code == null ? found.applicability().jurisdiction() : code,
        client == null ? found.applicability().clients().getFirst() : client);
  }

  private static Computation none(RuleQuery query, Reason reason, String detail) {
    return new Computation(
        query.jurisdiction(),
        query.instrumentClass(),
        query.underlyingClass(),
        query.clientClass(),
        query.asOf().toString(),
        query.knownAt().toString(),
        RateKind.UNAVAILABLE,
        reason.name(),
        detail,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  private static Computation computed(RuleSet rules, Inputs observations, LawfulFloor least) {
    Determination said = RateCalculator.determine(rules, observations);
    Determination.Rate rate = said instanceof Determination.Rate one ? one : null;
    Determination.Unavailable none = said instanceof Determination.Unavailable one ? one : null;
    Map<String, TraceNode> trace = new TreeMap<>();
    RateCalculator.explain(rules, observations)
        .forEach((part, steps) -> trace.put(part, Traces.of(steps)));
    Map<String, String> formulas = new TreeMap<>();
    RuleAnswers.formulas(rules).forEach((part, formula) -> formulas.put(part, formula.text()));
    RuleQuery query = rules.query();
    LawfulFloor.At floor = least instanceof LawfulFloor.At at ? at : null;
    return new Computation(
        query.jurisdiction(),
        query.instrumentClass(),
        query.underlyingClass(),
        query.clientClass(),
        query.asOf().toString(),
        query.knownAt().toString(),
        kind(said),
        none == null ? null : none.reason().name(),
        none == null ? null : none.detail(),
        rate == null ? null : rate.rate(),
        rate == null ? null : rate.unbounded(),
        rate == null ? null : rate.floor(),
        rate == null || Double.isInfinite(rate.cap()) ? null : rate.cap(),
        rate == null ? null : rate.maintenance(),
        rules.boundKind().name(),
        floor == null ? null : floor.rate(),
        floor == null ? null : floor.packId(),
        undercuts(rate, least),
        rules.packId(),
        rules.packVersion(),
        rules.packHash(),
        rules.title(),
        rules.titleZh(),
        rules.status().name(),
        rules.evidence().name().toLowerCase(Locale.ROOT),
        rules.watermark().isEmpty() ? null : rules.watermark(),
        rules.watermark().isEmpty() ? null : rules.watermarkZh(),
        formulas,
        RuleAnswers.inputs(rules, observations),
        trace,
        RuleAnswers.citations(rules));
  }

  /// Whether a rate is below what the law allows; nothing where one of the two is no number.
  private static @Nullable Boolean undercuts(Determination.@Nullable Rate rate, LawfulFloor least) {
    if (rate == null || least instanceof LawfulFloor.None) {
      return null;
    }
    return least.isUndercutBy(rate.rate());
  }

  static RateKind kind(Determination said) {
    return switch (said) {
      case Determination.Rate _ -> RateKind.RATE;
      case Determination.Prohibited _ -> RateKind.PROHIBITED;
      case Determination.PrinciplesOnly _ -> RateKind.PRINCIPLES_ONLY;
      case Determination.VenueSet _ -> RateKind.VENUE_SET;
      case Determination.Unavailable _ -> RateKind.UNAVAILABLE;
    };
  }

  private static @Nullable String decimal(@Nullable Double value) {
    return value == null ? null : Json.decimal(value);
  }

  private @Nullable String watermark(Computation answer) {
    return local(answer.watermark(), answer.watermarkZh());
  }

  private @Nullable String local(@Nullable String english, @Nullable String chinese) {
    return english == null || chinese == null
        ? english
        : session.messages().local(english, chinese);
  }

  private Table table(Computation answer) {
    List<List<String>> rows =
        new ArrayList<>(
            Table.ofPairs(
                    "kind", answer.kind(),
                    "reason", answer.reason(),
                    "detail", answer.detail(),
                    "rate", decimal(answer.rate()),
                    "unbounded", decimal(answer.unbounded()),
                    "floor", decimal(answer.floor()),
                    "cap", decimal(answer.cap()),
                    "maintenanceRate", decimal(answer.maintenanceRate()),
                    "boundKind", answer.boundKind(),
                    "lawfulFloor", decimal(answer.lawfulFloor()),
                    "belowStatutoryFloor", answer.belowStatutoryFloor(),
                    "pack", answer.packId(),
                    "packVersion", answer.packVersion(),
                    "packHash", answer.packHash(),
                    "title", local(answer.title(), answer.titleZh()),
                    "status", answer.status(),
                    "evidence", answer.evidence(),
                    "watermark", watermark(answer))
                .rows());
    answer.formulas().forEach((part, text) -> rows.add(List.of("formula." + part, text)));
    for (FormulaInput input : answer.inputs()) {
      Double value = input.value();
      rows.add(List.of("input." + input.name(), value == null ? "-" : Json.decimal(value)));
    }
    answer
        .citations()
        .forEach(one -> rows.add(List.of("citation", one.title() + ", " + one.article())));
    return new Table(List.of("name", "value"), rows);
  }
}
