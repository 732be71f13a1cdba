package org.plimsoll.feeds.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plimsoll.engine.quantity.Decimals;
import org.plimsoll.feeds.ExactNumbers;
import org.plimsoll.feeds.FaultLog;
import org.plimsoll.feeds.TextBytes;

class DecimalReadingTest {
  private static Table fieldOf(String text) throws IOException {
    Table table = new Table("t.csv", new TextBytes("t.csv", text + "\n").open(), FaultLog.strict());
    assertTrue(table.next());
    return table;
  }

  /// The slow twin is `BigDecimal`, stripped of trailing zeros.
  @Test
  void everyPlainDecimalReadsAsBigDecimalDoes() throws IOException, RowProblem {
    long seed = 20_261_125L;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      String text = randomDecimal(random);
      Table table = fieldOf(text);
      table.decimal(0, "price");
      BigDecimal expected = new BigDecimal(text).stripTrailingZeros();
      int scale = Math.max(expected.scale(), 0);
      assertEquals(
          expected.setScale(scale).unscaledValue().longValueExact() + "@" + scale,
          table.mantissa() + "@" + table.scale(),
          () -> "seed " + seed + ", text " + text);
      assertEquals(
          Double.parseDouble(text) + 0.0,
          ExactNumbers.toDouble(table.mantissa(), table.scale()),
          () -> "seed " + seed + ", text " + text);
    }
  }

  @Test
  void aScaledValueEqualsTheOneOfTheEngine() throws IOException, RowProblem {
    Table table = fieldOf("87695.70");
    table.decimal(0, "price");
    assertEquals(
        Decimals.parse("87695.70", 8), ExactNumbers.rescale(table.mantissa(), table.scale(), 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1.",
        ".5",
        "+1",
        "1,5",
        " 1",
        "1 ",
        "0x10",
        "NaN",
        "Infinity",
        "1e",
        "1e+",
        "1e999",
        "1.2.3",
        "--1",
        "1234567890123456789",
        "0.1234567890123456789",
        "١٢",
        "1f",
        "1_0",
        "1e-19",
        "99e18"
      })
  void whatIsNoDecimalIsRefused(String text) throws IOException {
    Table table = fieldOf("x," + text.replace(',', ';'));
    RowProblem problem = assertThrows(RowProblem.class, () -> table.decimal(1, "price"));
    assertEquals("price", problem.column());
  }

  private static String randomDecimal(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "-" : "");
    int whole = random.nextInt(1, 10);
    for (int i = 0; i < whole; i++) {
      text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
    int fraction = random.nextInt(0, 9);
    if (fraction > 0) {
      text.append('.');
      for (int i = 0; i < fraction; i++) {
        text.append(random.nextInt(2) == 0 ? 0 : random.nextInt(10));
      }
      text.append("0".repeat(random.nextInt(8)));
    }
    if (random.nextInt(5) == 0) {
      text.append(random.nextBoolean() ? "e-" : "E-").append(random.nextInt(0, 10));
    }
    return text.toString();
  }
}
