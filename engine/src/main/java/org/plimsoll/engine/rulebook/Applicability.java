package org.plimsoll.engine.rulebook;

import java.time.Instant;
import java.util.List;

/// What and whom a rule applies to.
///
/// The first entry of each list is the principal case: it is assumed where a pack is asked for by
/// its id alone.
///
/// @param jurisdiction the code of the legal order, or {@link #NO_JURISDICTION}
public record Applicability(
    String jurisdiction, List<String> instruments, List<String> underlyings, List<String> clients) {
  /// The jurisdiction of what is not law.
  public static final String NO_JURISDICTION = "NONE";

  /// Copies the lists and checks that none is empty and that every class is known.
  public Applicability {
    instruments = known(instruments, Classes.INSTRUMENTS);
    underlyings = known(underlyings, Classes.UNDERLYINGS);
    clients = known(clients, Classes.CLIENTS);
  }

  /// Whether `query` falls under the rule, dates apart.
  public boolean covers(RuleQuery query) {
    return jurisdiction.equals(query.jurisdiction()) && coversClasses(query);
  }

  /// Whether the classes of `query` fall under the rule, whatever its jurisdiction.
  public boolean coversClasses(RuleQuery query) {
    return instruments.contains(query.instrumentClass())
        && underlyings.contains(query.underlyingClass())
        && clients.contains(query.clientClass());
  }

  /// The principal case: the first class of each list.
  public RuleQuery principal(Instant asOf, Instant knownAt) {
    return new RuleQuery(
        jurisdiction,
        instruments.getFirst(),
        underlyings.getFirst(),
        clients.getFirst(),
        asOf,
        knownAt);
  }

  private static List<String> known(List<String> given, List<String> all) {
    if (given.isEmpty() || !all.containsAll(given)) {
      throw new IllegalArgumentException("Classes " + given + ", known are " + all);
    }
    return List.copyOf(given);
  }
}
