package org.plimsoll.service.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.difference.AccountImpact;
import org.plimsoll.audit.difference.RateDifference;
import org.plimsoll.audit.proof.RateFunction;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.rulepacks.PackDiff;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.service.api.view.AccountDetail;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.InstrumentRow;
import org.plimsoll.service.api.view.PositionRow;
import org.plimsoll.service.api.view.RateExplanation;
import org.plimsoll.service.api.view.Regime;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.VenueView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells by how much two rules' rates differ over a domain, and which accounts the change would
// hit.
@Command(name = "diff")
final class AuditDiff implements Callable<Integer> {
  private static final int PAGE = 1_000;
  private static final int MOST_SHOWN = 100;

  private final Session session;
  private final Launch launch;
  @Mixin Packs packs = new Packs();
  @Mixin RateSource source = new RateSource();

  @Parameters(paramLabel = "PACK", arity = "1..2")
  List<String> ids = List.of();

  @Option(names = "--from", paramLabel = "DATE")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE")
  @Nullable String to;

  @Option(names = "--known-at", paramLabel = "DATE")
  @Nullable String knownAt;

  @Option(names = "--set", paramLabel = "NAME[:UNIT]=VALUE")
  @Nullable List<String> settings;

  @Mixin Venue venue = new Venue();

  private record ExtremeRow(
      double change,
      @Nullable Double bound,
      boolean sharp,
      Map<String, Double> at,
      double before,
      double after) {
    static ExtremeRow of(RateDifference.Extreme extreme) {
      return new ExtremeRow(
          extreme.change(),
          Double.isFinite(extreme.bound()) ? extreme.bound() : null,
          extreme.isSharp(),
          extreme.point(),
          extreme.before(),
          extreme.after());
    }
  }

  private record TextRow(String name, @Nullable String before, @Nullable String after) {}

  private record HitRow(String account, BigDecimal change, BigDecimal spare, boolean newlyShort) {}

  private record Impact(
      Map<String, Double> changes,
      int accounts,
      int newlyShort,
      BigDecimal additionalRequirement,
      int unknown,
      List<HitRow> first) {}

  private record Answer(
      boolean same,
      String before,
      String after,
      ExtremeRow rise,
      ExtremeRow fall,
      List<TextRow> texts,
      @Nullable Impact impact) {}

  AuditDiff(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() throws IOException {
    PackLibrary library = packs.sound();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate last = to == null ? today : Times.day("--to", to);
    LocalDate known = knownAt == null ? last : Times.day("--known-at", knownAt);
    if (ids.size() == 1 && from == null) {
      throw new Failure(ExitCode.USAGE, "MISSING_OPTION", "--from");
    }
    LocalDate first = from == null ? last : Times.day("--from", from);
    RateFunction before = rate(library.book(), ids.getFirst(), first, known);
    RateFunction after = rate(library.book(), ids.getLast(), last, known);
    RateDifference difference = difference(before, after);
    List<TextRow> texts = texts(library, first, last, known);
    Impact impact = venue.journal == null ? null : impact(before, after);
    var answer =
        new Answer(
            difference.isNone(),
            ids.getFirst() + " " + first,
            ids.getLast() + " " + last,
            ExtremeRow.of(difference.rise()),
            ExtremeRow.of(difference.fall()),
            texts,
            impact);
    session.printer().print(answer, table(answer));
    return answer.same() ? ExitCode.OK : ExitCode.NO;
  }

  private RateFunction rate(RuleBook book, String id, LocalDate day, LocalDate known) {
    Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    Instant end = known.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1);
    return RateSource.pack(book, id, source.at(noon, end))
        .orElseThrow(() -> new Failure(ExitCode.BAD_DATA, "NO_PACK", id));
  }

