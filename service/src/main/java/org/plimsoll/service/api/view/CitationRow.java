package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// Where a number stands written.
///
/// @param grade `verified`, `secondary` or `memory`
/// @param checked the day on which a person last checked it
public record CitationRow(
    String title,
    @Nullable String article,
    @Nullable String link,
    @Nullable String grade,
    @Nullable String checked) {}
