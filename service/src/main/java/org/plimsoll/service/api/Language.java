package org.plimsoll.service.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A language in which the server words what people read.
enum Language {
  /// English, unless another is asked for.
  ENGLISH("en", Locale.ROOT),
  /// Simplified Chinese.
  CHINESE("zh-CN", Locale.SIMPLIFIED_CHINESE);

  private static final int LONGEST_HEADER = 200;

  private final String tag;
  private final Locale locale;

  Language(String tag, Locale locale) {
    this.tag = tag;
    this.locale = locale;
  }

  /// The language that an `Accept-Language` header likes best of those there are.
  static Language asked(@Nullable String header) {
    if (header == null || header.length() > LONGEST_HEADER) {
      return ENGLISH;
    }
    try {
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
        String wanted = range.getRange();
        if (range.getWeight() > 0 && (wanted.equals("zh") || wanted.startsWith("zh-"))) {
          return CHINESE;
        }
        if (wanted.equals("en") || wanted.startsWith("en-") || wanted.equals("*")) {
          return ENGLISH;
        }
      }
    } catch (IllegalArgumentException e) {
      // A header that is none asks for nothing.
    }
    return ENGLISH;
  }

  /// The language's tag, for `Content-Language`.
  String tag() {
    return tag;
  }

  /// The locale of its texts; the root's are English.
  Locale locale() {
    return locale;
  }
}
