package org.plimsoll.engine.formula.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The same hash from Java machines that interpret, compile in either way, have wide, narrow or no
/// vectors.
class GoldenHashTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private static final String FORMULAS = "24";

  private static List<String> run(String sweeps, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(GoldenHash.class.getName(), FORMULAS, sweeps));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0, said);
    return said.lines().filter(line -> line.matches("(hash|lanes) .*")).toList();
  }

  private static Set<String> hashes(List<String> lines) {
    Set<String> hashes = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("hash ")) {
        hashes.add(line.split(" ", -1)[1]);
      }
    }
    return hashes;
  }

  @Test
  void everyJavaMachineGivesTheSameBits() throws IOException, InterruptedException {
    Set<String> hashes = new TreeSet<>();
    hashes.addAll(hashes(run("1", MODULE, "-Xint")));
    hashes.addAll(hashes(run("60", MODULE, "-XX:TieredStopAtLevel=1")));
    hashes.addAll(hashes(run("300", MODULE, "-XX:-TieredCompilation")));
    for (String bytes : List.of("16", "32")) {
      List<String> narrow = run("300", MODULE, "-XX:MaxVectorSize=" + bytes);
      assertEquals("lanes " + Integer.parseInt(bytes) / Double.BYTES, narrow.getFirst());
      hashes.addAll(hashes(narrow));
    }
    assertEquals(1, hashes.size(), hashes.toString());
  }

  @Test
  void withoutTheIncubatingModulePlainLoopsServe() throws IOException, InterruptedException {
    List<String> without = run("300");
    assertEquals("lanes 1", without.getFirst());
    assertEquals(hashes(run("1", MODULE)), hashes(without));
  }
}
