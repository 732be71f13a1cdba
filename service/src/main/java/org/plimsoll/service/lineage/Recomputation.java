package org.plimsoll.service.lineage;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.lineage.EffectDifference;
import org.plimsoll.audit.lineage.RateLineage;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.book.RateBasis;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;

/// Does again what a journal says was done, command by command, and compares every byte: for anyone
/// who has the journal and the rule packs.
///
/// Rates are computed twice: by the book, whose effects must be those recorded, and from the parts
/// of their lineage, whose id must be the one recorded.
public final class Recomputation {
  private final LogReader journal;
  private final VenueBook book;
  private final HashChain hashes = new HashChain();
  private final Reader reader;

  /// Is told of every computation that came out the same.
  public interface Reader {
    /// A rate, right after the command that changed it.
    void rate(RateLineage lineage, Instant at);

    /// A command was applied; the book stands right after it.
    default void applied(JournalRecord record) {}
  }

  /// What came of it.
  ///
  /// @param same whether every byte is as recorded
  /// @param commands within the time asked for
  /// @param rates within the time asked for
  /// @param spanSeconds of the venue's time
  /// @param seconds it took
  /// @param sequence of the first command that differs
  /// @param firstDifference the first step that differs
  public record Report(
      boolean same,
      long commands,
      long rates,
      double spanSeconds,
      double seconds,
      double timesRealTime,
      String stateHash,
      @Nullable Long sequence,
      @Nullable String firstDifference) {}

  /// A recomputation with a fresh book.
  public Recomputation(LogReader journal, VenueBook book, Reader reader) {
    this.journal = journal;
    this.book = book;
    this.reader = reader;
  }

  private static final class Progress {
    byte[] chain = HashChain.genesis();
    long commands;
    long rates;
    long beganNanos;
    @Nullable Instant first;
    @Nullable Instant last;
    @Nullable Long differs;
    @Nullable String difference;
  }

  /// Recomputes from the first command on; reports on those dated from `from` on and before `to`.
  ///
  /// @param last sequence to end at
  public Report run(@Nullable Instant from, @Nullable Instant to, long last) {
    Progress done = new Progress();
    try (RecordCursor cursor = journal.read(1)) {
      for (JournalRecord next = cursor.next();
          next != null && next.sequence() <= last && done.difference == null;
          next = cursor.next()) {
        Instant at = CommandCodec.at(next.command());
        if (to != null && !at.isBefore(to)) {
          break;
        }
        step(next, at, from == null || !at.isBefore(from), done);
      }
    }
    return report(done);
  }

  private void step(JournalRecord next, Instant at, boolean wanted, Progress done) {
    hashes.check(done.chain, next.sequence(), next);
    done.chain = next.chain();
    if (wanted) {
      if (done.first == null) {
        done.first = at;
        done.beganNanos = System.nanoTime();
      }
      done.last = at;
      done.commands++;
    }
    byte[] effects = book.apply(next.sequence(), next.command());
    if (!MessageDigest.isEqual(effects, next.effects())) {
      done.differs = next.sequence();
      done.difference = difference(next, effects);
    } else if (wanted) {
      lineages(next, at, done);
      reader.applied(next);
    }
  }

  private static String difference(JournalRecord record, byte[] effects) {
    try {
      return EffectDifference.firstStep(
          EffectCodec.decode(record.effects()), EffectCodec.decode(effects));
    } catch (IllegalArgumentException e) {
      return "byte " + Arrays.mismatch(record.effects(), effects) + " of the effects";
    }
  }

  private void lineages(JournalRecord record, Instant at, Progress done) {
    List<Effect> effects = EffectCodec.decode(record.effects());
    for (Effect effect : effects) {
      if (effect instanceof Effect.RateChanged changed && done.difference == null) {
        RateBasis basis =
            book.reader()
                .flatMap(venue -> venue.basis(changed.rateClass(), changed.instrument()))
                .orElseThrow();
        RateLineage lineage = new RateLineage(basis, changed, record.sequence());
        String differing = lineage.firstDifference();
        if (differing != null) {
          done.differs = record.sequence();
          done.difference =
              "rate of %s for %s: %s"
                  .formatted(changed.instrument(), changed.rateClass(), differing);
        }
        done.rates++;
        reader.rate(lineage, at);
      }
    }
  }

  private Report report(Progress done) {
    double seconds = done.first == null ? 0 : (System.nanoTime() - done.beganNanos) / 1e9;
    double span =
        done.first == null || done.last == null
            ? 0
            : Duration.between(done.first, done.last).toMillis() / 1e3;
    return new Report(
        done.difference == null,
        done.commands,
        done.rates,
        span,
        seconds,
        seconds > 0 ? span / seconds : 0,
        java.util.HexFormat.of().formatHex(book.stateHash()),
        done.differs,
        done.difference);
  }

  /// The book, as far as it has come.
  public VenueReader venue() {
    return book.reader().orElseThrow();
  }
}
