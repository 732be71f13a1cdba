package org.plimsoll.service.venue;

import java.util.List;
import java.util.Optional;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.service.api.view.RegimeKey;

/// The venue's rate classes under the names by which the API knows them.
///
/// A rate class that asks a pack by id is a scenario: its jurisdiction is `SCENARIO` and its client
/// class the pack's own name, while the law it stands beside is that of the rate class.
final class Regimes {
  private static final String SCENARIO = "SCENARIO";
  private static final String FOLDER = "scenario/";

  private Regimes() {}

  static RegimeKey keyOf(VenueTerms.RateClass rateClass) {
    return rateClass.pack().startsWith(FOLDER)
        ? new RegimeKey(SCENARIO, rateClass.pack().substring(FOLDER.length()).replace('-', '_'))
        : new RegimeKey(rateClass.jurisdiction(), rateClass.clientClass());
  }

  static Optional<VenueTerms.RateClass> find(List<VenueTerms.RateClass> all, RegimeKey key) {
    return all.stream().filter(rateClass -> keyOf(rateClass).equals(key)).findFirst();
  }
}
