package org.plimsoll.engine.margin.holding;

/// Checks of numbers that enter a book.
final class Checked {
  private Checked() {}

  static void finite(double value, String name) {
    if (!(Math.abs(value) <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is not a finite number");
    }
  }

  static void notNegative(double value, String name) {
    if (!(value >= 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is not 0 or more");
    }
  }

  static void positive(double value, String name) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("The " + name + " " + value + " is not positive");
    }
  }

  static void confidence(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("The confidence " + value + " is outside 0 to 1");
    }
  }
}
