package org.plimsoll.engine.rulebook;

import java.util.List;

/// The classes by which a rule says what and whom it applies to.
public final class Classes {
  /// What is traded.
  public static final List<String> INSTRUMENTS =
      List.of(
          "perpetual",
          "future",
          "option",
          "cfd",
          "swap",
          "security_future",
          "equity",
          "margin_loan",
          "fx_margin");

  /// What the value of the instrument follows.
  public static final List<String> UNDERLYINGS =
      List.of("crypto", "equity", "fx", "commodity", "rates", "credit", "other");

  /// Who holds the position.
  public static final List<String> CLIENTS =
      List.of(
          "retail",
          "professional",
          "institutional",
          "individual",
          "corporate",
          "ccp_member",
          "uncleared_counterparty",
          "dealer_client");

  private Classes() {}
}
