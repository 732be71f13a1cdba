package org.plimsoll.service.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.transparency.Checkpoint;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.DurableCopy;
import org.plimsoll.transparency.HttpSource;
import org.plimsoll.transparency.LogAudit;
import org.plimsoll.transparency.LogSource;
import org.plimsoll.transparency.Monitor;
import org.plimsoll.transparency.Observation;
import org.plimsoll.transparency.Opening;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.SignedNote;
import org.plimsoll.transparency.TlogProof;
import org.plimsoll.transparency.TransparencyLog;
import org.plimsoll.transparency.TrustPolicy;
import org.plimsoll.transparency.VerifierKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Works with transparency logs: heads, proofs, whole logs, their keys and witnesses.
@Command(name = "log", synopsisSubcommandLabel = "COMMAND")
final class LogCommand implements Runnable {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private LogCommand() {}

  static CommandLine line(Session session) {
    return new CommandLine(new LogCommand())
        .addSubcommand("checkpoint", new Head(session))
        .addSubcommand("prove", new Prove(session))
        .addSubcommand("verify", new Verify(session))
        .addSubcommand("watch", new Watch(session))
        .addSubcommand("export", new Export(session))
        .addSubcommand("keygen", new LogKeygen(session))
        .addSubcommand("line", new LogLine(session))
        .addSubcommand("witness", new LogWitness(session));
  }

  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }

  /// Whom to trust.
  static final class Trust {
    @Option(names = "--key", paramLabel = "VKEY", required = true)
    List<String> keys = List.of();

    @Option(names = "--witness", paramLabel = "VKEY")
    List<String> witnesses = List.of();

    @Option(names = "--quorum", paramLabel = "N", defaultValue = "0")
    int quorum;

    TrustPolicy policy() {
      List<VerifierKey> cosigners = witnesses.stream().map(VerifierKey::parse).toList();
      long names = cosigners.stream().map(VerifierKey::name).distinct().count();
      if (quorum < 0 || quorum > names) {
        throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--quorum", quorum, 0, names);
      }
      return new TrustPolicy(keys.stream().map(VerifierKey::parse).toList(), cosigners, quorum);
    }
  }

  /// A verified head, for programs.
  record HeadRow(String origin, long size, String root, List<String> keys, List<String> witnesses) {
    static HeadRow of(TrustPolicy.Trusted trusted) {
      Checkpoint head = trusted.checkpoint();
      return new HeadRow(
          head.origin(),
          head.size(),
          head.root().base64(),
          trusted.logKeys().stream().map(VerifierKey::toString).toList(),
          trusted.witnesses().stream().map(VerifierKey::toString).toList());
    }

    Table table() {
      return Table.ofPairs(
          "origin", origin, "size", size, "root", root, "keys", keys, "witnesses", witnesses);
    }
  }

  /// A folder, or what an address publishes.
  private static LogSource source(String source) {
    if (source.startsWith("http://") || source.startsWith("https://")) {
      return new HttpSource(URI.create(source), HttpClient.newHttpClient(), DEADLINE);
    }
    if (!Files.isDirectory(Path.of(source))) {
      throw new Failure(ExitCode.UNAVAILABLE, "NO_LOG", source);
    }
    return new DiskFiles(Path.of(source));
  }

  private static SignedNote head(LogSource source, String name) throws IOException {
    Optional<byte[]> head = source.read(TransparencyLog.CHECKPOINT);
    return SignedNote.parse(
        head.orElseThrow(() -> new Failure(ExitCode.UNAVAILABLE, "NO_LOG", name)));
  }

  /// Shows the log's head, once verified.
  @Command(name = "checkpoint")
  static final class Head implements Callable<Integer> {
    private final Session session;
    @Mixin Trust trust = new Trust();

    @Parameters(paramLabel = "LOG")
    String log = "";

    Head(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      HeadRow row = HeadRow.of(trust.policy().check(head(source(log), log)));
      session.printer().print(row, row.table());
      return ExitCode.OK;
    }
  }

  /// Writes the proof that an entry is in the log.
  @Command(name = "prove")
  static final class Prove implements Callable<Integer> {
    private final Session session;
    @Mixin Trust trust = new Trust();

    @Parameters(index = "0", paramLabel = "LOG")
    String log = "";

    @Parameters(index = "1", paramLabel = "INDEX")
    long index;

    @Option(names = "--into", paramLabel = "FOLDER", defaultValue = ".")
    Path into = Path.of("");

    private record Written(String proof, String entry, long index, HeadRow head) {}

    Prove(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      LogSource source = source(log);
      SignedNote note = head(source, log);
      long size = trust.policy().check(note).checkpoint().size();
      PublishedLog published = new PublishedLog(source, size);
      byte[] entry = published.entry(index);
      TlogProof proof = new TlogProof(index, published.inclusion(index), note);
      HeadRow row = HeadRow.of(proof.verify(entry, trust.policy()));
      Files.createDirectories(into);
      Path proofFile = Files.write(into.resolve(index + ".tlog-proof"), proof.bytes());
      Path entryFile = Files.write(into.resolve(index + ".entry"), entry);
      session
          .printer()
          .print(
              new Written(proofFile.toString(), entryFile.toString(), index, row),
              Table.ofPairs("proof", proofFile, "entry", entryFile, "size", row.size()));
      return ExitCode.OK;
    }
  }

  /// Verifies a proof, or a whole log.
  @Command(name = "verify")
  static final class Verify implements Callable<Integer> {
    private final Session session;
    @Mixin Trust trust = new Trust();

    @Parameters(index = "0", paramLabel = "PROOF|LOG")
    String what = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ENTRY")
    @Nullable Path entry;

    @Option(names = "--opening", paramLabel = "FILE")
    @Nullable Path opening;

    private record Proven(boolean proven, long index, boolean opened, HeadRow head) {}

    private record Audited(boolean proven, long files, long bytes, HeadRow head) {}

    Verify(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      return entry == null ? audit() : prove(Files.readAllBytes(entry));
    }

    private int prove(byte[] content) throws IOException {
      TlogProof proof = TlogProof.parse(Files.readAllBytes(Path.of(what)));
      HeadRow row = HeadRow.of(proof.verify(content, trust.policy()));
      boolean opened = opening != null && Opening.parse(Files.readAllBytes(opening)).isIn(content);
      boolean proven = opening == null || opened;
      session
          .printer()
          .print(
              new Proven(proven, proof.index(), opened, row),
              Table.ofPairs("proven", proven, "index", proof.index(), "size", row.size()));
      return proven ? ExitCode.OK : ExitCode.NO;
    }

    private int audit() throws IOException {
      var report = new LogAudit(source(what), trust.policy()).run((_, _) -> {});
      HeadRow row = HeadRow.of(report.head());
      session
          .printer()
          .print(
              new Audited(true, report.files(), report.bytes(), row),
              Table.ofPairs("proven", true, "files", report.files(), "size", row.size()));
      return ExitCode.OK;
    }
  }

  /// Follows a log and tells when it breaks its promise.
  @Command(name = "watch")
  static final class Watch implements Callable<Integer> {
    private final Session session;
    @Mixin Trust trust = new Trust();

    @Parameters(paramLabel = "LOG")
    String log = "";

    @Option(names = "--memory", paramLabel = "FOLDER", required = true)
    Path memory = Path.of("");

    @Option(names = "--every", paramLabel = "SECONDS", defaultValue = "10")
    int every;

    @Option(names = "--once")
    boolean once;

    private record Seen(String kind, @Nullable Long size, @Nullable String detail) {}

    Watch(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (every < 1) {
        throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--every", every, 1, Integer.MAX_VALUE);
      }
      Monitor monitor =
          new Monitor(source(log), trust.policy(), new DiskFiles(memory), (_, _) -> {});
      while (true) {
        Observation observation = monitor.look();
        Seen seen = seen(observation);
        session
            .printer()
            .print(
                seen,
                Table.ofPairs("result", seen.kind(), "size", seen.size(), "detail", seen.detail()));
        if (observation instanceof Observation.Alert) {
          return ExitCode.NO;
        }
        if (once) {
          return observation instanceof Observation.Unreachable
              ? ExitCode.UNAVAILABLE
              : ExitCode.OK;
        }
        Thread.sleep(Duration.ofSeconds(every));
      }
    }

    private static Seen seen(Observation observation) {
      return switch (observation) {
        case Observation.Unchanged(var head) -> new Seen("UNCHANGED", head.size(), null);
        case Observation.Grew(_, var head) -> new Seen("GREW", head.size(), null);
        case Observation.Alert(var fault, var detail, _, _) -> new Seen(fault.name(), null, detail);
        case Observation.Unreachable(var detail) -> new Seen("UNREACHABLE", null, detail);
      };
    }
  }

  /// Copies a log, verifying all of it.
  @Command(name = "export")
  static final class Export implements Callable<Integer> {
    private final Session session;
    @Mixin Trust trust = new Trust();

    @Parameters(index = "0", paramLabel = "LOG")
    String log = "";

    @Option(names = "--into", paramLabel = "FOLDER", required = true)
    Path into = Path.of("");

    private record Exported(String folder, long files, long bytes, HeadRow head) {}

    Export(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws IOException {
      var report =
          new LogAudit(source(log), trust.policy()).run(new DurableCopy(new DiskFiles(into)));
      HeadRow row = HeadRow.of(report.head());
      session
          .printer()
          .print(
              new Exported(into.toString(), report.files(), report.bytes(), row),
              Table.ofPairs("folder", into, "files", report.files(), "size", row.size()));
      return ExitCode.OK;
    }
  }
}
