package org.plimsoll.service.cli;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.service.sequencer.Divergence;
import org.plimsoll.service.sequencer.ReplayReport;

/// What one replay found, as it is printed.
///
/// @param same whether it gave what the journal records
/// @param from the sequence it started after
/// @param to the last sequence it applied
/// @param marksCompared recorded state hashes that it compared
/// @param snapshotsCompared hashes of snapshots that it compared
/// @param stateHash of the state at `to`
/// @param chain the journal's hash chain at `to`
/// @param firstDifferingSequence where it differs first, absent when nowhere
/// @param divergence what differs there
record Verdict(
    boolean same,
    long from,
    long to,
    long marksCompared,
    long snapshotsCompared,
    String stateHash,
    String chain,
    @Nullable Long firstDifferingSequence,
    @Nullable String divergence) {
  private static final int LONGEST = 400;

  static Verdict of(ReplayReport report) {
    HexFormat hex = HexFormat.of();
    Optional<Divergence> divergence = report.divergence();
    return new Verdict(
        report.isSame(),
        report.fromSequence(),
        report.toSequence(),
        report.marksCompared(),
        report.snapshotsCompared(),
        hex.formatHex(report.stateHash()),
        hex.formatHex(report.chain()),
        divergence.map(Divergence::sequence).orElse(null),
        divergence.map(Verdict::describe).orElse(null));
  }

  /// One line for a person; effects that differ are spelled out where they can be read.
  private static String describe(Divergence divergence) {
    if (divergence.kind() == Divergence.Kind.EFFECTS) {
      try {
        List<Effect> expected = EffectCodec.decode(divergence.expected());
        List<Effect> actual = EffectCodec.decode(divergence.actual());
        return "EFFECTS differ at sequence %d (command %s): %s"
            .formatted(divergence.sequence(), divergence.key(), firstDifference(expected, actual));
      } catch (IllegalArgumentException | ArithmeticException e) {
        // The bytes are told below.
      }
    }
    return shortened(divergence.describe());
  }

  private static String firstDifference(List<Effect> expected, List<Effect> actual) {
    int i = 0;
    while (i < expected.size() && i < actual.size() && expected.get(i).equals(actual.get(i))) {
      i++;
    }
    List<String> sides = new ArrayList<>();
    sides.add("journal " + (i < expected.size() ? shortened("" + expected.get(i)) : "nothing"));
    sides.add("replay " + (i < actual.size() ? shortened("" + actual.get(i)) : "nothing"));
    return "effect " + (i + 1) + ": " + String.join(", ", sides);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