  private RateDifference difference(RateFunction before, RateFunction after) {
    try {
      return RateDifference.between(before, after, source.ranges().box(), source.limit())
          .orElseThrow(() -> new Failure(ExitCode.BAD_DATA, "NO_COMMON_RATE"));
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCode.USAGE, "NOT_A_CLAIM", String.valueOf(e.getMessage()));
    }
  }

  private List<TextRow> texts(
      PackLibrary library, LocalDate first, LocalDate last, LocalDate known) {
    Instant end = known.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusNanos(1);
    var one = library.book().find(ids.getFirst(), end).orElseThrow();
    var other = library.book().find(ids.getLast(), end).orElseThrow();
    List<PackDiff.Change> changes =
        ids.size() == 1
            ? PackDiff.between(one, first, last, known)
            : PackDiff.between(one, other, last, known);
    return changes.stream()
        .map(change -> new TextRow(change.name(), change.before(), change.after()))
        .toList();
  }

  /// The change at the venue's own observations, instrument by instrument, put on its accounts.
  private Impact impact(RateFunction before, RateFunction after) {
    VenueView view = venue.view(session, launch, null);
    if (view == null) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_JOURNAL", String.valueOf(venue.journal));
    }
    SortedMap<String, Double> changes = new TreeMap<>();
    for (InstrumentRow instrument : view.instruments()) {
      SortedMap<String, Double> point = observations(view, instrument.id());
      RateSource.settings(settings).forEach((name, one) -> point.put(name, one.value()));
      if (before.at(point) instanceof Outcome.Value(double old, var _)
          && after.at(point) instanceof Outcome.Value(double young, var _)) {
        changes.put(instrument.id(), young - old);
      }
    }
    AccountImpact impact = AccountImpact.of(holders(view), changes);
    List<HitRow> first =
        impact.hit().stream()
            .limit(MOST_SHOWN)
            .map(hit -> new HitRow(hit.account(), hit.change(), hit.spare(), hit.isNewlyShort()))
            .toList();
    return new Impact(
        changes,
        impact.hit().size(),
        impact.newlyShort(),
        impact.more(),
        impact.unknown().size(),
        first);
  }

  /// What the venue observes of an instrument, whatever rule reads it.
  private static SortedMap<String, Double> observations(VenueView view, String instrument) {
    SortedMap<String, Double> point = new TreeMap<>();
    for (Regime regime : view.regimes()) {
      var key = new RegimeKey(regime.jurisdiction(), regime.clientClass());
      if (view.explain(instrument, key, null) instanceof Found.Value<RateExplanation>(var found)) {
        for (FormulaInput input : found.inputs()) {
          Double value = input.value();
          if (input.origin() == FormulaInput.Origin.OBSERVATION && value != null) {
            point.put(input.name(), value);
          }
        }
      }
    }
    return point;
  }

  private static List<AccountImpact.Holder> holders(VenueView view) {
    List<AccountImpact.Holder> holders = new ArrayList<>();
    String after = null;
    List<AccountRow> page;
    do {
      page = view.accounts(null, after, PAGE);
      for (AccountRow row : page) {
        after = row.id();
        if (view.account(row.id()) instanceof Found.Value<AccountDetail>(AccountDetail account)) {
          holder(account, holders);
        }
      }
    } while (page.size() == PAGE);
    return holders;
  }

  private static void holder(AccountDetail account, List<AccountImpact.Holder> holders) {
    BigDecimal collateral = account.margin().collateral();
    BigDecimal requirement = account.margin().initialRequirement();
    List<AccountImpact.Holding> holdings = new ArrayList<>();
    for (PositionRow position : account.positions()) {
      BigDecimal notional = position.notional();
      if (notional != null) {
        holdings.add(new AccountImpact.Holding(position.instrument(), notional));
      }
    }
    if (collateral != null && requirement != null && !holdings.isEmpty()) {
      holders.add(new AccountImpact.Holder(account.id(), collateral, requirement, holdings));
    }
  }

  private static Table table(Answer answer) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("before", answer.before()));
    rows.add(List.of("after", answer.after()));
    row("rise", answer.rise(), rows);
    row("fall", answer.fall(), rows);
    for (TextRow text : answer.texts()) {
      rows.add(List.of(text.name(), text.before() + " → " + text.after()));
    }
    Impact impact = answer.impact();
    if (impact != null) {
      rows.add(List.of("accounts", Integer.toString(impact.accounts())));
      rows.add(List.of("newlyShort", Integer.toString(impact.newlyShort())));
      rows.add(List.of("additionalRequirement", impact.additionalRequirement().toPlainString()));
    }
    return new Table(List.of("name", "value"), rows);
  }

  private static void row(String name, ExtremeRow extreme, List<List<String>> rows) {
    rows.add(List.of(name, extreme.change() + " at " + extreme.at()));
    rows.add(List.of(name + " bound", String.valueOf(extreme.bound())));
  }
}
