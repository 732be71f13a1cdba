package org.plimsoll.service.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.checks.Checks;
import org.plimsoll.audit.checks.Finding;
import org.plimsoll.audit.checks.LiveRate;
import org.plimsoll.audit.checks.Severity;
import org.plimsoll.audit.checks.Situation;
import org.plimsoll.engine.book.Command.ObservePrices;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.GovernorStepRow;
import org.plimsoll.service.api.view.InstrumentRow;
import org.plimsoll.service.api.view.RateKind;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RatePoint;
import org.plimsoll.service.api.view.RateRow;
import org.plimsoll.service.api.view.Regime;
import org.plimsoll.service.api.view.VenueView;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.SqliteReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks a venue's journal against the rules in force.
@Command(name = "check")
final class AuditCheck implements Callable<Integer> {
  private final Session session;
  private final Launch launch;
  @Mixin Packs packs = new Packs();
  @Mixin Venue venue = new Venue();

  @Option(names = "--as-of", paramLabel = "TIME")
  @Nullable String asOf;

  private record Row(
      String code,
      String name,
      String severity,
      String subject,
      String message,
      Map<String, String> evidence,
      String entry) {
    static Row of(Finding finding) {
      return new Row(
          finding.code().code(),
          finding.code().name(),
          finding.severity().name(),
          finding.subject(),
          finding.message(),
          finding.evidence(),
          finding.entry().canonical());
    }
  }

  AuditCheck(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() throws IOException {
    PackLibrary library = packs.sound();
    VenueView view = venue.view(session, launch, null);
    if (view == null) {
      throw new Failure(ExitCode.USAGE, "MISSING_OPTION", "--journal");
    }
    Instant now = asOf == null ? view.health().time() : Times.parse("--as-of", asOf);
    List<Finding> findings = Checks.run(new Situation(library.book(), now, rates(view), prices()));
    List<Row> rows = findings.stream().map(Row::of).toList();
    List<List<String>> table = new ArrayList<>();
    for (Row row : rows) {
      table.add(List.of(row.code(), row.severity(), row.subject(), row.message()));
    }
    session
        .printer()
        .print(rows, new Table(List.of("code", "severity", "subject", "message"), table));
    boolean critical = findings.stream().anyMatch(one -> one.severity() == Severity.CRITICAL);
    return critical ? ExitCode.NO : ExitCode.OK;
  }

  private static List<LiveRate> rates(VenueView view) {
    SortedMap<String, InstrumentRow> instruments = new TreeMap<>();
    view.instruments().forEach(row -> instruments.put(row.id(), row));
    List<LiveRate> rates = new ArrayList<>();
    for (Regime regime : view.regimes()) {
      if (view.rates(regime.key(), null) instanceof Found.Value<RateList>(RateList list)) {
        for (RateRow row : list.rates()) {
          InstrumentRow instrument = instruments.get(row.instrument());
          if (instrument != null) {
            rates.add(rate(view, regime, instrument, row));
          }
        }
      }
    }
    return rates;
  }

  private static LiveRate rate(
      VenueView view, Regime regime, InstrumentRow instrument, RateRow row) {
    return new LiveRate(
        new LiveRate.Case(
            regime.jurisdiction(),
            regime.clientClass(),
            instrument.id(),
            instrument.instrumentClass(),
            instrument.underlyingClass()),
        row.packId(),
        row.packHash(),
        row.rate(),
        row.maintenanceRate(),
        row.floor(),
        row.cap(),
        row.kind() == RateKind.UNAVAILABLE ? String.valueOf(row.reason()) : null,
        row.lawfulFloor(),
        Boolean.TRUE.equals(row.belowStatutoryFloor()),
        moves(view, regime, instrument.id()));
  }

  private static List<LiveRate.Move> moves(VenueView view, Regime regime, String instrument) {
    List<LiveRate.Move> moves = new ArrayList<>();
    if (view.rateHistory(instrument, regime.key(), null, null)
        instanceof Found.Value<List<RatePoint>>(List<RatePoint> points)) {
      for (RatePoint point : points) {
        Double rate = point.rate();
        if (rate != null) {
          moves.add(new LiveRate.Move(point.time(), rate, steps(point.governorSteps())));
        }
      }
    }
    return moves;
  }

  private static java.util.Set<String> steps(@Nullable List<GovernorStepRow> rows) {
    var steps = new java.util.TreeSet<String>();
    for (GovernorStepRow row : rows == null ? List.<GovernorStepRow>of() : rows) {
      steps.add(row.step());
    }
    return steps;
  }

  /// The last price of every source in the journal.
  private List<Situation.SourcePrice> prices() {
    SortedMap<String, Situation.SourcePrice> last = new TreeMap<>();
    if (venue.journal == null) {
      return List.of();
    }
    try (SqliteReader reader = new SqliteReader(venue.journal);
        RecordCursor cursor = reader.read(1)) {
      for (JournalRecord entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (CommandCodec.decode(entry.command()) instanceof ObservePrices observed) {
          observed.prices().forEach(price -> put(last, price));
        }
      }
    }
    return List.copyOf(last.values());
  }

  private static void put(
      SortedMap<String, Situation.SourcePrice> last, PriceObservation observed) {
    double price =
        java.math.BigDecimal.valueOf(observed.price(), observed.priceScale()).doubleValue();
    last.put(
        observed.market() + " " + observed.source(),
        new Situation.SourcePrice(
            observed.market(), observed.source(), price, observed.eventTime()));
  }
}
