package org.plimsoll.service.store;

import org.jspecify.annotations.Nullable;

/// A store that cannot go on, and why.
///
/// The message names the fault, the sequence it was found at, what was found and the remedy.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StoreFault fault;
  private final long sequence;
  private final String found;

  /// A fault found at a sequence (zero when it concerns no record) with what was found there.
  public StoreException(StoreFault fault, long sequence, String found) {
    this(fault, sequence, found, null);
  }

  /// A fault as above that another failure revealed.
  public StoreException(StoreFault fault, long sequence, String found, @Nullable Throwable cause) {
    super(text(fault, sequence, found), cause);
    this.fault = fault;
    this.sequence = sequence;
    this.found = found;
  }

  private static String text(StoreFault fault, long sequence, String found) {
    String place = sequence == 0 ? "" : " at sequence " + sequence;
    return fault + place + ": " + found + " " + fault.remedy();
  }

  /// What is wrong.
  public StoreFault fault() {
    return fault;
  }

  /// What was found, without code, place and remedy.
  public String found() {
    return found;
  }

  /// The sequence of the record concerned, zero when none is.
  public long sequence() {
    return sequence;
  }
}
