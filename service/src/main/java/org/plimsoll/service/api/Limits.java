package org.plimsoll.service.api;

import java.time.Duration;

/// What one client, and all clients together, may ask of the server. Each limit is on by default.
///
/// @param bodyBytes longest request body
/// @param queryCharacters longest query string
/// @param concurrentRequests requests served at once, streams included; more wait for their turn
/// @param streams event streams open at once; more are refused with `TOO_MANY_STREAMS`
/// @param ringBatches batches of events kept for clients that come back
/// @param ringBytes bytes of events kept for clients that come back
/// @param points rows of a history or forecast in one answer; more are thinned
/// @param heartbeat silence after which a stream sends a comment: proxies keep it open, and the
///     place of a client that has left is free again at the latest after two
public record Limits(
    int bodyBytes,
    int queryCharacters,
    int concurrentRequests,
    int streams,
    int ringBatches,
    int ringBytes,
    int points,
    Duration heartbeat) {
  /// The limits that are in force unless others are given.
  public static final Limits STANDARD =
      new Limits(64 * 1024, 2_048, 256, 64, 1_024, 8 << 20, 5_000, Duration.ofSeconds(2));
}
