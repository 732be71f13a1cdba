package org.plimsoll.engine.volatility;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Counts how often a model's upper edge was exceeded of late, and raises an alarm that stays until
/// the count has come down again.
final class CoverageWatch {
  private final SigmaRules rules;
  private final boolean[] exceeded;
  private int next;
  private int size;
  private boolean alarmed;

  CoverageWatch(SigmaRules rules) {
    this.rules = rules;
    exceeded = new boolean[rules.coverageDays()];
  }

  void add(boolean above) {
    exceeded[next] = above;
    next = (next + 1) % exceeded.length;
    size = Math.min(exceeded.length, size + 1);
    int count = count();
    alarmed = count >= rules.coverageAlarm() || (alarmed && count > rules.coverageClear());
  }

  /// How many of the days judged exceeded.
  int count() {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += exceeded[i] ? 1 : 0;
    }
    return count;
  }

  /// How many days were judged, up to the length of the watch.
  int size() {
    return size;
  }

  boolean isAlarmed() {
    return alarmed;
  }

  /// Forgets everything: another model begins.
  void clear() {
    Arrays.fill(exceeded, false);
    next = 0;
    size = 0;
    alarmed = false;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeBoolean(exceeded[(next - size + i + exceeded.length) % exceeded.length]);
    }
    out.writeBoolean(alarmed);
  }

  void readFrom(DataInput in) throws IOException {
    clear();
    int count = in.readInt();
    if (count < 0 || count > exceeded.length) {
      throw new IOException("Snapshot watches " + count + " days, limit " + exceeded.length);
    }
    for (int i = 0; i < count; i++) {
      exceeded[i] = in.readBoolean();
    }
    size = count;
    next = count % exceeded.length;
    alarmed = in.readBoolean();
  }
}
