package org.plimsoll.engine.portfolio;

import java.util.function.IntConsumer;

/// How the caller divides a sweep among threads; the engine itself starts none.
///
/// Results do not depend on it.
public interface Partitions {
  /// One part, run where it is asked for.
  Partitions SERIAL =
      new Partitions() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public void run(IntConsumer part) {
          part.accept(0);
        }
      };

  /// How many parts there are, from 1 to 256; always the same.
  int count();

  /// Calls `part` once with each number from zero below {@link #count}, in any order and on any
  /// threads, and returns after all calls have, with everything they wrote visible to the caller.
  void run(IntConsumer part);
}
