package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.Json;
import org.plimsoll.service.store.Hex;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.store.StateMark;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Proves that a journal replays to the same bytes anywhere: two JVMs of their own, which compile
/// differently, apply it from the first command on, and their hashes are compared with each other
/// and with those that the live run recorded.
final class ReplayVerification {
  /// The two JVMs compile with different compilers; addresses and hash seeds differ anyway.
  private static final List<List<String>> JVMS =
      List.of(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), List.of("-XX:+UseSerialGC"));

  private final Session session;
  private final Launch launch;
  private final Path journal;

  /// What the live run recorded last.
  ///
  /// @param chain the hash chain at the end of what is replayed
  /// @param stateSequence where it recorded a state hash last, absent when nowhere
  /// @param source `MARK` or `SNAPSHOT`
  private record Live(
      long sequence,
      String chain,
      @Nullable Long stateSequence,
      @Nullable String stateHash,
      @Nullable String source) {}

  private record FreshRun(String jvm, Verdict verdict) {}

  private record Proof(
      boolean same,
      long sequence,
      @Nullable Long firstDifferingSequence,
      @Nullable String difference,
      Live live,
      List<FreshRun> runs) {}

  private record Child(List<String> jvm, Process process, Path out, Path err) {}

  ReplayVerification(Session session, Launch launch, Path journal) {
    this.session = session;
    this.launch = launch;
    this.journal = journal;
  }

  /// Runs the proof up to a sequence, prints it, and gives the exit code.
  int run(long to) throws IOException, InterruptedException {
    Live live;
    try (SqliteReader log = new SqliteReader(journal)) {
      Objects.requireNonNull(launch.machineFor(log)); // says at once when it cannot be replayed
      live = live(log, Math.min(to, log.head()));
    }
    session.note(session.messages().get("note.verifying", live.sequence()));
    List<FreshRun> runs = new ArrayList<>();
    List<Child> children = new ArrayList<>();
    try {
      for (List<String> jvm : JVMS) {
        children.add(start(jvm, live.sequence()));
      }
      for (Child child : children) {
        child.process().waitFor();
        Optional<Verdict> verdict = verdict(child);
        if (verdict.isEmpty()) {
          return refuse(child);
        }
        runs.add(new FreshRun(String.join(" ", child.jvm()), verdict.get()));
      }
    } finally {
      for (Child child : children) {
        end(child);
      }
    }
    Proof proof = compare(live, runs);
    session.printer().print(proof, table(proof));
    return proof.same() ? ExitCode.OK : ExitCode.NO;
  }

  private static Live live(SqliteReader log, long sequence) {
    String chain = "";
    try (RecordCursor cursor = log.read(Math.max(1, sequence))) {
      JournalRecord last = cursor.next();
      chain = last == null ? "" : Hex.of(last.chain());
    }
    StateMark mark = log.lastMark(sequence).orElse(null);
    Snapshot snapshot =
        log.latestSnapshot().filter(taken -> taken.sequence() <= sequence).orElse(null);
    boolean bySnapshot =
        snapshot != null && (mark == null || snapshot.sequence() >= mark.sequence());
    if (snapshot != null && bySnapshot) {
      return new Live(
          sequence, chain, snapshot.sequence(), Hex.of(snapshot.stateHash()), "SNAPSHOT");
    }
    return mark == null
        ? new Live(sequence, chain, null, null, null)
        : new Live(sequence, chain, mark.sequence(), Hex.of(mark.hash()), "MARK");
  }

  private Child start(List<String> jvm, long to) throws IOException {
    List<String> options = new ArrayList<>(jvm);
    options.add("-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m");
    List<String> arguments =
        List.of(
            "replay",
            "--journal",
            journal.toString(),
            "--to",
            Long.toString(to),
            "-o",
            "json",
            "--quiet",
            "--lang",
            session.messages().language());
    Path out = Files.createTempFile("plimsoll-replay", ".json");
    Path err = Files.createTempFile("plimsoll-replay", ".err");
    Process process =
        new ProcessBuilder(launch.fresh(options, arguments))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    return new Child(jvm, process, out, err);
  }

  /// The child's answer; nothing when it ended with an error instead.
  private static Optional<Verdict> verdict(Child child) throws IOException {
    int exit = child.process().exitValue();
    if (exit != ExitCode.OK && exit != ExitCode.NO) {
      return Optional.empty();
    }
    JsonNode json = Json.read(Files.readAllBytes(child.out()));
    JsonNode differing = json.path("firstDifferingSequence");
    return Optional.of(
        new Verdict(
            json.path("same").asBoolean(false),
            json.path("from").asLong(0),
            json.path("to").asLong(0),
            json.path("marksCompared").asLong(0),
            json.path("snapshotsCompared").asLong(0),
            json.path("stateHash").asString(""),
            json.path("chain").asString(""),
            differing.isMissingNode() ? null : differing.asLong(0),
            json.has("divergence") ? json.path("divergence").asString("") : null));
  }

  /// Tells the child's error as its own.
  private int refuse(Child child) throws IOException {
    int exit = child.process().exitValue();
    String text = Files.readString(child.err(), StandardCharsets.UTF_8).strip();
    String last = text.lines().reduce("", (_, line) -> line);
    try {
      JsonNode error = Json.read(last.getBytes(StandardCharsets.UTF_8));
      if (error.isObject() && error.has("code")) {
        return session.tell(
            exit,
            error.path("code").asString(""),
            error.path("message").asString(""),
            error.path("remedy").asString(""));
      }
    } catch (JacksonException e) {
      // Not an error of the program's: told as it stands.
    }
    throw new Failure(ExitCode.INTERNAL, "CHILD_FAILED", String.join(" ", child.jvm()), exit, text);
  }

  private static void end(Child child) throws IOException {
    try {
      child.process().destroyForcibly();
      child.process().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(child.out());
    Files.deleteIfExists(child.err());
  }

  private static Proof compare(Live live, List<FreshRun> runs) {
    Verdict one = runs.get(0).verdict();
    Verdict other = runs.get(1).verdict();
    Verdict earlier = differingFirst(one, other);
    if (earlier != null) {
      return new Proof(
          false,
          live.sequence(),
          earlier.firstDifferingSequence(),
          earlier.divergence(),
          live,
          runs);
    }
    boolean reached = one.to() == live.sequence() && other.to() == live.sequence();
    boolean same =
        reached
            && one.stateHash().equals(other.stateHash())
            && one.chain().equals(other.chain())
            && (live.sequence() == 0 || one.chain().equals(live.chain()));
    return same
        ? new Proof(true, live.sequence(), null, null, live, runs)
        : new Proof(
            false,
            live.sequence(),
            Math.min(one.to(), other.to()),
            "The two JVMs end in different states, and no hash recorded before tells them apart.",
            live,
            runs);
  }

  private static @Nullable Verdict differingFirst(Verdict one, Verdict other) {
    Long first = one.firstDifferingSequence();
    Long second = other.firstDifferingSequence();
    if (first == null) {
      return second == null ? null : other;
    }
    return second == null || first <= second ? one : other;
  }

  private static Table table(Proof proof) {
    List<@Nullable Object> pairs = new ArrayList<>();
    pairs.addAll(List.of("same", proof.same(), "sequence", proof.sequence()));
    pairs.add("firstDifferingSequence");
    pairs.add(proof.firstDifferingSequence());
    pairs.add("difference");
    pairs.add(proof.difference());
    pairs.addAll(List.of("live.chain", proof.live().chain()));
    pairs.add("live.stateSequence");
    pairs.add(proof.live().stateSequence());
    pairs.add("live.stateHash");
    pairs.add(proof.live().stateHash());
    for (int i = 0; i < proof.runs().size(); i++) {
      Verdict run = proof.runs().get(i).verdict();
      String name = "runs." + i + ".";
      pairs.addAll(List.of(name + "jvm", proof.runs().get(i).jvm(), name + "same", run.same()));
      pairs.addAll(List.of(name + "marksCompared", run.marksCompared()));
      pairs.addAll(List.of(name + "snapshotsCompared", run.snapshotsCompared()));
      pairs.addAll(List.of(name + "stateHash", run.stateHash(), name + "chain", run.chain()));
    }
    return Table.ofPairs(pairs.toArray());
  }
}
