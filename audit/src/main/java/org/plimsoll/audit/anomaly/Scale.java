package org.plimsoll.audit.anomaly;

/// The running reach of one figure: a value is told in reaches, so that almost all usual values lie
/// between −1 and 1.
///
/// The reach follows the size that one value in 500 exceeds: it grows at each that does and shrinks
/// a little at each that does not.
final class Scale {
  private static final double LARGEST = 20;
  private static final double RARE = 1.0 / 500;
  private static final double STEP = 0.02;
  private static final int FIRST = 200;

  private final double least;
  private double reach;
  private long count;

  /// A scale whose reach is never below `least`.
  Scale(double least) {
    this.least = least;
    this.reach = least;
  }

  /// The value in reaches, with its sign, at most 20.
  double distance(double value) {
    return Double.isNaN(value) ? LARGEST : Math.clamp(value / reach, -LARGEST, LARGEST);
  }

  /// The value that is so many reaches.
  double value(double distance) {
    return distance * reach;
  }

  /// Learns a value.
  void learn(double value) {
    if (!Double.isFinite(value)) {
      return;
    }
    count++;
    double size = Math.abs(value);
    if (count <= FIRST) {
      reach = Math.max(reach, size);
    } else {
      reach *= StrictMath.exp(STEP * ((size > reach ? 1 : 0) - RARE));
    }
    reach = Math.max(reach, least);
  }
}
