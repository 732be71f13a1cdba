package org.plimsoll.engine.quantity;

/// Why a value could not be given or a command was not applied.
///
/// The names are stable: they appear unchanged in the API, the journal, the log and the dashboard.
/// A new reason is added at the end of its group and is never renamed or reused.
public enum Reason {
  // Formulas.
  /// A divisor was zero.
  DIVISION_BY_ZERO,
  /// The square root of a negative number was asked for.
  NEGATIVE_ROOT,
  /// The logarithm of zero or of a negative number was asked for.
  LOGARITHM_NOT_POSITIVE,
  /// A power has no real value: a negative base with a fractional exponent, or zero to a negative.
  POWER_UNDEFINED,
  /// A result exceeds the largest finite number.
  NUMBER_OVERFLOW,
  /// A value that must be a number is not one.
  NOT_A_NUMBER,
  /// The lower bound of a clamp is above its upper bound.
  CLAMP_BOUNDS_CROSSED,
  /// A quantity that tiers or steps are taken of is negative.
  TIER_INPUT_NEGATIVE,
  /// A formula's input was not supplied.
  INPUT_MISSING,

  // Rules.
  /// No rule applies to the jurisdiction, instrument and client class at the instant asked for.
  NO_RULE_IN_FORCE,
  /// A rule applies, but had not been published at the instant of knowledge asked for.
  RULE_NOT_YET_KNOWN,
  /// More than one rule claims to apply, and none takes precedence.
  RULE_AMBIGUOUS,
  /// The rule has a parameter with no value on the date asked for.
  PARAMETER_MISSING,
  /// The rule's status does not allow it to set a rate (a draft, for instance).
  RULE_NOT_BINDING,
  /// The journal was written under other rule packs than the program has.
  RULE_LIBRARY_MISMATCH,
  /// A result lies outside the range in which a margin rate has a meaning.
  RATE_OUT_OF_RANGE,

  // Market.
  /// No source has given a price yet.
  PRICE_MISSING,
  /// The price is older than the source's limit.
  PRICE_STALE,
  /// The price moved further from the reference than the source's limit.
  PRICE_DEVIATES,
  /// The price lies outside the instrument's absolute bounds.
  PRICE_OUT_OF_BOUNDS,
  /// The price is zero or negative.
  PRICE_NOT_POSITIVE,
  /// The bid is above the ask.
  PRICE_CROSSED,
  /// Fewer sources passed their gates than the index needs.
  QUORUM_LOST,
  /// An observation is dated before one already accepted.
  TIME_REVERSED,
  /// The history is shorter than the estimator needs.
  HISTORY_TOO_SHORT,
  /// A candle's high, low, open and close contradict each other.
  CANDLE_INCONSISTENT,
  /// A regression could not be solved.
  MODEL_NOT_FITTED,
  /// A volatility model was trained too long ago.
  FORECAST_MODEL_TOO_OLD,
  /// No bar, or no forecast, has come for too long.
  FORECAST_DATA_TOO_OLD,
  /// A volatility model was asked beyond the range of what it was trained on.
  FEATURE_OUT_OF_RANGE,
  /// A challenger's forecast is too far from the champion's to be believed.
  CHALLENGER_FAR,
  /// A volatility model's upper edge was exceeded too often of late.
  COVERAGE_ALARM,
  /// The price is dated further ahead of now than the source's clock may run.
  PRICE_FROM_FUTURE,
  /// The source is not one of those the market takes prices from.
  SOURCE_UNKNOWN,

  // Accounts.
  /// No such account.
  ACCOUNT_UNKNOWN,
  /// An account of that id is already open.
  ACCOUNT_EXISTS,
  /// No such instrument.
  INSTRUMENT_UNKNOWN,
  /// An instrument of that id is already listed.
  INSTRUMENT_EXISTS,
  /// The instrument has settled or is suspended.
  INSTRUMENT_NOT_TRADING,
  /// No such asset.
  ASSET_UNKNOWN,
  /// The asset is not accepted as collateral.
  ASSET_NOT_ELIGIBLE,
  /// An amount that must be positive is not.
  AMOUNT_NOT_POSITIVE,
  /// An amount or a product of amounts exceeds what can be held exactly.
  AMOUNT_OVERFLOW,
  /// A quantity or price is not a multiple of the instrument's step.
  NOT_ON_STEP,
  /// The account holds less of the asset than was asked for.
  BALANCE_INSUFFICIENT,
  /// The margin after the change would fall short of the requirement.
  MARGIN_INSUFFICIENT,
  /// The account may not hold the instrument: the rule in force prohibits it.
  INSTRUMENT_PROHIBITED,
  /// An isolated account cannot do what was asked of it.
  ACCOUNT_MODE_MISMATCH,
  /// A limit on the number of accounts, positions, instruments or tiers is reached.
  LIMIT_REACHED,
  /// Tiers are not ascending, not continuous or not positive.
  TIERS_INVALID,
  /// Both sides of a trade or transfer are the same account.
  SAME_ACCOUNT,
  /// No such liquidation order is open.
  ORDER_UNKNOWN,
  /// A liquidation fill would not reduce the account's position.
  NOT_REDUCING,
  /// A pool may not be drawn down that far: by its owner, or in this regime.
  POOL_LOCKED,
  /// The venue has no rules for defaults yet.
  DEFAULT_RULES_MISSING,

  // Commands.
  /// A command under the same idempotency key had other contents.
  IDEMPOTENCY_CONFLICT,
  /// A command could not be read.
  COMMAND_MALFORMED,
  /// An override carries no reason or has no end.
  OVERRIDE_UNJUSTIFIED
}
