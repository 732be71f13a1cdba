package org.plimsoll.engine.formula.compile;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/// The programs in force, replaced as a whole while sweeps run.
///
/// An edition that is known in time is prepared, warmed beside the one in force, and installed at
/// full speed. One that cannot wait is put into force at once, interpreted, and warmed after.
/// Nothing refers to the code of an edition that was replaced and is no longer read, so the Java
/// machine unloads it.
public final class LiveFormulas {
  private volatile Edition current;
  private long prepared = 1;

  /// Begins with the edition of `programs`, version 1.
  public LiveFormulas(SortedMap<String, Program> programs) {
    this.current = new Edition(1, programs);
  }

  /// The edition in force: what a sweep takes once, at its beginning.
  public Edition current() {
    return current;
  }

  /// An edition of `programs` that is not in force yet.
  public synchronized Edition prepare(SortedMap<String, Program> programs) {
    prepared++;
    return new Edition(prepared, programs);
  }

  /// Puts `edition` into force in place of the one before, all its programs at once.
  ///
  /// @throws IllegalArgumentException where it was prepared before the one in force: going back
  ///     needs a new edition
  public synchronized void install(Edition edition) {
    if (edition.version() <= current.version()) {
      throw new IllegalArgumentException(
          "Edition " + edition.version() + " is not later than " + current.version());
    }
    current = edition;
  }

  /// Prepares `programs` and puts them into force without warming.
  public synchronized Edition replace(SortedMap<String, Program> programs) {
    Edition next = prepare(programs);
    install(next);
    return next;
  }

  /// The work of compiling the first program of the edition in force that is still interpreted;
  /// empty where all are settled.
  public Optional<Warming> nextToWarm(LongSupplier nanos) {
    return nextToWarm(current, nanos);
  }

  /// The work of compiling the first program of `edition` that is still interpreted; empty where
  /// all are settled.
  ///
  /// @param nanos a clock that tells how long a sweep takes; it decides which kernel serves, never
  ///     what it answers
  public static Optional<Warming> nextToWarm(Edition edition, LongSupplier nanos) {
    for (String name : edition.names()) {
      if (!edition.isSettled(name)) {
        return Optional.of(new Warming(edition, name, nanos));
      }
    }
    return Optional.empty();
  }
}
