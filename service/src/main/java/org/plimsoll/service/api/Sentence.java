package org.plimsoll.service.api;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// A sentence of the catalogue of problems with what stands in its places, to be said in the
/// reader's language.
///
/// @param key in `messages/problems`
/// @param values texts, since a sentence has no say in how a number is written
record Sentence(String key, List<String> values) {
  private static final String BASE = "messages.problems";
  private static final String REPORTED = "detail.reported";
  private static final String REASON = "reason.";

  Sentence {
    values = List.copyOf(values);
  }

  static Sentence of(String key, Object... values) {
    return new Sentence(key, Arrays.stream(values).map(String::valueOf).toList());
  }

  /// What the engine or the venue said of a code, in its own English words: other languages put the
  /// code's meaning in front.
  static Sentence reported(String code, String words) {
    return of(REPORTED, code, words);
  }

  /// The sentence in a language.
  String in(Language language) {
    ResourceBundle texts = texts(language);
    if (!key.equals(REPORTED)) {
      return new MessageFormat(texts.getString(key), language.locale()).format(values.toArray());
    }
    String reason = REASON + values.getFirst();
    return texts.containsKey(reason)
        ? new MessageFormat(texts.getString(key), language.locale())
            .format(new Object[] {texts.getString(reason), values.getLast()})
        : values.getLast();
  }

  static ResourceBundle texts(Language language) {
    return ResourceBundle.getBundle(
        BASE, language.locale(), Sentence.class.getClassLoader(), new Exactly());
  }

  /// Never the texts of the machine's own language.
  private static final class Exactly extends ResourceBundle.Control {
    @Override
    public java.util.@Nullable Locale getFallbackLocale(String baseName, java.util.Locale locale) {
      return null;
    }
  }
}
