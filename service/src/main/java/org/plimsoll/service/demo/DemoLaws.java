package org.plimsoll.service.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.rulepacks.PackLibrary;

/// The laws that have an answer for perpetuals on crypto-assets, as a venue's rate classes.
public final class DemoLaws {
  private DemoLaws() {}

  /// Every law of an instant, and the founding scenario beside the law of the Union's retail
  /// clients.
  public static List<VenueTerms.RateClass> of(PackLibrary library, Instant at) {
    return of(library.choices("perpetual", "crypto", at, at), List.of());
  }

  /// The laws among some choices.
  ///
  /// @param only jurisdictions that are wanted, by code; empty for all
  static List<VenueTerms.RateClass> of(List<PackLibrary.Choice> choices, List<String> only) {
    List<VenueTerms.RateClass> found = new ArrayList<>();
    for (PackLibrary.Choice choice : choices) {
      if (!only.isEmpty() && !only.contains(choice.jurisdiction())) {
        continue;
      }
      String id =
          (choice.jurisdiction() + "-" + choice.clientClass())
              .toLowerCase(Locale.ROOT)
              .replace('_', '-');
      boolean known = found.stream().anyMatch(one -> one.id().equals(id));
      if (!choice.packId().startsWith("scenario/") && !known) {
        found.add(new VenueTerms.RateClass(id, choice.jurisdiction(), choice.clientClass(), ""));
      }
    }
    found.add(
        new VenueTerms.RateClass("scenario-article-2025", "EU", "retail", "scenario/article-2025"));
    return found;
  }
}
