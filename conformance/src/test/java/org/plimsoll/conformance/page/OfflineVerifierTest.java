package org.plimsoll.conformance.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.JsonValue;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.SignatureType;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.TransparencyLog;

/// The page that verifies a proof, opened from the disk in a browser without a network.
class OfflineVerifierTest {
  private static final SigningKey KEY =
      SigningKey.generate("venue.example/log", SignatureType.ED25519, new SecureRandom());

  @TempDir Path folder;

  private Path page() throws IOException {
    Path page = folder.resolve("verify.html");
    try (InputStream in = OfflineVerifierTest.class.getResourceAsStream("/verify.html")) {
      Files.write(page, Objects.requireNonNull(in, "verify.html").readAllBytes());
    }
    return page;
  }

  private static String verdict(
      Browser browser, Path page, String key, String proof, String entry) {
    String given = "key=" + escaped(key) + "&proof=" + escaped(proof) + "&entry=" + escaped(entry);
    browser.visit(URI.create(page.toUri() + "#" + given));
    browser.find("#verify").click();
    return browser.text(
        "return document.getElementById('result').className + ' '"
            + " + document.getElementById('result').textContent");
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void aGoodProofIsProvenAndOneThatWasTamperedWithIsNot() throws IOException {
    Browser.missing()
        .ifPresent(
            reason -> {
              System.out.println("Browser test skipped: " + reason);
              Assumptions.abort(reason);
            });
    String entry = JsonValue.of("type", "rate", "new", "0.5", "law", "保证金").canonical();
    String proof;
    try (TransparencyLog log =
        TransparencyLog.open(new DiskFiles(folder.resolve("log")), LogSettings.of(KEY))) {
      for (int i = 0; i < 700; i++) {
        byte[] bytes = i == 300 ? entry.getBytes(StandardCharsets.UTF_8) : new byte[] {(byte) i};
        log.append(bytes);
      }
      log.checkpoint();
      proof = log.prove(300).toString();
    }
    String key = KEY.verifier().text();
    Path page = page();
    try (Browser browser = Browser.start()) {
      assertTrue(verdict(browser, page, key, proof, entry).startsWith("proven PROVEN"));
      for (String wrong :
          List.of(
              verdict(browser, page, key, proof, entry.replace("0.5", "0.4")),
              verdict(browser, page, key, proof.replace("index 300", "index 301"), entry),
              verdict(browser, page, key, proof.replace("\n700\n", "\n699\n"), entry),
              verdict(browser, page, key, swapped(proof), entry),
              verdict(browser, page, otherKey(), proof, entry))) {
        assertTrue(wrong.startsWith("refused NOT PROVEN"), wrong);
      }
      vectors(browser);
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static String otherKey() {
    return SigningKey.generate("venue.example/log", SignatureType.ED25519, new SecureRandom())
        .verifier()
        .text();
  }

  /// The proof with its first two hashes exchanged.
  private static String swapped(String proof) {
    List<String> lines = new ArrayList<>(List.of(proof.split("\n", -1)));
    lines.add(2, lines.remove(3));
    return String.join("\n", lines);
  }

  /// The published vectors of inclusion, all 98, in the page's own arithmetic.
  private static void vectors(Browser browser) throws IOException {
    Path vectors =
        Path.of(
            System.getProperty("plimsoll.root", "."),
            "../shared/vectors/tlog/transparency-dev-merkle/testdata/inclusion");
    if (!Files.isDirectory(vectors)) {
      System.out.println("vectors of inclusion skipped: no " + vectors);
      return;
    }
    int right = 0;
    try (Stream<Path> all = Files.walk(vectors)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".json")).toList()) {
        String said =
            browser.text(
                """
                const v = JSON.parse(arguments[0]);
                let found = false;
                try {
                  found = leadsTo(decode(v.root ?? ''), Number(v.leafIdx), Number(v.treeSize),
                    decode(v.leafHash ?? ''), (v.proof ?? []).map(decode));
                } catch { found = false; }
                return found !== v.wantErr;
                """,
                Files.readString(file));
        assertEquals("true", said, file.toString());
        right++;
      }
    }
    assertEquals(98, right);
  }
}
