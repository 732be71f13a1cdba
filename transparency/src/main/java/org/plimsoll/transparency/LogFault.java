package org.plimsoll.transparency;

/// Why the log, a proof or a witness refuses. The names are stable.
public enum LogFault {
  /// Bytes that are not in the format they should be in.
  MALFORMED,
  /// No signature of a trusted key, or one that does not verify.
  UNTRUSTED,
  /// A proof that does not lead to the root that was signed.
  NOT_PROVEN,
  /// Two roots that cannot belong to one log.
  FORKED,
  /// Fewer entries than a checkpoint that is known.
  ROLLED_BACK,
  /// Stored bytes that do not fit each other.
  CORRUPT,
  /// An index or size that the log does not have.
  OUT_OF_RANGE,
  /// An entry or message above its limit.
  TOO_LARGE,
  /// Another process writes the same log.
  LOCKED,
  /// A write failed earlier; the log must be opened again.
  HALTED,
  /// The storage or the network failed.
  STORAGE
}
