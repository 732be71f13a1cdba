package org.plimsoll.engine.book;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RuleQuery;

/// The law that is in force for the venue's clients: every question is resolved once between two
/// changes of any rule, and answered once for all who ask the same.
final class LawDesk {
  private final RuleBook rules;
  private final MarketDesk markets;
  private final SortedMap<String, Resolution> resolutions = new TreeMap<>();
  private final SortedMap<String, RateQuestion> questions = new TreeMap<>();
  private Instant resolvedAt = Instant.MAX;
  private Instant nextChange = Instant.MIN;
  private int edition;
  private int round;

  LawDesk(RuleBook rules, MarketDesk markets) {
    this.rules = rules;
    this.markets = markets;
  }

  /// Begins a round of updates at `now`: what was resolved is forgotten when a rule has changed.
  void begin(Instant now) {
    round++;
    if (now.isBefore(resolvedAt) || !now.isBefore(nextChange)) {
      resolutions.clear();
      questions.clear();
      resolvedAt = now;
      nextChange = rules.nextChange(now).orElse(Instant.MAX);
      edition++;
    }
  }

  /// Counts the changes of the law: a question asked in an earlier edition is to be asked again.
  int edition() {
    return edition;
  }

  /// The question that a client class has about a contract.
  ///
  /// @param pack the rule asked for by its id, or empty for the one that the law says
  RateQuestion ask(VenueTerms.RateClass rateClass, String pack, VenueTerms.Listing listing) {
    String key =
        String.join(
            "|",
            rateClass.jurisdiction(),
            rateClass.clientClass(),
            pack,
            listing.instrumentClass(),
            listing.underlyingClass());
    String contract = key + '|' + listing.contract().id();
    RateQuestion question = questions.get(contract);
    if (question == null) {
      Resolution resolution = resolutions.get(key);
      if (resolution == null) {
        resolution = resolve(rateClass, pack, listing);
        resolutions.put(key, resolution);
      }
      question = new RateQuestion(resolution, listing);
      questions.put(contract, question);
    }
    return question;
  }

  private Resolution resolve(
      VenueTerms.RateClass rateClass, String pack, VenueTerms.Listing listing) {
    RuleQuery query =
        new RuleQuery(
            rateClass.jurisdiction(),
            listing.instrumentClass(),
            listing.underlyingClass(),
            rateClass.clientClass(),
            resolvedAt,
            resolvedAt);
    return pack.isEmpty() ? rules.resolve(query) : rules.resolvePack(pack, query, new TreeMap<>());
  }

  /// Brings a question's answer up to date.
  void refresh(RateQuestion question, VenueTerms.Listing listing) {
    question.refresh(round, markets.history(listing.contract().terms().underlying()));
  }
}
