package org.plimsoll.audit.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Faults of a source or of the parameters, put into recorded hours.
enum Fault {
  /// The price does not change any more.
  STUCK_PRICE(12),
  /// The price is in cents, or in hundreds.
  UNIT_SLIP(3),
  /// Every change has the wrong sign.
  SIGN_FLIP(24),
  /// Two parameters of the rate's formula are exchanged.
  SWAPPED_PARAMETERS(24),
  /// The price is one to three hours old.
  TIMESTAMP_MISMATCH(24),
  /// The price walks away by 5 basis points an hour.
  SLOW_DRIFT(72);

  /// How long it lasts.
  final int hours;

  Fault(int hours) {
    this.hours = hours;
  }

  /// The hours with this fault from `start` on.
  void inject(List<MarketHour> hours, int start, SplittableRandom random) {
    List<MarketHour> original = new ArrayList<>(hours.subList(start - 3, start + this.hours));
    MarketHour first = original.get(2);
    boolean up = random.nextBoolean();
    int kind = random.nextInt(3);
    for (int i = 0; i < this.hours; i++) {
      MarketHour hour = hours.get(start + i);
      double price =
          switch (this) {
            case STUCK_PRICE -> first.price();
            case UNIT_SLIP -> up ? hour.price() * 100 : hour.price() / 100;
            case SIGN_FLIP -> first.price() * (first.price() / hour.price());
            case SWAPPED_PARAMETERS -> hour.price();
            case TIMESTAMP_MISMATCH -> original.get(i + kind).price();
            case SLOW_DRIFT -> hour.price() * (1 + (up ? 5e-4 : -5e-4) * (i + 1));
          };
      double rate = this == SWAPPED_PARAMETERS ? Stream.rate(hour.sigmaDay(), kind) : hour.rate();
      hours.set(
          start + i, new MarketHour(hour.time(), price, hour.reference(), rate, hour.sigmaDay()));
    }
  }
}
