package org.plimsoll.service.api.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule pack in a list.
///
/// @param hash hash of the pack's canonical form, hexadecimal
/// @param boundKind `FLOOR`, `CAP` or `POINT`
/// @param signature `VERIFIED`, `UNKNOWN_PUBLISHER`, `INVALID` or `UNSIGNED`
public record RuleSetRow(
    String packId,
    String version,
    String hash,
    String jurisdiction,
    String title,
    String titleZh,
    String status,
    String boundKind,
    String signature,
    @Nullable String watermark,
    @Nullable String watermarkZh,
    List<String> instrumentClasses,
    List<String> clientClasses) {
  /// Copies the lists.
  public RuleSetRow {
    instrumentClasses = List.copyOf(instrumentClasses);
    clientClasses = List.copyOf(clientClasses);
  }
}
