package org.plimsoll.service.api.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The venue at one position of its journal, as every reader sees it.
///
/// Immutable: the writer publishes a new view and never changes one. Any thread may call any
/// method, and every method answers from memory without waiting for the writer. The records are
/// lists in a fixed order, so that the same view gives the same bytes.
public interface VenueView {
  /// How far the venue is; sequence and time of this view.
  Health health();

  /// The listed instruments, ordered by id.
  List<InstrumentRow> instruments();

  /// The regimes that rates can be asked for, in the order in which to offer them.
  List<Regime> regimes();

  /// The rate of every instrument under a regime, ordered by instrument.
  ///
  /// @param asOf a past instant of the venue's time, or nothing for the present
  Found<RateList> rates(RegimeKey regime, @Nullable Instant asOf);

  /// The steps of one instrument's rate after `from` and before `to`, in order of time, unthinned
  /// (the API thins); before them the step that is in force at `from`.
  Found<List<RatePoint>> rateHistory(
      String instrument, RegimeKey regime, @Nullable Instant from, @Nullable Instant to);

  /// How one instrument's rate came about.
  Found<RateExplanation> explain(String instrument, RegimeKey regime, @Nullable Instant asOf);

  /// All leverage tiers of one instrument under a regime, ascending by notional.
  Found<TierTable> tiers(String instrument, RegimeKey regime);

  /// Realised and forecast volatility with `from` inclusive and `to` exclusive, in order of time,
  /// unthinned.
  Found<Forecast> forecast(String instrument, @Nullable Instant from, @Nullable Instant to);

  /// Up to `limit` accounts in order of id.
  ///
  /// @param status only accounts of this status
  /// @param after only accounts whose id is greater
  List<AccountRow> accounts(@Nullable String status, @Nullable String after, int limit);

  /// Accounts by status, and totals.
  AccountSummary accountSummary();

  /// One account.
  Found<AccountDetail> account(String id);

  /// What the account's margin would be after some changes; changes nothing.
  Found<Simulation> simulate(SimulationRequest request);

  /// Regime, pools and liquidations.
  default Defaults defaults() {
    return Defaults.unmanaged(health().time(), "");
  }

  /// Who would be deleveraged first on one side of a contract.
  ///
  /// @param account only the places of this account, or nothing for the first places
  /// @param limit most places that are given
  default Found<DeleveragingQueue> deleveragingQueue(
      String instrument, boolean longSide, @Nullable String account, int limit) {
    return new Found.Missing<>("DEFAULT_RULES_MISSING", "The venue has no rules for defaults yet.");
  }
}
