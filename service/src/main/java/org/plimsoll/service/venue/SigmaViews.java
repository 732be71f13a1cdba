package org.plimsoll.service.venue;

import org.plimsoll.engine.volatility.SigmaDecision;
import org.plimsoll.service.api.view.FormulaInput;
import org.plimsoll.service.api.view.MarginSigmaView;

/// Decisions on the volatility for margin in the API's words.
final class SigmaViews {
  private SigmaViews() {}

  static MarginSigmaView of(SigmaDecision decision) {
    return new MarginSigmaView(
        decision.at(),
        decision.inCharge().name(),
        decision.model(),
        decision.sigmaDay(),
        decision.reason().map(Enum::name).orElse(null),
        decision.detail().isEmpty() ? null : decision.detail(),
        decision.floor() > 0 ? decision.floor() : null,
        decision.exceedances(),
        decision.observed(),
        decision.candidates().stream().map(SigmaViews::candidate).toList());
  }

  private static MarginSigmaView.Candidate candidate(SigmaDecision.Candidate candidate) {
    return new MarginSigmaView.Candidate(
        candidate.rung().name(),
        candidate.model(),
        candidate.sigmaDay(),
        candidate.trigger() == null ? null : candidate.trigger().name(),
        candidate.detail().isEmpty() ? null : candidate.detail());
  }

  /// An input of a formula; one that is a forecast volatility tells what set it.
  static FormulaInput explained(FormulaInput input, SigmaDecision decision) {
    boolean forecast = input.name().equals("sigma_day") || input.name().equals("sigma_annual");
    return forecast ? input.with(inCharge(decision)) : input;
  }

  private static String inCharge(SigmaDecision decision) {
    String model = decision.model() + " is in charge";
    return decision
        .reason()
        .map(why -> model + " (" + why + ": " + decision.detail() + ")")
        .orElse(model);
  }
}
