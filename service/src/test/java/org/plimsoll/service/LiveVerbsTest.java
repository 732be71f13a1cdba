package org.plimsoll.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.service.cli.ExitCode;
import tools.jackson.databind.JsonNode;

/// `explain`, `simulate` and `serve` on the journal of a demonstration, over HTTP and without.
class LiveVerbsTest {
  private static final String[] RATE = {
    "--instrument", "BTC-PERP", "--jurisdiction", "EU", "--client-class", "retail"
  };

  @TempDir static Path folder;
  private static Path journal = Path.of("");
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    journal = folder.resolve("journal");
    ProgramRun demo =
        ProgramRun.of(
            "demo",
            "--exit",
            "--no-open",
            "--port",
            "0",
            "--accounts",
            "40",
            "--journal",
            journal.toString());
    assertEquals(ExitCode.OK, demo.exit(), demo.err());
    server = LiveServer.start(Map.of(), "--journal", journal.toString());
  }

  @AfterAll
  static void stop() throws Exception {
    assertEquals(ExitCode.OK, server.stop());
  }

  private static String[] args(String verb, String[] more, String... last) {
    List<String> all = new ArrayList<>();
    all.add(verb);
    all.addAll(List.of(more));
    all.addAll(List.of(last));
    return all.toArray(String[]::new);
  }

  private static ProgramRun explain(String... last) {
    return ProgramRun.of(args("explain", RATE, last));
  }

  private static ProgramRun onServer(String verb, String... more) {
    return ProgramRun.of(args(verb, more, "--server", server.address()));
  }

  @Test
  void aRateIsExplainedTheSameByServerAndByJournal() {
    ProgramRun byServer = explain("--server", server.address(), "-o", "json");
    assertEquals(ExitCode.OK, byServer.exit(), byServer.err());
    // The Union's retail clients post half the notional: ESMA Decision 2018/796, crypto 2:1.
    assertEquals("0.5", byServer.json().get("rate").get("rate").stringValue());
    assertEquals("0.5", byServer.json().get("trace").get("value").stringValue());
    assertTrue(byServer.json().get("formula").get("mathml").stringValue().contains("<math"));
    ProgramRun byJournal = explain("--journal", journal.toString(), "-o", "json");
    assertEquals(ExitCode.OK, byJournal.exit(), byJournal.err());
    for (String member : List.of("formula", "trace", "inputs", "citations", "time")) {
      assertEquals(byServer.json().get(member), byJournal.json().get(member), member);
    }
  }

  @Test
  void aPersonReadsRateStepsAndSourcesAndNoMarkup() {
    ProgramRun table = explain("--server", server.address(), "-o", "table");
    assertEquals(ExitCode.OK, table.exit(), table.err());
    assertTrue(table.out().startsWith("Name"), table.out());
    assertTrue(table.out().contains("crypto_margin = 0.5"), table.out());
    assertTrue(table.out().contains("underlying_is_crypto = true"), table.out());
    assertFalse(table.out().contains("<math") || table.out().contains("\\mathrm"), table.out());
    assertTrue(table.out().lines().count() < 60, table.out());
    ProgramRun csv = explain("--server", server.address(), "-o", "csv");
    assertTrue(csv.out().startsWith("name,value\r\ninstrument,BTC-PERP\r\n"), csv.out());
    ProgramRun lines = explain("--server", server.address(), "-o", "ndjson");
    assertEquals(1, lines.out().lines().count());
    assertEquals("BTC-PERP", lines.json().get("instrument").stringValue());
    ProgramRun chinese =
        ProgramRun.inChinese(args("explain", RATE, "--server", server.address(), "-o", "table"));
    assertTrue(chinese.out().startsWith("名称"), chinese.out());
  }

  @Test
  void theScenarioIsExplainedWithItsWatermark() {
    ProgramRun run =
        onServer(
            "explain",
            "--instrument",
            "BTC-PERP",
            "--jurisdiction",
            "SCENARIO",
            "--client-class",
            "article_2025",
            "-o",
            "csv");
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.err().contains("Watermark"), run.err());
    assertTrue(run.out().contains("belowStatutoryFloor,true"), run.out());
  }

  @Test
  void thePastIsExplainedByTheJournalWithTheInputsOfThen() {
    String day = "2025-11-28";
    String[] scenario = {
      "--instrument", "BTC-PERP", "--jurisdiction", "SCENARIO", "--client-class", "article_2025"
    };
    ProgramRun then =
        ProgramRun.of(
            args(
                "explain",
                scenario,
                "--journal",
                journal.toString(),
                "--as-of",
                day,
                "-o",
                "json"));
    assertEquals(ExitCode.OK, then.exit(), then.err());
    ProgramRun now =
        ProgramRun.of(args("explain", scenario, "--journal", journal.toString(), "-o", "json"));
    assertTrue(then.json().get("time").stringValue().compareTo("2025-11-28T00:00:00Z") <= 0);
    assertFalse(input(then, "sigma_day").equals(input(now, "sigma_day")));
    // The server tells the rate of then, and no inputs that it no longer has.
    ProgramRun served =
        ProgramRun.of(
            args("explain", scenario, "--server", server.address(), "--as-of", day, "-o", "json"));
    assertEquals(then.json().get("rate").get("rate"), served.json().get("rate").get("rate"));
    assertTrue(served.json().get("inputs").isEmpty(), served.out());
  }

  private static JsonNode input(ProgramRun run, String name) {
    return run.json()
        .get("inputs")
        .valueStream()
        .filter(input -> input.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anInstantBeforeTheVenueHasNoRate() {
    for (String[] where :
        new String[][] {
          {"--server", server.address()}, {"--journal", journal.toString()},
        }) {
      ProgramRun run = explain(where[0], where[1], "--as-of", "2001-01-01");
      assertEquals(ExitCode.BAD_DATA, run.exit(), run.out());
    }
  }

  @Test
  void whatTheVenueDoesNotHaveIsNamedBesideWhatItHas() {
    for (String[] where :
        new String[][] {
          {"--server", server.address()}, {"--journal", journal.toString()},
        }) {
      ProgramRun instrument =
          ProgramRun.of(
              args(
                  "explain",
                  where,
                  "--instrument",
                  "NOPE",
                  "--jurisdiction",
                  "EU",
                  "--client-class",
                  "retail"));
      assertEquals(ExitCode.BAD_DATA, instrument.exit());
      assertEquals("INSTRUMENT_UNKNOWN", instrument.error().get("code").stringValue());
      assertTrue(
          instrument.error().get("message").stringValue().contains("BTC-PERP"), instrument.err());
      ProgramRun regime =
          ProgramRun.of(
              args(
                  "explain",
                  where,
                  "--instrument",
                  "BTC-PERP",
                  "--jurisdiction",
                  "XX",
                  "--client-class",
                  "retail"));
      assertEquals("REGIME_UNKNOWN", regime.error().get("code").stringValue());
      assertTrue(regime.error().get("message").stringValue().contains("EU retail"), regime.err());
      ProgramRun account =
          ProgramRun.of(args("simulate", where, "--account", "nobody", "--trade", "BTC-PERP=1"));
      assertEquals(ExitCode.BAD_DATA, account.exit());
      assertEquals("ACCOUNT_UNKNOWN", account.error().get("code").stringValue());
    }
  }

  @Test
  void aTradeIsSimulatedWithMarginAndLiquidationPrice() {
    String[] buy = {"--account", "synthetic-00001", "--trade", "BTC-PERP=1.5"};
    ProgramRun run =
        ProgramRun.of(args("simulate", buy, "--server", server.address(), "-o", "json"));
    assertEquals(ExitCode.OK, run.exit(), run.err());
    assertTrue(run.json().get("accepted").booleanValue());
    JsonNode before = run.json().get("before");
    JsonNode after = run.json().get("after");
    assertEquals(before.get("margin").get("equity"), after.get("margin").get("equity"));
    JsonNode position = after.get("positions").get(0);
    assertEquals("BTC-PERP", position.get("instrument").stringValue());
    assertTrue(position.get("liquidation").has("kind"), run.out());
    ProgramRun journalled =
        ProgramRun.of(args("simulate", buy, "--journal", journal.toString(), "-o", "json"));
    assertEquals(after, journalled.json().get("after"));
    ProgramRun table =
        ProgramRun.of(args("simulate", buy, "--server", server.address(), "-o", "table"));
    assertTrue(table.out().contains("position.BTC-PERP.liquidationPrice"), table.out());
    assertTrue(table.out().contains("balance.USD"), table.out());
    assertTrue(
        ProgramRun.inChinese(args("simulate", buy, "--server", server.address(), "-o", "table"))
            .out()
            .contains("之后"));
  }

  @Test
  void whatTheVenueWouldRefuseIsAnAnswerThatIsNo() {
    ProgramRun large =
        onServer("simulate", "--account", "synthetic-00001", "--trade", "BTC-PERP=100000");
    assertEquals(ExitCode.NO, large.exit(), large.err());
    assertEquals("MARGIN_INSUFFICIENT", large.json().get("reason").stringValue());
    ProgramRun fine =
        onServer("simulate", "--account", "synthetic-00001", "--trade", "BTC-PERP=0.123456789");
    assertEquals(ExitCode.NO, fine.exit(), fine.err());
    assertEquals("NOT_ON_STEP", fine.json().get("reason").stringValue());
    assertTrue(fine.json().get("detail").stringValue().contains("decimal digits"), fine.out());
    ProgramRun unknown = onServer("simulate", "--account", "synthetic-00001", "--trade", "NOPE=1");
    assertEquals(ExitCode.NO, unknown.exit());
    assertEquals("INSTRUMENT_UNKNOWN", unknown.json().get("reason").stringValue());
    ProgramRun huge =
        onServer("simulate", "--account", "synthetic-00001", "--transfer", "USD=" + "9".repeat(29));
    assertEquals(ExitCode.NO, huge.exit(), huge.err());
  }

  @Test
  void rubbishIsAMistakeOfUseAndNeverADefect() {
    String[][] wrong = {
      {"simulate", "--account", "a", "--trade", "BTC-PERP"},
      {"simulate", "--account", "a", "--trade", "BTC-PERP=abc"},
      {"simulate", "--account", "a", "--price", "=5"},
      {"simulate", "--account", "a", "--price", "BTC-PERP=1e999"},
      {"simulate"},
      {"explain", "--instrument", "BTC-PERP"},
      args("explain", RATE, "--as-of", "yesterday"),
      args("explain", RATE, "--as-of", "2025-13-45"),
      args("explain", RATE, "--server", "rubbish"),
      args("explain", RATE, "--server", "ftp://127.0.0.1"),
      args("explain", RATE, "--server", "http://"),
      args("explain", RATE, "-o", "xml"),
    };
    for (String[] command : wrong) {
      ProgramRun run = ProgramRun.of(command);
      assertEquals(ExitCode.USAGE, run.exit(), String.join(" ", command) + "\n" + run.err());
      assertEquals("", run.out());
      assertFalse(run.error().get("remedy").stringValue().isBlank());
    }
    for (String account : List.of("../../etc/passwd", "a b%00", "名", "x".repeat(500))) {
      ProgramRun run = onServer("simulate", "--account", account, "--trade", "BTC-PERP=1");
      assertEquals(ExitCode.BAD_DATA, run.exit(), account + "\n" + run.err());
    }
    ProgramRun path =
        onServer(
            "explain", "--instrument", "../health", "--jurisdiction", "E&U", "--client-class", "?");
    assertEquals(ExitCode.BAD_DATA, path.exit(), path.err());
  }

  @Test
  void aServerThatIsNotThereIsToldInBothLanguages() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String[] away = args("explain", RATE, "--server", "http://127.0.0.1:" + free);
    ProgramRun english = ProgramRun.of(away);
    assertEquals(ExitCode.UNAVAILABLE, english.exit());
    assertEquals("SERVER_AWAY", english.error().get("code").stringValue());
    assertFalse(english.err().contains("null"), english.err());
    ProgramRun chinese = ProgramRun.inChinese(away);
    assertEquals(ExitCode.UNAVAILABLE, chinese.exit());
    assertTrue(chinese.err().contains("没有服务应答"), chinese.err());
  }

  @Test
  void anotherServerIsNotTakenForOne() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      ProgramRun run = explain("--server", "http://127.0.0.1:" + other.getAddress().getPort());
      assertEquals(ExitCode.UNAVAILABLE, run.exit());
      assertEquals("NOT_PLIMSOLL", run.error().get("code").stringValue());
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aSecondServerIsToldWhatIsInItsWay(@TempDir Path other) throws Exception {
    ProgramRun locked = ProgramRun.of("serve", "--port", "0", "--journal", journal.toString());
    assertEquals(ExitCode.TRY_AGAIN, locked.exit());
    assertEquals("STORE_LOCKED", locked.error().get("code").stringValue());
    ProgramRun demo =
        ProgramRun.of("demo", "--exit", "--no-open", "--port", "0", "--journal", other.toString());
    assertEquals(ExitCode.OK, demo.exit(), demo.err());
    String port = server.address().substring(server.address().lastIndexOf(':') + 1);
    ProgramRun taken = ProgramRun.of("serve", "--port", port, "--journal", other.toString());
    assertEquals(ExitCode.TRY_AGAIN, taken.exit(), taken.err());
    assertEquals("PORT_TAKEN", taken.error().get("code").stringValue());
    assertFalse(taken.err().contains("\tat "), taken.err());
    ProgramRun again =
        ProgramRun.of("demo", "--exit", "--no-open", "--port", "0", "--journal", other.toString());
    assertEquals(ExitCode.BAD_DATA, again.exit(), again.err());
    assertEquals("JOURNAL_NOT_EMPTY", again.error().get("code").stringValue());
  }
}
