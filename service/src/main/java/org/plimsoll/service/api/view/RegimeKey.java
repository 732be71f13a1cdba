package org.plimsoll.service.api.view;

import java.util.Comparator;

/// A jurisdiction with a class of client: what picks the law that applies to an account.
///
/// @param jurisdiction a code such as `EU`, or `SCENARIO` for packs without legal basis
/// @param clientClass a class such as `retail` or `ccp_member`
public record RegimeKey(String jurisdiction, String clientClass) {
  /// By jurisdiction, then by client class.
  public static final Comparator<RegimeKey> ORDER =
      Comparator.comparing(RegimeKey::jurisdiction).thenComparing(RegimeKey::clientClass);
}
