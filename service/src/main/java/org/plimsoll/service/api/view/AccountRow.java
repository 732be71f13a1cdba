package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// An account in a list.
///
/// @param mode `CROSS` or `ISOLATED`
/// @param positions how many it holds
/// @param synthetic whether it was seeded for a demonstration
public record AccountRow(
    String id,
    String mode,
    String jurisdiction,
    String clientClass,
    Margin margin,
    int positions,
    @Nullable Boolean synthetic) {}
