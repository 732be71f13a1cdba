package org.plimsoll.engine.formula.compile;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A set of programs that came into force together, by name.
///
/// A sweep takes the current edition once and reads all its programs from it, so that it never sees
/// programs of two editions. Kernels of an edition are replaced by faster ones with the same bits.
public final class Edition {
  private final long version;
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  Edition(long version, SortedMap<String, Program> programs) {
    this.version = version;
    programs.forEach((name, program) -> entries.put(name, new Entry(Kernel.interpreted(program))));
  }

  /// A program with the kernel that serves it now.
  private static final class Entry {
    private volatile Kernel kernel;
    private volatile boolean settled;

    Entry(Kernel kernel) {
      this.kernel = kernel;
    }
  }

  /// The number of the edition: 1 for the first, one more for each that was prepared after.
  public long version() {
    return version;
  }

  /// The names of the programs.
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /// The kernel that serves the program called `name` now.
  ///
  /// @throws IllegalArgumentException where there is no such program
  public Kernel kernel(String name) {
    return entry(name).kernel;
  }

  /// Whether the program called `name` is served by the fastest kernel found for it.
  public boolean isSettled(String name) {
    return entry(name).settled;
  }

  void settle(String name, Kernel fastest) {
    Entry entry = entry(name);
    entry.kernel = fastest;
    entry.settled = true;
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("No program \"" + name + "\": " + entries.keySet());
    }
    return entry;
  }
}
