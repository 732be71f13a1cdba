package org.plimsoll.engine.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.quantity.Reason;

/// Runs the same texts in CPython, with the published functions, and compares bits.
class PythonOracleTest {
  private static final long SEED = 0x2545f4914f6cdd1dL;
  private static final String FOLDER = "/org/plimsoll/engine/formula/";
  private static final String PRELUDE = "plimsoll_formula.py";
  private static final String SUITE = "conformance-suite.txt";
  private static final int MINUTES_ALLOWED = 3;

  @TempDir static Path folder;

  /// A formula with one row of inputs and how far its last step may differ.
  private record Row(Formula formula, Inputs inputs, long ulps) {}

  @BeforeAll
  static void requirePython() throws IOException, InterruptedException {
    boolean found;
    try {
      Process process =
          new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
              .redirectErrorStream(true)
              .start();
      process.getInputStream().readAllBytes();
      found = process.waitFor() == 0;
    } catch (IOException e) {
      found = false;
    }
    if (!found) {
      String skipped = "SKIPPED: no python3 of 3.8 or later to compare formulas with";
      System.out.println(skipped);
      Assumptions.abort(skipped);
    }
    for (String name : List.of(PRELUDE, SUITE)) {
      Files.writeString(folder.resolve(name), SuiteCase.resource(FOLDER + name));
    }
  }

  @Test
  void suiteComesOutAsPublishedInPython() throws IOException, InterruptedException {
    List<String> answer = python(folder.resolve("none"), "--suite", SUITE);
    long runnable =
        SuiteCase.all().stream()
            .filter(one -> !one.expectation().getFirst().equals("error"))
            .count();
    assertEquals(List.of(runnable + " cases run in CPython, 0 differ"), answer);
  }

  @Test
  void randomFormulasGiveTheSameBitsInPython() throws IOException, InterruptedException {
    var random = new SplittableRandom(SEED);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2_700; i++) {
      addRows(RandomFormulas.exact(random), 6, 0, random, rows);
    }
    for (int i = 0; i < 950; i++) {
      addRows(RandomFormulas.elementaryAtTheTop(random), 4, 1, random, rows);
    }
    assertTrue(rows.size() >= 20_000);
    List<String> differences = differences(rows);
    assertEquals(List.of(), differences, "seed " + SEED);
  }

  @Test
  void mutatedTextsThatStayFormulasMeanTheSameInPython() throws IOException, InterruptedException {
    var random = new SplittableRandom(SEED + 1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 8_000; i++) {
      String text = HostileTextTest.mutated(RandomFormulas.exact(random).text(), random);
      boolean elementary = text.contains("**") || text.contains("exp") || text.contains("log");
      if (!elementary
          && Formula.check(text, RandomFormulas.units())
              instanceof CheckResult.Accepted(Formula formula)) {
        addRows(formula, 3, 0, random, rows);
      }
    }
    assertTrue(rows.size() > 600, rows.size() + " rows");
    assertEquals(List.of(), differences(rows), "seed " + SEED);
  }

  private static void addRows(
      Formula formula, int count, long ulps, SplittableRandom random, List<Row> rows) {
    for (int i = 0; i < count; i++) {
      rows.add(new Row(formula, RandomFormulas.inputs(random), ulps));
    }
  }

  private static List<String> differences(List<Row> rows) throws IOException, InterruptedException {
    Path tasks = folder.resolve("tasks.json");
    Files.writeString(tasks, tasks(rows));
    List<String> answers = python(tasks, "--batch");
    assertEquals(rows.size(), answers.size());
    List<String> differences = new ArrayList<>();
    int values = 0;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Outcome outcome = new TreeEvaluator().evaluate(row.formula(), row.inputs());
      int blank = answers.get(i).indexOf(' ');
      String plain = answers.get(i).substring(0, blank);
      String checked = answers.get(i).substring(blank + 1);
      boolean hasValue = !(outcome instanceof Outcome.Unavailable);
      values += hasValue ? 1 : 0;
      // Plain Python may go on where a step overflowed, so that it is compared on values only.
      boolean same =
          agrees(outcome, checked, row.ulps()) && (!hasValue || agrees(outcome, plain, row.ulps()));
      if (!same && differences.size() < 5) {
        differences.add(
            row.formula() + "\n" + row.inputs() + "\n" + outcome + " but " + answers.get(i));
      }
    }
    assertTrue(values > rows.size() / 3, values + " values in " + rows.size() + " rows");
    System.out.println(rows.size() + " rows compared with CPython, " + values + " with a value");
    return differences;
  }

  private static boolean agrees(Outcome outcome, String answer, long ulps) {
    return switch (outcome) {
      case Outcome.Truth(boolean value) -> answer.equals(Boolean.toString(value));
      case Outcome.Unavailable(Reason reason, String _) -> answer.equals(reason.name());
      case Outcome.Value(double value, Unit _) ->
          answer.length() == 16
              && Math.abs(HexFormat.fromHexDigitsToLong(answer) - Double.doubleToLongBits(value))
                  <= ulps;
    };
  }

  private static String tasks(List<Row> rows) {
    var json = new StringBuilder();
    Row before = null;
    for (Row row : rows) {
      if (before == null || !before.formula().equals(row.formula())) {
        json.append(before == null ? "" : "]}\n").append("{\"text\": \"");
        escape(row.formula().text(), json);
        json.append("\", \"rows\": [");
      } else {
        json.append(", ");
      }
      append(row.inputs(), json);
      before = row;
    }
    return json.append("]}\n").toString();
  }

  private static void append(Inputs inputs, StringBuilder json) {
    String separator = "{\"";
    for (var entry : inputs.values().entrySet()) {
      json.append(separator);
      escape(entry.getKey(), json);
      boolean truth = Unit.BOOLEAN.equals(RandomFormulas.units().get(entry.getKey()));
      json.append("\": ");
      if (truth) {
        json.append(entry.getValue() != 0);
      } else {
        json.append('"').append(Double.toHexString(entry.getValue())).append('"');
      }
      separator = ", \"";
    }
    json.append('}');
  }

  private static void escape(String text, StringBuilder json) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < ' ' || c > '~') {
        json.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        json.append(c);
      }
    }
  }

  private static List<String> python(Path input, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", PRELUDE));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    if (Files.exists(input)) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES_ALLOWED, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(errors, StandardCharsets.UTF_8);
    assertTrue(ended && process.exitValue() == 0, said + Files.readString(output));
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
