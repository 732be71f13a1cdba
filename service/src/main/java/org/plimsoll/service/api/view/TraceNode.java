package org.plimsoll.service.api.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sub-expression with the value that it had.
///
/// @param reason why there is no value
/// @param from first character in the formula text
/// @param to one past the last character
public record TraceNode(
    String text,
    @Nullable Double value,
    @Nullable Boolean truth,
    @Nullable String reason,
    @Nullable String unit,
    @Nullable Integer from,
    @Nullable Integer to,
    List<TraceNode> children) {
  /// Copies the list.
  public TraceNode {
    children = List.copyOf(children);
  }
}
