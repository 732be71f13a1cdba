package org.plimsoll.engine.rulebook;

/// The legal standing of a rule pack.
public enum Status {
  /// Law that applies while the pack is valid.
  IN_FORCE,
  /// Law that applied until the pack's last day.
  SUPERSEDED,
  /// A text that a regulator proposed and has not adopted.
  DRAFT,
  /// Law that applies while a court is asked to set it aside.
  LITIGATED,
  /// A figure that a venue sets because the law leaves it to the venue.
  VENUE_PARAMETER,
  /// Law that states principles and prescribes no figure.
  PRINCIPLES_ONLY,
  /// Law that forbids the product to the client.
  PROHIBITED,
  /// A proposal of a paper; nobody is bound by it.
  RESEARCH,
  /// Hypothetical parameters without a legal basis.
  SCENARIO;

  /// Whether the pack may answer a question put by jurisdiction and date. What does not bind is
  /// reached by its id only, and every result of it carries a watermark.
  public boolean isBinding() {
    return switch (this) {
      case IN_FORCE, SUPERSEDED, LITIGATED, VENUE_PARAMETER, PRINCIPLES_ONLY, PROHIBITED -> true;
      case DRAFT, RESEARCH, SCENARIO -> false;
    };
  }
}
