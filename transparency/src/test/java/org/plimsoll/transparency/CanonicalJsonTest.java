package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The values that RFC 8785 publishes.
class CanonicalJsonTest {
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  void numbersAreThoseOfAppendixB(String bits, String text) {
    double value = Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits));
    assertEquals(text, CanonicalJson.number(value));
  }

  @Test
  void theSampleOfSection322IsWrittenByteForByte() {
    String sample =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50,
                      2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;
    // Section 3.2.4.
    byte[] expected =
        HexFormat.ofDelimiter(" ")
            .parseHex(
                "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73"
                    + " 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33"
                    + " 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65"
                    + " 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66"
                    + " 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d");
    assertArrayEquals(expected, JsonValue.parse(sample).canonicalBytes());
  }

  @Test
  void namesAreSortedByTheirUnitsAsInSection323() {
    String sample =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
         "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
         "\\u00f6": "Latin Small Letter O With Diaeresis"}
        """;
    List<String> expected =
        List.of(
            "Carriage Return",
            "One",
            "Control",
            "Latin Small Letter O With Diaeresis",
            "Euro Sign",
            "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh");
    List<String> found =
        JsonValue.parse(sample).members().values().stream()
            .map(value -> value instanceof JsonValue.Text(String text) ? text : "")
            .toList();
    assertEquals(expected, found);
  }

  @Test
  void textsThatAreNotStrictJsonAreRefused() {
    for (String wrong :
        List.of(
            "",
            "{\"a\":1,\"a\":2}",
            "[1,]",
            "01",
            "+1",
            ".5",
            "1.",
            "NaN",
            "1e999",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"a\nb\"",
            "\"a",
            "{\"a\" 1}",
            "{a:1}",
            "tru",
            "1 2",
            "[".repeat(70) + "]".repeat(70))) {
      assertThrows(LogException.class, () -> JsonValue.parse(wrong), wrong);
    }
  }

  @Test
  void aLineIsOpenedByItsSaltAndByNothingElse() {
    Salts salts = new Salts(new byte[32]);
    Opening opening = salts.opening("A-1", "margin", 7, "{\"initial\":\"12.5\"}");
    Commitment commitment = opening.commitment();
    byte[] entry =
        JsonValue.of("commitments", List.of("x", commitment.text()), "kind", "accounts")
            .canonicalBytes();
    assertEquals(true, opening.isIn(entry));
    assertEquals(opening, Opening.parse(opening.bytes()));
    assertEquals(opening, salts.opening("A-1", "margin", 7, "{\"initial\":\"12.5\"}"));
    for (Opening other :
        List.of(
            salts.opening("A-1", "margin", 8, opening.line()),
            salts.opening("A-1m", "argin", 7, opening.line()),
            new Opening(opening.salt(), opening.line() + " "),
            new Opening(Merkle.EMPTY, opening.line()))) {
      assertEquals(false, other.opens(commitment));
      assertEquals(false, other.isIn(entry));
    }
  }
}
