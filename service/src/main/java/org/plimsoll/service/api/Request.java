package org.plimsoll.service.api;

import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One HTTP request, free of any server's types.
///
/// @param path decoded, beginning with a slash
/// @param query the first value of each query parameter
/// @param headers by lower-case name
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
record Request(
    String method,
    String path,
    SortedMap<String, String> query,
    SortedMap<String, String> headers,
    byte[] body) {
  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }
}
