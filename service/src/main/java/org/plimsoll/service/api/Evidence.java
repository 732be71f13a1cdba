package org.plimsoll.service.api;

import org.jspecify.annotations.Nullable;

/// What a server shows so that others can check it.
///
/// @param log nothing for a venue without a public log
/// @param lineage nothing for a server without a journal
public record Evidence(@Nullable LogSite log, @Nullable LineageSource lineage) {
  /// A server that shows none.
  public static final Evidence NONE = new Evidence(null, null);
}
