package org.plimsoll.engine.margin.historical;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.margin.holding.UnderlyingBook;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.governor.BufferSchedule;
import org.plimsoll.engine.rulebook.governor.BufferState;
import org.plimsoll.engine.rulebook.governor.Mitigation;
import org.plimsoll.engine.rulebook.governor.ProcyclicalityTool;

/// Margin from the losses that the books would have had over past price moves: a pure function.
///
/// Each observation revalues every position in full at the moves of that day, so books on several
/// underlyings offset as they would have. Volatilities are held. The measure is then adjusted by
/// the method's tool against procyclicality, as a part of the gross notional.
public final class HistoricalMargin {
  private HistoricalMargin() {}

  /// The histories that a method may need.
  ///
  /// @param recent the method's own window
  /// @param stressed observations of stress, for the tool of Article 28(1)(b)
  /// @param longHistory ten years of observations, for the tool of Article 28(1)(c)
  public record Windows(
      PastMoves recent, @Nullable PastMoves stressed, @Nullable PastMoves longHistory) {
    /// A window for a method without tool, or with the buffer.
    public static Windows of(PastMoves recent) {
      return new Windows(recent, null, null);
    }
  }

  /// The requirement of `books`, whose order is that of the moves in each row, all in one money.
  ///
  /// @param buffer what the buffer tool remembers; null at the start and for the other tools
  public static HistoricalOutcome assess(
      HistoricalTerms terms,
      List<UnderlyingBook> books,
      Windows windows,
      BufferSchedule schedule,
      @Nullable BufferState buffer,
      Instant now) {
    if (windows.recent() instanceof PastMoves.Unavailable(Reason reason, String detail)) {
      return new HistoricalOutcome.Unavailable(reason, detail);
    }
    TailMeasure tail = tail(terms, books, windows.recent());
    if (!tail.hasTail()) {
      return new HistoricalOutcome.Unavailable(
          Reason.HISTORY_TOO_SHORT, "No observation lies beyond " + terms.confidence());
    }
    double measure = Math.max(0, tail.of(terms.measure()));
    double notional = 0;
    for (UnderlyingBook book : books) {
      notional += book.grossNotional();
    }
    double unit = notional > 0 ? notional : 1;
    Mitigation mitigation =
        ProcyclicalityTool.apply(
            terms.tool(),
            schedule,
            buffer,
            new ProcyclicalityTool.Margins(
                measure / unit,
                rate(terms, books, windows.stressed(), unit),
                rate(terms, books, windows.longHistory(), unit)),
            now);
    return switch (mitigation) {
      case Mitigation.Unavailable(Reason reason, String detail) ->
          new HistoricalOutcome.Unavailable(reason, detail);
      case Mitigation.Mitigated after -> {
        boolean changes = !(terms.tool() instanceof AntiProcyclicality.None);
        double mitigated = changes ? after.rate() * unit : measure;
        yield new HistoricalOutcome.Assessed(
            measure,
            mitigated,
            mitigated * terms.initialFactor(),
            mitigated * terms.maintenanceFactor(),
            tail.worst(terms.measure()),
            after.steps(),
            after.buffer());
      }
    };
  }

  private static OptionalDouble rate(
      HistoricalTerms terms, List<UnderlyingBook> books, @Nullable PastMoves moves, double unit) {
    if (!(moves instanceof PastMoves.Window)) {
      return OptionalDouble.empty();
    }
    TailMeasure tail = tail(terms, books, moves);
    return tail.hasTail()
        ? OptionalDouble.of(Math.max(0, tail.of(terms.measure())) / unit)
        : OptionalDouble.empty();
  }

  private static TailMeasure tail(
      HistoricalTerms terms, List<UnderlyingBook> books, PastMoves moves) {
    List<Double> losses = new ArrayList<>();
    if (moves instanceof PastMoves.Window(List<List<Double>> rows)) {
      for (List<Double> row : rows) {
        if (row.size() != books.size()) {
          throw new IllegalArgumentException(row.size() + " moves for " + books.size() + " books");
        }
        double loss = 0;
        for (int i = 0; i < row.size(); i++) {
          loss -= BookProfit.of(books.get(i), row.get(i));
        }
        losses.add(loss + 0.0);
      }
    }
    return new TailMeasure(losses, terms.confidence());
  }
}
