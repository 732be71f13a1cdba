package org.plimsoll.service.backtest;

/// The sentences of a report, in one language.
@FunctionalInterface
public interface ReportWords {
  /// The sentence called `key` with its places filled.
  String get(String key, Object... values);
}
