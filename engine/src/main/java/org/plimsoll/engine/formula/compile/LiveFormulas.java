package org.plimsoll.engine.formula.compile;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;

/// The programs in force, replaced as a whole while sweeps run.
///
/// A new edition serves at once, interpreted. Whoever has time to spare calls
/// {@link #nextToWarm} and drives the {@link Warming} it gives until the program is compiled.
/// Nothing refers to the code of an edition that was replaced and is no longer read, so the Java
/// machine unloads it.
public final class LiveFormulas {
  private volatile Edition current;

  /// Begins with the edition of `programs`.
  public LiveFormulas(SortedMap<String, Program> programs) {
    this.current = new Edition(1, programs);
  }

  /// The edition in force: what a sweep takes once, at its beginning.
  public Edition current() {
    return current;
  }

  /// Puts `programs` into force in place of those before, all at once.
  public synchronized Edition replace(SortedMap<String, Program> programs) {
    Edition next = new Edition(current.version() + 1, programs);
    current = next;
    return next;
  }

  /// The work of compiling the first program of the current edition that is still interpreted;
  /// empty where all are settled.
  ///
  /// @param nanos a clock that tells how long a sweep takes; it decides which kernel serves, never
  ///     what it answers
  public Optional<Warming> nextToWarm(LongSupplier nanos) {
    Edition edition = current;
    for (String name : edition.names()) {
      if (!edition.isSettled(name)) {
        return Optional.of(new Warming(edition, name, nanos));
      }
    }
    return Optional.empty();
  }
}
