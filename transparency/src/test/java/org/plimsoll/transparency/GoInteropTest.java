package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Logs written here verify with an implementation that others wrote: Go's, as Debian packages it.
///
/// Where it is absent the test says so and is skipped; with `PLIMSOLL_TEST_INSTALL=1` in the
/// environment it installs the packages first.
class GoInteropTest {
  private static final Path GO_PATH = Path.of("/usr/share/gocode");
  private static final Path SUMDB = GO_PATH.resolve("src/golang.org/x/mod/sumdb/tlog");
  private static final Path GO = Path.of("/usr/bin/go");
  private static final List<String> PACKAGES = List.of("golang-go", "golang-golang-x-mod-dev");
  private static final SigningKey KEY = Keys.log();

  @TempDir Path folder;

  private static boolean isThere() {
    return Files.isExecutable(GO) && Files.isDirectory(SUMDB);
  }

  private static void requireGo() throws IOException, InterruptedException {
    if (!isThere() && "1".equals(System.getenv("PLIMSOLL_TEST_INSTALL"))) {
      List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "-q"));
      install.addAll(PACKAGES);
      new ProcessBuilder(install).inheritIO().start().waitFor(5, TimeUnit.MINUTES);
    }
    if (!isThere()) {
      System.out.println("skipped: Debian's " + PACKAGES + " are not installed");
    }
    Assumptions.assumeTrue(isThere());
  }

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void goVerifiesEveryEntryEveryEarlierHeadAndAProofFileAndNotOneFlippedBit() throws Exception {
    requireGo();
    Path log = folder.resolve("log");
    List<String> earlier = new ArrayList<>();
    List<byte[]> all = new ArrayList<>();
    Path proof = folder.resolve("proof");
    Path entry = folder.resolve("entry");
    try (TransparencyLog venue = TransparencyLog.open(new DiskFiles(log), LogSettings.of(KEY))) {
      for (int i = 0; i < 40; i++) {
        for (int j = 0; j <= i * 7; j++) {
          all.add(JsonValue.of("type", "rate", "n", all.size()).canonicalBytes());
          venue.append(all.getLast());
        }
        earlier.add(venue.checkpoint().toString());
        if (i == 20) {
          venue.settle();
        }
      }
      int index = 3_333;
      Files.write(proof, venue.prove(index).bytes());
      Files.write(entry, all.get(index));
    }
    Path heads = Files.writeString(folder.resolve("heads"), String.join("\n===\n", earlier));
    Path program = compile();
    String vkey = KEY.verifier().text();
    String good = run(program, log, vkey, heads, proof, entry);
    assertEquals("OK " + all.size() + " entries, 40 earlier heads, entry 3333", good);
    Files.write(entry, all.get(3_334));
    assertTrue(run(program, log, vkey, heads, proof, entry).startsWith("FAIL inclusion"));
    Path bundle = log.resolve("tile/entries/004");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[10] ^= 1;
    Files.write(bundle, bytes);
    assertTrue(run(program, log, vkey, heads, proof, entry).startsWith("FAIL entry 1024 hash"));
  }

  private Path compile() throws Exception {
    Path source = folder.resolve("verify.go");
    try (InputStream in = GoInteropTest.class.getResourceAsStream("/go/verify.go")) {
      Files.write(source, Objects.requireNonNull(in).readAllBytes());
    }
    Path program = folder.resolve("verify");
    ProcessBuilder build =
        new ProcessBuilder(GO.toString(), "build", "-o", program.toString(), source.toString());
    build.environment().put("GO111MODULE", "off");
    build.environment().put("GOPATH", GO_PATH.toString());
    build.environment().put("GOCACHE", folder.resolve("cache").toString());
    build.environment().put("GOFLAGS", "");
    build.redirectErrorStream(true);
    Process process = build.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return program;
  }

  private static String run(Path program, Path log, String key, Path heads, Path proof, Path entry)
      throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                log.toString(),
                key,
                heads.toString(),
                proof.toString(),
                entry.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }
}
