package org.plimsoll.conformance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.governor.GovernorStep;

/// The page's texts, read from its sources: both languages say everything, and the same.
class CatalogueTest {
  private static final Pattern ENTRY = Pattern.compile("^  '([^']+)': '((?:[^'\\\\]|\\\\.)*)',$");
  private static final Pattern PLACE = Pattern.compile("\\{\\w+}");

  private final Map<String, String> english = read("en");
  private final Map<String, String> chinese = read("zh");

  private static Map<String, String> read(String language) {
    Path file =
        Path.of(System.getProperty("plimsoll.root"), "dashboard/src/text", language + ".ts");
    Map<String, String> texts = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        Matcher entry = ENTRY.matcher(line);
        if (entry.matches()) {
          texts.put(entry.group(1), entry.group(2));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return texts;
  }

  @Test
  void bothLanguagesHaveTheSameTextsAndPlaceholders() {
    assertTrue(english.size() > 150, "found only " + english.size() + " texts");
    assertEquals(english.keySet(), chinese.keySet());
    english.forEach((key, text) -> assertEquals(places(text), places(chinese.get(key)), key));
  }

  private static List<String> places(@org.jspecify.annotations.Nullable String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = PLACE.matcher(text == null ? "" : text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found.stream().sorted().toList();
  }

  @Test
  void everyStepOfTheGovernorHasWordsInBothLanguages() {
    for (GovernorStep.Kind kind : GovernorStep.Kind.values()) {
      assertTrue(english.containsKey("governor." + kind), kind + " has no English words");
      assertTrue(chinese.containsKey("governor." + kind), kind + " has no Chinese words");
    }
  }

  @Test
  void everyReasonOfTheEngineHasWordsInBothLanguages() {
    for (Reason reason : Reason.values()) {
      assertTrue(english.containsKey("reason." + reason), reason + " has no English words");
      assertTrue(chinese.containsKey("reason." + reason), reason + " has no Chinese words");
    }
  }

  @Test
  void serverWordsReasonsInChineseAsThePageDoes() throws IOException {
    var texts = new java.util.Properties();
    try (var in = CatalogueTest.class.getResourceAsStream("/messages/problems_zh_CN.properties")) {
      texts.load(
          new java.io.InputStreamReader(
              java.util.Objects.requireNonNull(in), java.nio.charset.StandardCharsets.UTF_8));
    }
    for (Reason reason : Reason.values()) {
      String key = "reason." + reason;
      String words = texts.getProperty(key);
      if (words != null) { // without words of its own, a reason's detail stands alone
        assertEquals(chinese.get(key), words, key);
      }
    }
    assertTrue(texts.containsKey("reason." + Reason.MARGIN_INSUFFICIENT));
  }
}
