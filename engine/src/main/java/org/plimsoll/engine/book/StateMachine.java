package org.plimsoll.engine.book;

/// A deterministic book of state that commands change one at a time, in sequence.
///
/// The same commands at the same sequences give the same effects, the same snapshot bytes and the
/// same state hash on any machine. One thread drives it; it holds no lock, reads no clock and does
/// no input or output.
public interface StateMachine {
  /// Applies one command and returns the bytes of its effects.
  ///
  /// A refusal is an effect and never an exception: an exception is a programming error, and stops
  /// whoever drives the machine. The caller gives up both arrays: neither side changes them after.
  byte[] apply(long sequence, byte[] command);

  /// The 32-byte hash of the whole state: equal states have equal hashes.
  byte[] stateHash();

  /// The whole state as bytes, from which `restore` makes an equal state.
  byte[] snapshot();

  /// Replaces the whole state by the one that `snapshot` wrote.
  void restore(byte[] snapshot);
}
