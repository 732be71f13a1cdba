package org.plimsoll.bench.formula;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Runs the measurements one after another, each in a fresh Java machine, and prints the tables of
/// `bench/results/formula.md`.
///
/// Usage: `FormulaTable columns|rows|peers|reload SECONDS`.
public final class FormulaTable {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private static final int RUNS = 2;

  private FormulaTable() {}

  /// Prints one table.
  public static void main(String[] arguments) throws Exception {
    String seconds = arguments[1];
    switch (arguments[0]) {
      case "columns" -> {
        columns("2048", seconds);
        columns("1000000", seconds);
      }
      case "rows" -> rows(List.of("hand", "plimsoll", "janino", "spel"), seconds, RUNS);
      case "peers" ->
          rows(
              List.of("hand", "plimsoll", "exp4j", "aviator", "jexl", "cel", "qlexpress", "evalex"),
              seconds,
              1);
      case "reload" -> {
        for (ReferenceFormula formula : ReferenceFormula.values()) {
          System.out.println(formula + ": " + run(MODULE, "first", formula.name()).getLast());
        }
        run(MODULE, "reload", "F2", "100000").forEach(System.out::println);
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void columns(String rows, String seconds) throws Exception {
    System.out.println("| " + rows + " rows, ns a row | F1 | F2 | F3 |");
    System.out.println("|---|---|---|---|");
    Map<String, Double> best = new TreeMap<>();
    List<String> kinds = List.of("bandwidth", "loop", "vector", "interpreted", "compiled");
    for (int run = 0; run < RUNS; run++) {
      for (String kind : kinds) {
        for (ReferenceFormula formula : ReferenceFormula.values()) {
          List<String> said =
              kind.equals("bandwidth")
                  ? run(MODULE, kind, formula.name(), rows, seconds)
                  : run(MODULE, "columns", kind, formula.name(), rows, seconds);
          best.merge(kind + formula, number(said), Math::min);
        }
      }
    }
    for (String kind : kinds) {
      print(kind, best, kind, 1);
    }
    print("compiled / vector", best, "compiled", "vector");
    print("bandwidth / compiled", best, "bandwidth", "compiled");
  }

  private static void rows(List<String> engines, String seconds, int runs) throws Exception {
    System.out.println("| one row at a time, ns | F1 | F2 | F3 |");
    System.out.println("|---|---|---|---|");
    Map<String, Double> best = new TreeMap<>();
    for (int run = 0; run < runs; run++) {
      for (String engine : engines) {
        for (ReferenceFormula formula : ReferenceFormula.values()) {
          List<String> said = run(MODULE, "row", engine, formula.name(), seconds);
          best.merge(engine + formula, number(said), Math::min);
          int differing = Integer.parseInt(said.getLast().split(" ", -1)[2]);
          if (differing > 0 && run == 0) {
            System.out.println("(" + engine + " " + formula + ": " + differing + " of 1,024 differ)");
          }
        }
      }
    }
    for (String engine : engines) {
      print(engine, best, engine, 1);
    }
    for (String engine : engines.subList(1, engines.size())) {
      print(engine + " / hand", best, engine, "hand");
    }
  }

  private static double number(List<String> said) {
    return Double.parseDouble(said.getLast().split(" ", -1)[0]);
  }

  private static void print(String label, Map<String, Double> best, String kind, String by) {
    var line = new StringBuilder("| " + label);
    for (ReferenceFormula formula : ReferenceFormula.values()) {
      double ratio = value(best, kind + formula) / value(best, by + formula);
      line.append(String.format(Locale.ROOT, " | %.2f", ratio));
    }
    System.out.println(line.append(" |"));
  }

  private static void print(String label, Map<String, Double> best, String kind, double scale) {
    var line = new StringBuilder("| " + label);
    for (ReferenceFormula formula : ReferenceFormula.values()) {
      line.append(String.format(Locale.ROOT, " | %.3f", value(best, kind + formula) * scale));
    }
    System.out.println(line.append(" |"));
  }

  private static double value(Map<String, Double> best, String key) {
    Double value = best.get(key);
    if (value == null) {
      throw new IllegalStateException("Not measured: " + key);
    }
    return value;
  }

  private static List<String> run(String module, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx2g", module, "-cp", System.getProperty("java.class.path")));
    command.add(FormulaBenchmark.class.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + "\n" + said);
    }
    return said.lines().toList();
  }
}
