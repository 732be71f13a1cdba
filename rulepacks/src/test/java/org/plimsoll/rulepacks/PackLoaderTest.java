package org.plimsoll.rulepacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plimsoll.engine.rulebook.RulePack;

class PackLoaderTest {
  private static final String FILE = "eu/retail-cfd.yaml";

  static List<String> files() {
    return BuiltInPacks.files();
  }

  @Test
  void everyBuiltInPackHasATitleInChinese() {
    for (PackLibrary.Entry entry : PackLibrary.builtIn().entries()) {
      String title = entry.pack().titleZh();
      assertTrue(
          title.codePoints().anyMatch(Character::isIdeographic), () -> entry.file() + ": " + title);
      assertEquals(
          !entry.pack().watermark().isEmpty(),
          entry.pack().watermarkZh().codePoints().anyMatch(Character::isIdeographic));
    }
  }

  @Test
  void whatAPackDoesNotSayInChineseIsToldInEnglish() {
    String text = BuiltInPacks.text("uk/retail-crypto.yaml").replaceFirst("title_zh: .*\n", "");
    var loaded = (LoadResult.Loaded) PackLoader.load("p", text.getBytes(UTF_8));
    assertEquals(loaded.pack().title(), loaded.pack().titleZh());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyBuiltInPackLoads(String file) {
    RulePack pack = loaded(file, BuiltInPacks.text(file));
    assertTrue(file.startsWith(pack.id()), pack.id() + " in " + file);
  }

  @Test
  void commentsAndTheOrderOfKeysDoNotChangeTheHashAndAValueDoes() {
    String text = BuiltInPacks.text(FILE);
    String hash = loaded(FILE, text).hash();
    String moved = text.replace("format: 1\n", "").replace("id: eu", "format: '1' # x\nid: eu");
    assertEquals(hash, loaded(FILE, moved).hash());
    assertNotEquals(hash, loaded(FILE, text.replaceFirst("0\\.50", "0.500")).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format: 1|format: 2|VALUE_MALFORMED",
        "version: 1|version: 01|VALUE_MALFORMED",
        "version: 1|version: [1]|SHAPE_WRONG",
        "version: 1|version: 1\\nversion: 1|KEY_DUPLICATE",
        "version: 1|version: !!int 1|TAG_REFUSED",
        "version: 1|version: &a 1|ALIAS_REFUSED",
        "version: 1|version: *a|ALIAS_REFUSED",
        "version: 1|version: 1\\nnovelty: 1|KEY_UNKNOWN",
        "version: 1|version: 1\\n[a]: 1|KEY_NOT_TEXT",
        "version: 1|%|YAML_SYNTAX",
        "bound: FLOOR||KEY_MISSING",
        "unit: rate|unit: furlong|VALUE_MALFORMED",
        "value: 0.50|value: 50%|VALUE_MALFORMED",
        "value: 0.50|value: NaN|VALUE_MALFORMED",
        "value: 0.50|value: 1e-1|VALUE_MALFORMED",
        "value: 0.50|value:|VALUE_MALFORMED",
        "valid_from: 2018-08-01|valid_from: 2018-02-30|VALUE_MALFORMED",
        "valid_to: 2019-07-31|valid_to: 2017-07-31|INCONSISTENT",
        "instruments: [cfd, perpetual]|instruments: []|LIST_SIZE",
        "instruments: [cfd, perpetual]|instruments: [cfd, cfd]|NAME_WRONG",
        "instruments: [cfd, perpetual]|instruments: [cfd, warrant]|VALUE_MALFORMED",
        "jurisdiction: EU|jurisdiction: UK|INCONSISTENT",
        "status: IN_FORCE|status: DRAFT|INCONSISTENT",
        "status: IN_FORCE|status: PROHIBITED|INCONSISTENT",
        "status: IN_FORCE|status: SUPERSEDED|INCONSISTENT",
        "status: IN_FORCE|status: SCENARIO|INCONSISTENT",
        "name: major_fx_margin|name: crypto_margin|NAME_WRONG",
        "notice: 1 d|max_step: 0.01|INCONSISTENT",
        "notice: 1 d|notice: soon|VALUE_MALFORMED",
        "title: EU|title: E\u202eU|ENCODING_REFUSED",
      })
  void aWrongPackIsRefusedWithItsCode(
      String from, @org.jspecify.annotations.Nullable String to, String code) {
    String text = BuiltInPacks.text(FILE);
    assertTrue(text.contains(from), from);
    String replacement = to == null ? "" : to.replace("\\n", "\n");
    int at = text.indexOf(from);
    String wrong = text.substring(0, at) + replacement + text.substring(at + from.length());
    LoadResult result = PackLoader.load(FILE, wrong.getBytes(UTF_8));
    var rejected = assertInstanceOf(LoadResult.Rejected.class, result);
    assertTrue(
        rejected.errors().stream().anyMatch(error -> error.code().name().equals(code)),
        rejected.errors().toString());
  }

  @Test
  void anErrorNamesItsPlace() {
    String text = BuiltInPacks.text(FILE);
    int line = text.substring(0, text.indexOf("unit: rate")).split("\n", -1).length;
    var rejected =
        assertInstanceOf(
            LoadResult.Rejected.class,
            PackLoader.load(FILE, text.replaceFirst("unit: rate", "unit: ratio").getBytes(UTF_8)));
    assertEquals(new Place(line, 11), rejected.errors().getFirst().place());
    assertTrue(
        rejected
            .errors()
            .getFirst()
            .toString()
            .startsWith(FILE + ":" + line + ":11: VALUE_MALFORMED: "));
  }

  static RulePack loaded(String file, String text) {
    return switch (PackLoader.load(file, text.getBytes(UTF_8))) {
      case LoadResult.Loaded loaded -> loaded.pack();
      case LoadResult.Rejected rejected -> throw new AssertionError(rejected.errors().toString());
    };
  }
}
