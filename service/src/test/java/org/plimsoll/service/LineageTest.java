package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.service.store.Commit;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import tools.jackson.databind.JsonNode;

/// Computations of a demonstration found again, shown, recomputed and bundled.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LineageTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path folder;

  private String journal = "";

  @BeforeAll
  void aDemonstrationRuns() {
    journal = folder.resolve("journal").toString();
    ProgramRun demo =
        ProgramRun.of(
            "demo",
            "--exit",
            "--no-open",
            "--port",
            "0",
            "--accounts",
            "300",
            "--journal",
            journal);
    assertEquals(0, demo.exit(), demo.err());
  }

  private JsonNode list(String... more) {
    List<String> all = new ArrayList<>(List.of("audit", "list", "--journal", journal));
    all.addAll(List.of(more));
    ProgramRun run = ProgramRun.of(all.toArray(String[]::new));
    assertEquals(0, run.exit(), run.err());
    return run.json();
  }

  private JsonNode show(String id) {
    ProgramRun run = ProgramRun.of("audit", "show", id, "--journal", journal);
    assertEquals(0, run.exit(), run.err());
    return run.json();
  }

  @Test
  void aRatesLineageHasRuleObservationsStepsAndResult() {
    JsonNode rows =
        list("--rate-class", "scenario-article-2025", "--instrument", "BTC-PERP", "--limit", "500");
    JsonNode row = rows.get(rows.size() - 1); // the last: by then there are forecasts
    JsonNode record = show(row.get("id").stringValue());
    assertEquals(row.get("id").stringValue(), record.get("id").stringValue());
    assertEquals(row.get("value").stringValue(), record.at("/result/initial").stringValue());
    assertEquals("scenario/article-2025", record.at("/rule/pack").stringValue());
    assertEquals(64, record.at("/rule/hash").stringValue().length());
    assertTrue(record.at("/rule/formulas/0/text").stringValue().contains("sigma_day"));
    assertFalse(record.at("/rule/parameters/0/citation/title").stringValue().isEmpty());
    assertTrue(record.get("observations").toString().contains("sigma_day"));
    assertEquals(record.at("/evaluation/0/step/value").isMissingNode(), false, record.toString());
  }

  @Test
  void anAccountsLineageHasWhatItHeldAndTheRates() {
    JsonNode rows = list("--limit", "100000");
    JsonNode account = null;
    for (JsonNode row : rows) {
      account = row.get("kind").stringValue().equals("ACCOUNT") ? row : account;
    }
    assertTrue(account != null, "no account changed its status");
    JsonNode record = show(account.get("id").stringValue());
    assertEquals(account.get("subject").stringValue(), record.get("account").stringValue());
    assertEquals(account.get("value").stringValue(), record.at("/result/to").stringValue());
    assertFalse(record.get("balances").isEmpty());
    ProgramRun again =
        ProgramRun.of("audit", "recompute", account.get("id").stringValue(), "--journal", journal);
    assertEquals(0, again.exit(), again.err());
    assertEquals(1, ProgramRun.of("audit", "show", "0".repeat(64), "--journal", journal).exit());
  }

  @Test
  void aWholeDayRecomputesToTheSameBytesAHundredTimesFasterThanItWas() {
    ProgramRun run =
        ProgramRun.of(
            "audit",
            "recompute",
            "--journal",
            journal,
            "--from",
            "2025-11-27",
            "--to",
            "2025-11-28");
    assertEquals(0, run.exit(), run.err());
    JsonNode report = run.json();
    assertTrue(report.get("same").booleanValue());
    assertTrue(report.get("commands").longValue() > 100, run.out());
    assertTrue(Double.parseDouble(report.get("timesRealTime").stringValue()) > 100, run.out());
  }

  @Test
  void aRateThatWasChangedInTheJournalIsFoundAndItsStepNamed() {
    Path other = folder.resolve("forged");
    forge(other);
    ProgramRun run = ProgramRun.of("audit", "recompute", "--journal", other.toString());
    assertEquals(1, run.exit(), run.err());
    String difference = run.json().get("firstDifference").stringValue();
    assertTrue(difference.contains("result: "), difference);
    assertTrue(difference.contains(" for "), difference);
  }

  /// Writes the journal again with one rate raised, and a hash chain that fits.
  private void forge(Path other) {
    HashChain hashes = new HashChain();
    byte[] chain = HashChain.genesis();
    boolean forged = false;
    List<JournalRecord> all = new ArrayList<>();
    try (SqliteReader log = new SqliteReader(Path.of(journal));
        RecordCursor cursor = log.read(1)) {
      for (JournalRecord next = cursor.next(); next != null; next = cursor.next()) {
        List<Effect> effects = new ArrayList<>(EffectCodec.decode(next.effects()));
        for (int i = 0; i < effects.size() && !forged; i++) {
          if (effects.get(i) instanceof Effect.RateChanged e && e.rate() > 0) {
            effects.set(
                i,
                new Effect.RateChanged(
                    e.rateClass(),
                    e.instrument(),
                    e.kind(),
                    e.rate() + 0.01,
                    e.maintenance(),
                    e.demanded(),
                    e.floor(),
                    e.mark(),
                    e.steps(),
                    e.basis()));
            forged = true;
          }
        }
        byte[] bytes = EffectCodec.encode(effects);
        chain = hashes.next(chain, next.sequence(), next.key(), next.command(), bytes);
        all.add(new JournalRecord(next.sequence(), next.key(), next.command(), bytes, chain));
      }
    }
    assertTrue(forged);
    try (SqliteLogStore store = SqliteLogStore.open(other)) {
      store.append(Commit.of(all));
    }
  }

  @Test
  void aBundleComputesAgainElsewhereAndAChangedLineageDoesNot() throws Exception {
    Path bundle = folder.resolve("bundle.zip");
    ProgramRun written =
        ProgramRun.of("audit", "bundle", "--journal", journal, "--into", bundle.toString());
    assertEquals(0, written.exit(), written.err());
    assertTrue(written.json().get("lineages").longValue() > 0);
    ProgramRun check = ProgramRun.of("audit", "recompute", "--bundle", bundle.toString());
    assertEquals(0, check.exit(), check.err() + check.out());
    assertEquals(
        written.json().get("lineages").longValue(), check.json().get("lineages").longValue());
    assertEquals(
        written.json().get("logEntries").longValue(), check.json().get("logEntries").longValue());
    Path changed = folder.resolve("changed.zip");
    rewrite(bundle, changed);
    ProgramRun wrong = ProgramRun.of("audit", "recompute", "--bundle", changed.toString());
    assertEquals(1, wrong.exit(), wrong.out());
    assertTrue(wrong.json().get("firstDifference").stringValue().contains("lineage"), wrong.out());
  }

  private static void rewrite(Path bundle, Path changed) throws Exception {
    try (InputStream in = Files.newInputStream(bundle);
        ZipInputStream zip = new ZipInputStream(in);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readAllBytes();
        if (entry.getName().equals("lineage.ndjson")) {
          content =
              new String(content, StandardCharsets.UTF_8)
                  .replaceFirst("\"uplift\":\"1\"", "\"uplift\":\"2\"")
                  .getBytes(StandardCharsets.UTF_8);
        }
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(content);
        out.closeEntry();
      }
    }
  }
}
