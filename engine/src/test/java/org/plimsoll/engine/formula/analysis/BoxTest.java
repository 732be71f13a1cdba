package org.plimsoll.engine.formula.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.engine.formula.analysis.BoxError.Code;

class BoxTest {
  static Box box(String text) {
    return switch (Box.parse(text)) {
      case BoxResult.Read(Box box) -> box;
      case BoxResult.Unreadable(List<BoxError> errors) -> fail(text + " was not read: " + errors);
    };
  }

  private static List<BoxError> errors(String text) {
    return switch (Box.parse(text)) {
      case BoxResult.Read(Box box) -> fail(text + " was read as " + box);
      case BoxResult.Unreadable(List<BoxError> errors) -> errors;
    };
  }

  @Test
  void aBoxIsReadAsItIsWritten() {
    Box box =
        box(
            " sigma_day = 0.005..0.4,account_ltv=0 .. 0.95, alpha=2,n=0..1_000e3, flag=false..true");
    assertEquals(new Range(0.005, 0.4), box.ranges().get("sigma_day"));
    assertEquals(new Range(0, 0.95), box.ranges().get("account_ltv"));
    assertEquals(Range.of(2), box.ranges().get("alpha"));
    assertEquals(new Range(0, 1_000_000), box.ranges().get("n"));
    assertEquals(new Range(0, 1), box.ranges().get("flag"));
    assertEquals(box, box(box.toString()));
    assertEquals(0, box(" ").ranges().size());
    assertEquals(new Range(-2, -1), box("x=-2..-1").ranges().get("x"));
    assertEquals(new Range(0.5, 1), box("x=.5..1").ranges().get("x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|ENTRY_MALFORMED",
        "x=1,|ENTRY_MALFORMED",
        "=1|ENTRY_MALFORMED",
        "x=1..2..3|NUMBER_MALFORMED",
        "x=|NUMBER_MALFORMED",
        "x=..|NUMBER_MALFORMED",
        "x=1..|NUMBER_MALFORMED",
        "x=1...2|BOUNDS_REVERSED",
        "x=NaN|NUMBER_MALFORMED",
        "x=0x1p3|NUMBER_MALFORMED",
        "x=0..Infinity|NUMBER_MALFORMED",
        "x=0..1e999|NUMBER_OUT_OF_RANGE",
        "x=0.4..0.1|BOUNDS_REVERSED",
        "x=1,x=2|NAME_REPEATED"
      })
  void whatIsNoBoxIsRefusedWithItsCodeAndPlace(String text, Code code) {
    BoxError error = errors(text).getFirst();
    assertEquals(code, error.code(), error.toString());
    assertTrue(error.toString().startsWith(code.code()), error.toString());
  }

  @Test
  void allErrorsOfATextAreReported() {
    assertEquals(
        List.of(Code.BOUNDS_REVERSED, Code.ENTRY_MALFORMED, Code.NUMBER_MALFORMED),
        errors("a=2..1,b,c=x").stream().map(BoxError::code).toList());
    assertTrue(errors("a=2..1").getFirst().message().contains("2 is above the upper 1"));
  }

  @Test
  void aBoxHasALimit() {
    var many = new StringBuilder("x0=1");
    for (int i = 1; i <= Box.MAX_NAMES; i++) {
      many.append(",x").append(i).append("=1");
    }
    assertEquals(Code.BOX_TOO_LARGE, errors(many.toString()).getFirst().code());
    assertEquals(Code.BOX_TOO_LARGE, errors("x=1,".repeat(10_000)).getFirst().code());
    var ranges = new TreeMap<String, Range>();
    for (int i = 0; i <= Box.MAX_NAMES; i++) {
      ranges.put("x" + i, Range.of(1));
    }
    assertThrows(IllegalArgumentException.class, () -> new Box(ranges));
  }

  @Test
  void aRangeIsFiniteAndInOrder() {
    assertThrows(IllegalArgumentException.class, () -> new Range(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Range.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new Range(0, Double.POSITIVE_INFINITY));
  }

  @Test
  void noTextMakesTheReaderThrow() {
    var random = new SplittableRandom(0x0b0c5);
    String letters = "ab=.,0123456789eE+-_ \n\t×\u0000σ∞";
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(24); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertInstanceOf(BoxResult.class, Box.parse(text.toString()));
    }
  }
}
