package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// A regime that rates can be asked for.
///
/// @param packId the pack that decides for the venue's main instrument class
/// @param status the pack's status
/// @param watermark must be shown wherever a number of this regime is
/// @param accounts the venue's accounts under this regime
public record Regime(
    String jurisdiction,
    String clientClass,
    String packId,
    String title,
    String titleZh,
    String status,
    @Nullable String watermark,
    @Nullable String watermarkZh,
    @Nullable Integer accounts) {
  /// The regime's key.
  public RegimeKey key() {
    return new RegimeKey(jurisdiction, clientClass);
  }
}
