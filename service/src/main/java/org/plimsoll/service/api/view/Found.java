package org.plimsoll.service.api.view;

/// The answer to a question about a thing that may not exist.
public sealed interface Found<T> {
  /// The thing.
  record Value<T>(T value) implements Found<T> {}

  /// There is no such thing.
  ///
  /// @param code a stable code of the contract, `INSTRUMENT_UNKNOWN` for instance
  /// @param detail for people: what was asked for and what there is
  record Missing<T>(String code, String detail) implements Found<T> {}
}
