package org.plimsoll.service.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.RegimeKey;

/// Query and path parameters, read as the contract types them.
final class Parameters {
  private static final Pattern JURISDICTION = Pattern.compile("[A-Z][A-Z0-9-]{0,15}");
  private static final Pattern CLIENT_CLASS = Pattern.compile("[a-z][a-z0-9_]{0,31}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
  private static final int MAX_TIME_LENGTH = 40;

  private Parameters() {}

  static RegimeKey regime(Request request) {
    return new RegimeKey(
        required(request, "jurisdiction", JURISDICTION),
        required(request, "clientClass", CLIENT_CLASS));
  }

  static @Nullable Instant time(Request request, String name) {
    String text = request.query().get(name);
    if (text == null) {
      return null;
    }
    return time(name, text);
  }

  /// An instant written as RFC 3339 says.
  static Instant time(String name, String text) {
    try {
      if (text.length() <= MAX_TIME_LENGTH) {
        return OffsetDateTime.parse(text).toInstant();
      }
    } catch (DateTimeException e) {
      // answered below, with the text that was not a time
    }
    throw Problem.badParameter(name, Sentence.of("detail.not-a-time", quoted(text)))
        .withRemedy("remedy.write-a-time")
        .thrown();
  }

  static int integer(Request request, String name, int least, int most, int standard) {
    String text = request.query().get(name);
    if (text == null) {
      return standard;
    }
    if (text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw Problem.badParameter(name, Sentence.of("detail.not-a-number", quoted(text), least, most))
        .thrown();
  }

  /// A path segment that must be an id; one that cannot be is simply not found.
  static String id(@Nullable String text, String code) {
    if (text == null || !ID.matcher(text).matches()) {
      throw Problem.notFound(code, Sentence.of("detail.not-an-id", quoted(String.valueOf(text))))
          .thrown();
    }
    return text;
  }

  private static String required(Request request, String name, Pattern pattern) {
    String text = request.query().get(name);
    if (text == null || text.isEmpty()) {
      throw Problem.missingParameter(name).thrown();
    }
    if (!pattern.matcher(text).matches()) {
      throw Problem.badParameter(name, Sentence.of("detail.not-a", quoted(text), name))
          .withRemedy("remedy.see-jurisdictions")
          .thrown();
    }
    return text;
  }

  private static String quoted(String text) {
    return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + "'";
  }
}
