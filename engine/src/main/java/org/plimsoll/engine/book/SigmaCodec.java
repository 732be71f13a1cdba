package org.plimsoll.engine.book;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.engine.volatility.SigmaDecision.Candidate;
import org.plimsoll.engine.volatility.SigmaDecision.Rung;

/// The journal's form of a decision on the volatility for margin.
final class SigmaCodec {
  private SigmaCodec() {}

  static void write(Effect.SigmaDecided effect, WireWriter out) {
    SigmaDecision decision = effect.decision();
    out.text(effect.market())
        .instant(decision.at())
        .text(decision.inCharge().name())
        .text(decision.model())
        .float64(decision.sigmaDay())
        .text(nameOf(decision.trigger()))
        .text(decision.detail())
        .float64(decision.floor())
        .int32(decision.exceedances())
        .int32(decision.observed());
    out.list(decision.candidates(), candidate -> write(candidate, out));
  }

  private static void write(Candidate candidate, WireWriter out) {
    Double sigma = candidate.sigmaDay();
    out.text(candidate.rung().name()).text(candidate.model()).flag(sigma != null);
    if (sigma != null) {
      out.float64(sigma);
    }
    out.text(nameOf(candidate.trigger())).text(candidate.detail());
  }

  static Effect.SigmaDecided read(WireReader in) {
    String market = in.text();
    SigmaDecision decision =
        new SigmaDecision(
            in.instant(),
            Rung.valueOf(in.text()),
            in.text(),
            in.float64(),
            reason(in.text()),
            in.text(),
            in.float64(),
            in.int32(),
            in.int32(),
            candidates(in));
    return new Effect.SigmaDecided(market, decision);
  }

  private static List<Candidate> candidates(WireReader in) {
    return in.list(
        () ->
            new Candidate(
                Rung.valueOf(in.text()),
                in.text(),
                in.flag() ? (Double) in.float64() : null,
                reason(in.text()),
                in.text()));
  }

  private static String nameOf(@Nullable Reason reason) {
    return reason == null ? "" : reason.name();
  }

  private static @Nullable Reason reason(String name) {
    return name.isEmpty() ? null : Reason.valueOf(name);
  }
}
