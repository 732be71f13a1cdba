package org.plimsoll.service.api;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What answers one method on one path.
///
/// @param template the path: `{name}` for one segment and, at the end, `{name...}` for the rest
/// @param parameters the query parameters that it knows; others are refused
record Route(String method, String template, Set<String> parameters, Handler handler) {
  /// Answers a request, given the values of the template's names.
  interface Handler {
    Response handle(Request request, SortedMap<String, String> path);
  }

  static Route get(String template, Set<String> parameters, Handler handler) {
    return new Route("GET", template, parameters, handler);
  }

  static Route post(String template, Handler handler) {
    return new Route("POST", template, Set.of(), handler);
  }

  /// The values of the template's names when `path` fits it.
  Optional<SortedMap<String, String>> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    var values = new TreeMap<String, String>();
    for (int i = 0; i < wanted.length; i++) {
      String part = wanted[i];
      if (part.endsWith("...}")) {
        String rest = restFrom(given, i);
        values.put(part.substring(1, part.length() - 4), rest);
        return rest.isEmpty() ? Optional.empty() : Optional.of(values);
      }
      if (i >= given.length
          || (part.startsWith("{") ? given[i].isEmpty() : !part.equals(given[i]))) {
        return Optional.empty();
      }
      if (part.startsWith("{")) {
        values.put(part.substring(1, part.length() - 1), given[i]);
      }
    }
    return given.length == wanted.length ? Optional.of(values) : Optional.empty();
  }

  private static String restFrom(String[] segments, int first) {
    if (first >= segments.length) {
      return "";
    }
    return String.join("/", Arrays.asList(segments).subList(first, segments.length));
  }
}
