package org.plimsoll.service.venue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.service.api.view.AccountDetail;
import org.plimsoll.service.api.view.AccountRow;
import org.plimsoll.service.api.view.AccountSummary;
import org.plimsoll.service.api.view.Found;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.RegimeKey;
import org.plimsoll.service.api.view.Simulation;
import org.plimsoll.service.api.view.SimulationRequest;

/// What a view says of accounts. Any thread may ask; the assessor answers one at a time.
final class AccountAnswers {
  private final long sequence;
  private final Instant time;
  private final VenueTerms terms;
  private final boolean synthetic;
  private final AccountBook book;
  private final AccountAssessor assessor;
  private final AccountRows rows;
  private final Simulations simulations;
  private @Nullable AccountSummary summary;

  AccountAnswers(Health health, VenueTerms terms, AccountCopies copies, boolean synthetic) {
    this.sequence = health.sequence();
    this.time = health.time();
    this.terms = terms;
    this.synthetic = synthetic;
    this.book = copies.book();
    this.assessor = new AccountAssessor(book, copies.marks(), copies.rates(), copies.policy());
    this.rows = new AccountRows(terms, book, copies.marks(), assessor);
    this.simulations = new Simulations(health, terms, copies, rows);
  }

  /// How many accounts are under a rate class.
  int countUnder(int rateClass) {
    int count = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) != AccountMode.VENUE && book.rateClass(account) == rateClass) {
        count++;
      }
    }
    return count;
  }

  /// What is open of a contract, in units of its quantity.
  long openInterest(int contract) {
    return book.openInterest(contract);
  }

  synchronized List<AccountRow> list(@Nullable String status, @Nullable String after, int limit) {
    List<AccountRow> found = new ArrayList<>();
    TreeMap<String, Integer> byId = new TreeMap<>();
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) != AccountMode.VENUE) {
        byId.put(book.id(account), account);
      }
    }
    for (int account : (after == null ? byId : byId.tailMap(after, false)).values()) {
      if (found.size() == limit) {
        break;
      }
      if (status == null || book.status(account).name().equals(status)) {
        found.add(rows.row(account, synthetic));
      }
    }
    return found;
  }

  /// Accounts by status, and totals, without the counts of what happened.
  synchronized AccountSummary summary() {
    AccountSummary known = summary;
    if (known == null) {
      known = summarise();
      summary = known;
    }
    return known;
  }

  private AccountSummary summarise() {
    Map<AccountStatus, Integer> statuses = new EnumMap<>(AccountStatus.class);
    BigDecimal equity = BigDecimal.ZERO;
    BigDecimal initial = BigDecimal.ZERO;
    BigDecimal maintenance = BigDecimal.ZERO;
    BigDecimal shortfall = BigDecimal.ZERO;
    int count = 0;
    for (int account = 0; account < book.accountCount(); account++) {
      if (book.mode(account) == AccountMode.VENUE) {
        continue;
      }
      count++;
      statuses.merge(book.status(account), 1, Integer::sum);
      if (assessor.assess(account) instanceof MarginOutcome.Assessed found) {
        equity = equity.add(rows.money(found.equity()));
        initial = initial.add(rows.money(found.initial()));
        maintenance = maintenance.add(rows.money(found.maintenance()));
        shortfall = shortfall.add(rows.money(found.maintenanceShortfall()));
      }
    }
    List<AccountSummary.StatusCount> counts = new ArrayList<>();
    for (AccountStatus status : AccountStatus.values()) {
      counts.add(new AccountSummary.StatusCount(status.name(), statuses.getOrDefault(status, 0)));
    }
    return new AccountSummary(
        time,
        sequence,
        count,
        synthetic,
        counts,
        List.of(
            new AccountSummary.Total(
                terms.valuation().code(), equity, initial, maintenance, shortfall)),
        null,
        null);
  }

  synchronized Found<AccountDetail> detail(String id) {
    OptionalInt index = book.accountIndex(id);
    if (index.isEmpty()) {
      return new Found.Missing<>("ACCOUNT_UNKNOWN", "No account " + id);
    }
    int account = index.getAsInt();
    RegimeKey regime = rows.regime(account);
    return new Found.Value<>(
        new AccountDetail(
            id,
            book.mode(account).name(),
            regime.jurisdiction(),
            regime.clientClass(),
            synthetic,
            time,
            sequence,
            rows.margin(assessor.assess(account)),
            rows.balances(account),
            rows.positions(account)));
  }

  synchronized Found<Simulation> simulate(SimulationRequest request) {
    return simulations.run(request);
  }
}
