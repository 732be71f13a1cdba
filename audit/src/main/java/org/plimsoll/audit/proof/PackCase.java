package org.plimsoll.audit.proof;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.Applicability;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleQuery;

/// The case for which a pack is asked by its id: the classes wished where the pack covers them, and
/// the pack's principal ones where it does not.
///
/// @param instrument null for the principal class, as with the other two
/// @param knownAt the instant whose knowledge counts
public record PackCase(
    @Nullable String instrument,
    @Nullable String underlying,
    @Nullable String client,
    Instant asOf,
    Instant knownAt) {
  /// Every principal class.
  public static PackCase principal(Instant asOf, Instant knownAt) {
    return new PackCase(null, null, null, asOf, knownAt);
  }

  /// The rule that `pack` is for this case.
  public Resolution resolve(RuleBook book, String pack) {
    RulePack found = book.find(pack, knownAt).orElse(null);
    return found == null
        ? new Resolution.NoRule(Reason.NO_RULE_IN_FORCE, "No pack " + pack + " at " + knownAt)
        : book.resolvePack(pack, query(found.applicability()), new TreeMap<>());
  }

  private RuleQuery query(Applicability covers) {
    return new RuleQuery(
        covers.jurisdiction(),
        wished(instrument, covers.instruments()),
        wished(underlying, covers.underlyings()),
        wished(client, covers.clients()),
        asOf,
        knownAt);
  }

  private static String wished(@Nullable String wish, List<String> covered) {
    return wish != null && covered.contains(wish) ? wish : covered.getFirst();
  }
}
