package org.plimsoll.service.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// What the program says, in English or Chinese.
public final class Messages {
  private static final String BASE = "messages.messages";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Messages(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(BASE, locale, Messages.class.getClassLoader(), new Exactly());
  }

  /// The messages for a language as `--lang` or an environment names it: Chinese when it begins
  /// with `zh`, English otherwise.
  public static Messages of(String language) {
    boolean chinese = language.toLowerCase(Locale.ROOT).startsWith("zh");
    return new Messages(chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
  }

  /// The messages for what a command line and its environment ask for.
  static Messages of(@Nullable String option, Map<String, String> environment) {
    if (option != null) {
      return of(option);
    }
    for (String name : new String[] {"PLIMSOLL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.get(name);
      if (value != null && !value.isEmpty()) {
        return of(value);
      }
    }
    return of("en");
  }

  /// The message called `key` with its places filled.
  ///
  /// Numbers are given as text: a message has no say in how a number is written.
  public String get(String key, Object... values) {
    Object[] texts = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      texts[i] = String.valueOf(values[i]);
    }
    return new MessageFormat(bundle.getString(key), locale).format(texts);
  }

  /// The message called `key`, or `otherwise` when there is none.
  String find(String key, String otherwise) {
    return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
  }

  /// Of one text in two languages, that in this one.
  String local(String english, String chinese) {
    return locale.equals(Locale.SIMPLIFIED_CHINESE) ? chinese : english;
  }

  /// The language as `--lang` takes it.
  String language() {
    return locale.equals(Locale.SIMPLIFIED_CHINESE) ? "zh-CN" : "en";
  }

  ResourceBundle bundle() {
    return bundle;
  }

  /// Never the bundle of the machine's own language.
  private static final class Exactly extends ResourceBundle.Control {
    @Override
    public @Nullable Locale getFallbackLocale(String baseName, Locale locale) {
      return null;
    }
  }
}
