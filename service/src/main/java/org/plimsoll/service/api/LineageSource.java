package org.plimsoll.service.api;

import java.util.Optional;

/// Finds the record of a computation by its id, by doing the venue's past again up to it.
@FunctionalInterface
public interface LineageSource {
  /// The record as canonical JSON; nothing when the venue never computed it. May take as long as
  /// the
  /// journal takes to replay.
  Optional<byte[]> record(String id);
}
