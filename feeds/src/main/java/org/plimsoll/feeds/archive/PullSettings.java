package org.plimsoll.feeds.archive;

import java.net.URI;
import java.time.Duration;

/// How an archive is downloaded from.
///
/// @param base the archive's address, `https` or, for a mirror of one's own, `http`
/// @param parallel how many files at once, 1 to 32
/// @param attempts how often a file is tried before it counts as failed, 1 to 20
/// @param firstPause the pause before the second attempt; it doubles up to a minute
/// @param connectTimeout how long a connection may take
/// @param stallTimeout how long no byte may come before the attempt is given up
/// @param maxFileBytes the largest file that is accepted
public record PullSettings(
    URI base,
    int parallel,
    int attempts,
    Duration firstPause,
    Duration connectTimeout,
    Duration stallTimeout,
    long maxFileBytes) {

  /// The public archive of Binance.
  public static final URI BINANCE = URI.create("https://data.binance.vision/");

  private static final long FOUR_GIBIBYTES = 4L << 30;

  public PullSettings {
    String scheme = String.valueOf(base.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException(
          "The archive's address %s must start with https:// or http://".formatted(base));
    }
    if (!base.toString().endsWith("/")) {
      base = URI.create(base + "/");
    }
    if (parallel < 1 || parallel > 32 || attempts < 1 || attempts > 20) {
      throw new IllegalArgumentException(
          "%d files at once and %d attempts: expected 1 to 32 and 1 to 20"
              .formatted(parallel, attempts));
    }
    if (firstPause.isNegative() || !connectTimeout.isPositive() || !stallTimeout.isPositive()) {
      throw new IllegalArgumentException("Pauses and timeouts must be positive");
    }
    if (maxFileBytes < 1) {
      throw new IllegalArgumentException("The largest file must hold at least one byte");
    }
  }

  /// The usual settings for an archive: 4 files at once, 6 attempts from half a second of pause on,
  /// 15 s to connect, 30 s without a byte, 4 GiB a file.
  public static PullSettings of(URI base) {
    return new PullSettings(
        base,
        4,
        6,
        Duration.ofMillis(500),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        FOUR_GIBIBYTES);
  }

  /// The same with another number of files at once.
  public PullSettings withParallel(int count) {
    return new PullSettings(
        base, count, attempts, firstPause, connectTimeout, stallTimeout, maxFileBytes);
  }

  /// The same with another number of attempts.
  public PullSettings withAttempts(int count) {
    return new PullSettings(
        base, parallel, count, firstPause, connectTimeout, stallTimeout, maxFileBytes);
  }

  /// The pause before an attempt, counted from 1; none before the first.
  Duration pauseBefore(int attempt) {
    if (attempt <= 1) {
      return Duration.ZERO;
    }
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 2, 16));
    Duration longest = Duration.ofMinutes(1);
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
