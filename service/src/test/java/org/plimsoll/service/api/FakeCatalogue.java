package org.plimsoll.service.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.CitationRow;
import org.plimsoll.service.api.view.FormulaText;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.RuleSetDetail;
import org.plimsoll.service.api.view.RuleSetRow;

/// One pack.
final class FakeCatalogue implements RuleCatalogue {
  @Override
  public String digest() {
    return "d1";
  }

  @Override
  public List<RuleSetRow> list() {
    return List.of(
        new RuleSetRow(
            "eu/ccp-listed",
            "1",
            "abcd",
            "EU",
            "EU CCP, listed",
            "欧盟中央对手方",
            "IN_FORCE",
            "FLOOR",
            "VERIFIED",
            null,
            null,
            List.of("perpetual"),
            List.of("ccp_member")));
  }

  @Override
  public Found<RuleSetDetail> ruleSet(
      String packId, @Nullable Instant asOf, @Nullable Instant knownAt) {
    if (!packId.equals("eu/ccp-listed")) {
      return new Found.Missing<>("NOT_FOUND", "There is no pack " + packId + ".");
    }
    Instant as = Objects.requireNonNullElse(asOf, FakeVenue.TIME);
    var citation = new CitationRow("RTS 153/2013", "Art. 26", null, "verified", "2026-11-01");
    return new Found.Value<>(
        new RuleSetDetail(
            packId,
            "1",
            "abcd",
            "EU",
            "EU CCP, listed",
            "欧盟中央对手方",
            "IN_FORCE",
            "FLOOR",
            null,
            null,
            as,
            Objects.requireNonNullElse(knownAt, as),
            new FormulaText("sigma_day * 5", "σ_day · 5", "\\sigma", "<math/>", null, null, null),
            null,
            null,
            null,
            List.of(),
            List.of(
                new RuleSetDetail.ParameterRow(
                    "confidence",
                    "0.99",
                    "rate",
                    "one-sided",
                    "2013-03-15",
                    null,
                    "2013-02-23",
                    citation)),
            List.of(citation)));
  }
}
