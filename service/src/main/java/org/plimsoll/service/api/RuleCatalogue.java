package org.plimsoll.service.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.RuleSetDetail;
import org.plimsoll.service.api.view.RuleSetRow;

/// The rule packs that are loaded, as the API shows them. Any thread may call.
public interface RuleCatalogue {
  /// A name for what is loaded: changes when any pack does.
  String digest();

  /// The packs, ordered by id.
  List<RuleSetRow> list();

  /// One pack's rule set as the law stood at `asOf` and was known at `knownAt`; the present, and
  /// `asOf`, where absent.
  Found<RuleSetDetail> ruleSet(String packId, @Nullable Instant asOf, @Nullable Instant knownAt);
}
