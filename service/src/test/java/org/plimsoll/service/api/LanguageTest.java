package org.plimsoll.service.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// In which language problems are told, and that both say the same.
class LanguageTest {
  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  @Test
  void headersBestLikedLanguageOfThoseThereAreIsTaken() {
    assertEquals(Language.ENGLISH, Language.asked(null));
    assertEquals(Language.ENGLISH, Language.asked(""));
    assertEquals(Language.CHINESE, Language.asked("zh"));
    assertEquals(Language.CHINESE, Language.asked("zh-CN,zh;q=0.9,en;q=0.8"));
    assertEquals(Language.CHINESE, Language.asked("fr, ZH-hans;q=0.5, en;q=0.4"));
    assertEquals(Language.ENGLISH, Language.asked("en-GB,zh;q=0.9"));
    assertEquals(Language.ENGLISH, Language.asked("zh;q=0.2, en;q=0.9"));
    assertEquals(Language.ENGLISH, Language.asked("*, zh;q=0.1"));
    assertEquals(Language.ENGLISH, Language.asked("zh;q=0"));
    assertEquals(Language.ENGLISH, Language.asked("fr"));
  }

  @Test
  void headerThatIsNoneOrTooLongAsksForNothing() {
    assertEquals(Language.ENGLISH, Language.asked("zh;q=x"));
    assertEquals(Language.ENGLISH, Language.asked(";;,"));
    assertEquals(Language.ENGLISH, Language.asked("zh," + "a".repeat(500)));
  }

  @Test
  void bothLanguagesHaveTheSameSentencesWithTheSamePlaces() {
    ResourceBundle english = Sentence.texts(Language.ENGLISH);
    ResourceBundle chinese = Sentence.texts(Language.CHINESE);
    assertEquals(Language.CHINESE.locale(), chinese.getLocale());
    var keys = new TreeSet<>(english.keySet());
    assertTrue(keys.size() > 50, keys.toString());
    var chineseKeys = new TreeSet<>(chinese.keySet());
    chineseKeys.removeIf(key -> key.startsWith("reason."));
    assertEquals(keys, chineseKeys);
    for (String key : keys) {
      if (!key.equals("detail.reported")) {
        assertEquals(places(english.getString(key)), places(chinese.getString(key)), key);
      }
      assertTrue(
          key.equals("detail.verbatim") || !english.getString(key).equals(chinese.getString(key)),
          key + " is not translated");
    }
  }

  private static List<String> places(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    found.sort(null);
    return found;
  }

  @Test
  void reportedWordsStandAloneWhereTheirCodeHasNoWordsOfItsOwn() {
    Sentence known = Sentence.reported("MARGIN_INSUFFICIENT", "short by {1} 'units'");
    assertEquals("short by {1} 'units'", known.in(Language.ENGLISH));
    assertEquals("保证金不足：short by {1} 'units'", known.in(Language.CHINESE));
    assertEquals("words", Sentence.reported("OF_NO_CATALOGUE", "words").in(Language.CHINESE));
  }
}
