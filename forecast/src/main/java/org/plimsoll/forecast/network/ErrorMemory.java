package org.plimsoll.forecast.network;

/// The latest log errors of the champion for one symbol, and the mean level of its days.
final class ErrorMemory {
  private static final int LEVELS = 365;

  private final double[] errors;
  private final double[] levels = new double[LEVELS];
  private int errorCount;
  private int levelCount;

  ErrorMemory(int capacity) {
    errors = new double[capacity];
  }

  void addError(double error) {
    errors[errorCount++ % errors.length] = error;
  }

  void addLevel(double level) {
    levels[levelCount++ % LEVELS] = level;
  }

  /// How many errors are remembered.
  int errors() {
    return Math.min(errorCount, errors.length);
  }

  /// The mean of the last errors, of fewer where fewer are known, 0 of none.
  double meanError(int count) {
    int known = Math.min(count, errors());
    double sum = 0;
    for (int i = 1; i <= known; i++) {
      sum += errors[(errorCount - i) % errors.length];
    }
    return known == 0 ? 0 : sum / known;
  }

  /// The standard deviation of the remembered errors, with the divisor n.
  double deviation() {
    int known = errors();
    double mean = meanError(known);
    double squares = 0;
    for (int i = 1; i <= known; i++) {
      double d = errors[(errorCount - i) % errors.length] - mean;
      squares += d * d;
    }
    return known == 0 ? 0 : Math.sqrt(squares / known);
  }

  /// The mean level of the last year's days, 0 before the first.
  double meanLevel() {
    int known = Math.min(levelCount, LEVELS);
    double sum = 0;
    for (int i = 1; i <= known; i++) {
      sum += levels[(levelCount - i) % LEVELS];
    }
    return known == 0 ? 0 : sum / known;
  }
}
