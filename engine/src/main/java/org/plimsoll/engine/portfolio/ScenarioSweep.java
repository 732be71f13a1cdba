package org.plimsoll.engine.portfolio;

import java.util.function.IntConsumer;

/// Finds the worst loss of every account over the scenarios, in parts like {@link Sweep}.
final class ScenarioSweep implements IntConsumer {
  private final Kernel kernel;

  // The sweep at hand.
  private Columns columns = new Columns(0, 0);
  private long[] changes = new long[0];
  private long[] losses = new long[0];
  private int blocks;
  private int parts = 1;

  ScenarioSweep(Kernel kernel) {
    this.kernel = kernel;
  }

  void run(
      Columns positions, int blockCount, long[] shocked, long[] results, Partitions partitions) {
    columns = positions;
    blocks = blockCount;
    changes = shocked;
    losses = results;
    parts = partitions.count();
    partitions.run(this);
  }

  @Override
  public void accept(int part) {
    int end = Sweep.bound(blocks, part + 1, parts);
    for (int from = Sweep.bound(blocks, part, parts); from < end; from += Sums.BLOCKS) {
      kernel.worstLosses(columns, changes, from, Math.min(end, from + Sums.BLOCKS), losses);
    }
  }
}
