package org.plimsoll.bench.portfolio;

import java.util.concurrent.CyclicBarrier;
import java.util.function.IntConsumer;
import org.plimsoll.engine.portfolio.Partitions;

/// A fixed team of daemon threads that runs the parts of a sweep; the caller runs part 0.
final class Team implements Partitions {
  private final int count;
  private final CyclicBarrier begin;
  private final CyclicBarrier end;
  private volatile IntConsumer work = part -> {};

  Team(int count) {
    this.count = count;
    begin = new CyclicBarrier(count);
    end = new CyclicBarrier(count);
    for (int i = 1; i < count; i++) {
      int part = i;
      Thread.ofPlatform().daemon().start(() -> serve(part));
    }
  }

  private void serve(int part) {
    try {
      while (true) {
        begin.await();
        work.accept(part);
        end.await();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void run(IntConsumer part) {
    try {
      work = part;
      begin.await();
      part.accept(0);
      end.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
