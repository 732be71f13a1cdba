package org.plimsoll.service.sequencer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A queue bounded in commands and in bytes, from many threads to one.
final class CommandQueue {
  private final int maxCommands;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition drained = lock.newCondition();
  private final ArrayDeque<Submission> waiting;
  private long bytes;
  private boolean closed;

  CommandQueue(int maxCommands, long maxBytes) {
    this.maxCommands = maxCommands;
    this.maxBytes = maxBytes;
    this.waiting = new ArrayDeque<>(maxCommands);
  }

  /// Adds commands, waiting for room; they become visible together unless room ran out between.
  ///
  /// @return how many were added: fewer than given once the queue is closed
  int put(List<Submission> submissions) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      int added = 0;
      for (Submission submission : submissions) {
        while (!closed && isFullFor(submission)) {
          drained.await();
        }
        if (!add(submission)) {
          break;
        }
        added++;
      }
      return added;
    } finally {
      lock.unlock();
    }
  }

  /// Adds a command if there is room for it now; false when there is none or the queue is closed.
  boolean offer(Submission submission) {
    lock.lock();
    try {
      return !isFullFor(submission) && add(submission);
    } finally {
      lock.unlock();
    }
  }

  private boolean isFullFor(Submission submission) {
    return waiting.size() >= maxCommands || bytes + submission.weight > maxBytes;
  }

  private boolean add(Submission submission) {
    if (closed) {
      return false;
    }
    waiting.add(submission);
    bytes += submission.weight;
    if (waiting.size() == 1) {
      filled.signal();
    }
    return true;
  }

  /// Moves at most `max` commands to the end of `target`, waiting for the first; false when the
  /// queue is closed and empty. Moves none when there was none for `patience` nanoseconds.
  boolean take(List<Submission> target, int max, long patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience;
      while (waiting.isEmpty()) {
        if (closed) {
          return false;
        }
        if (left <= 0) {
          return true;
        }
        left = filled.awaitNanos(left);
      }
      for (int taken = 0; taken < max; taken++) {
        Submission next = waiting.poll();
        if (next == null) {
          break;
        }
        bytes -= next.weight;
        target.add(next);
      }
      drained.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes no more commands; what is waiting can still be taken out.
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
      drained.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Commands waiting now.
  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
