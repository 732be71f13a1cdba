package org.plimsoll.bench.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Halt;
import org.plimsoll.service.sequencer.Recovery;
import org.plimsoll.service.sequencer.Sequencer;
import org.plimsoll.service.sequencer.SequencerLimits;
import org.plimsoll.service.store.Commit;
import org.plimsoll.service.store.HashChain;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.Snapshot;
import org.plimsoll.service.store.SqliteLogStore;

/// Measures the embedded journal beside a bare SQLite loop on the same disk in the same run.
///
/// Usage: `StoreBenchmark throughput FOLDER SECONDS` or `StoreBenchmark recovery FOLDER COMMANDS`.
/// Prints a Markdown table. A command has 150 random bytes, a key 22 characters of random hex,
/// effects 24 bytes: with the chain hash about 230 bytes a row, in both loops.
public final class StoreBenchmark {
  private static final int COMMAND_BYTES = 150;
  private static final int EFFECT_BYTES = 24;
  private static final int[] GROUPS = {1, 64, 256, 1_024};

  private final Path folder;
  private final SplittableRandom random;

  private StoreBenchmark(Path folder, SplittableRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /// Runs one measurement.
  public static void main(String[] args) throws Exception {
    StoreBenchmark benchmark = new StoreBenchmark(Path.of(args[1]), new SplittableRandom(42));
    Files.createDirectories(benchmark.folder);
    switch (args[0]) {
      case "throughput" -> benchmark.throughput(Double.parseDouble(args[2]));
      case "recovery" -> benchmark.recovery(Long.parseLong(args[2]));
      default -> throw new IllegalArgumentException("throughput or recovery, not " + args[0]);
    }
  }

  private void throughput(double seconds) throws Exception {
    print("| group | loop | commands/s | of bare | p50 ms | p99 ms | CPU-s per million |");
    print("|---|---|---|---|---|---|---|");
    bare(1_024, seconds); // warms the driver, the compiler and the page cache
    store(1_024, seconds);
    sequencer(1_024, seconds);
    for (int group : GROUPS) {
      Measure bare = bare(group, seconds);
      Measure store = store(group, seconds);
      Measure sequencer = sequencer(group, seconds);
      bare.print("bare SQLite", group, bare);
      store.print("SqliteLogStore.append", group, bare);
      sequencer.print("Sequencer, 2 clients", group, bare);
    }
    print("");
    print("1-minute load when it ended: %.1f".formatted(load()));
  }

  /// Inserts the same rows with a prepared statement and commits every group: what the driver
  // gives.
  private Measure bare(int group, double seconds) throws SQLException, IOException {
    Path file = fresh("bare").resolve("bare.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA wal_autocheckpoint = 4000");
      statement.execute(
          "CREATE TABLE journal(sequence INTEGER PRIMARY KEY, key TEXT NOT NULL, command BLOB NOT"
              + " NULL, effects BLOB NOT NULL, chain BLOB NOT NULL) STRICT");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO journal VALUES (?, ?, ?, ?, ?)")) {
        byte[] effects = new byte[EFFECT_BYTES];
        byte[] chain = new byte[HashChain.HASH_BYTES];
        long sequence = 0;
        Measure measure = new Measure(seconds);
        while (measure.isRunning()) {
          measure.begin();
          for (int i = 0; i < group; i++) {
            insert.setLong(1, ++sequence);
            insert.setString(2, key());
            insert.setBytes(3, command());
            insert.setBytes(4, effects);
            insert.setBytes(5, chain);
            insert.addBatch();
          }
          insert.executeBatch();
          connection.commit();
          measure.end(group);
        }
        return measure.stop();
      }
    }
  }

  /// Hash chain, key index and append, without the sequencer's queue.
  private Measure store(int group, double seconds) throws IOException {
    try (SqliteLogStore store = SqliteLogStore.open(fresh("store"))) {
      Filler filler = new Filler(store);
      Measure measure = new Measure(seconds);
      while (measure.isRunning()) {
        measure.begin();
        filler.append(group);
        measure.end(group);
      }
      return measure.stop();
    }
  }

  /// The whole way from submission to acknowledgement, with two clients that keep it busy.
  private Measure sequencer(int group, double seconds) throws Exception {
    SequencerLimits limits = SequencerLimits.standard().withGroupCommands(group);
    try (SqliteLogStore store = SqliteLogStore.open(fresh("sequencer"));
        Sequencer sequencer = Sequencer.open(store, new Counter(), limits, Halt.process())) {
      Measure measure = new Measure(seconds);
      List<Thread> clients = new ArrayList<>();
      for (int client = 0; client < 2; client++) {
        SplittableRandom own = random.split();
        clients.add(
            Thread.ofPlatform().start(() -> submitWhileRunning(sequencer, own, group, measure)));
      }
      for (Thread client : clients) {
        client.join();
      }
      return measure.stop();
    }
  }

  /// Submits groups ahead and waits for the oldest, so that the queue is never empty; the time
  /// measured is that of a command from its submission to its acknowledgement.
  private static void submitWhileRunning(
      Sequencer sequencer, SplittableRandom random, int group, Measure measure) {
    StoreBenchmark source = new StoreBenchmark(Path.of("."), random);
    int window = 4;
    List<CompletableFuture<Acknowledgement>> ahead = new ArrayList<>();
    List<Long> begun = new ArrayList<>();
    try {
      while (measure.isRunning()) {
        long now = System.nanoTime();
        CompletableFuture<Acknowledgement> last = null;
        for (int i = 0; i < group; i++) {
          last = sequencer.submit(source.key(), source.command());
        }
        ahead.add(java.util.Objects.requireNonNull(last));
        begun.add(now);
        if (ahead.size() == window) {
          ahead.removeFirst().join();
          measure.add(group, System.nanoTime() - begun.removeFirst());
        }
      }
      for (CompletableFuture<Acknowledgement> answer : ahead) {
        answer.join();
        measure.add(group, System.nanoTime() - begun.removeFirst());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Fills a store, takes a snapshot 50,000 commands before its end and opens it again.
  private void recovery(long commands) throws Exception {
    Path place = fresh("recovery");
    long from = System.nanoTime();
    try (SqliteLogStore store = SqliteLogStore.open(place)) {
      Filler filler = new Filler(store);
      while (filler.sequence < commands) {
        filler.append(1_000);
        if (filler.sequence == commands - 50_000) {
          store.saveSnapshot(filler.snapshot());
        }
      }
    }
    print(
        "filled with %,d commands in %.1f s, %,d MB"
            .formatted(commands, since(from), Files.size(place.resolve("journal.db")) >> 20));
    for (int run = 1; run <= 3; run++) {
      from = System.nanoTime();
      try (SqliteLogStore store = SqliteLogStore.open(place)) {
        double opened = since(from);
        Recovery recovery = Recovery.of(store, new Counter());
        print(
            "run %d: %.2f s (opened and keys loaded in %.2f s, then %,d commands replayed to %,d)"
                .formatted(run, since(from), opened, recovery.replayed(), recovery.sequence()));
      }
    }
    Runtime runtime = Runtime.getRuntime();
    print("heap after: %,d MB".formatted((runtime.totalMemory() - runtime.freeMemory()) >> 20));
    print("1-minute load when it ended: %.1f".formatted(load()));
  }

  private String key() {
    return Long.toHexString(random.nextLong() | Long.MIN_VALUE)
        + Integer.toHexString(random.nextInt() | 0xff800000).substring(2);
  }

  private byte[] command() {
    byte[] bytes = new byte[COMMAND_BYTES];
    ByteBuffer.wrap(bytes).putLong(random.nextLong()).putLong(64, random.nextLong());
    return bytes;
  }

  private Path fresh(String name) throws IOException {
    Path place = folder.resolve(name);
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(place);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static void print(String line) {
    System.out.println(line);
  }

  /// Makes chained records of random commands and appends them.
  private final class Filler {
    private final SqliteLogStore store;
    private final HashChain hashes = new HashChain();
    private final Counter machine = new Counter();
    private byte[] chain = HashChain.genesis();
    private long sequence;

    Filler(SqliteLogStore store) {
      this.store = store;
    }

    void append(int count) {
      List<JournalRecord> records = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        String key = key();
        byte[] command = command();
        if (store.find(key).isPresent()) {
          throw new IllegalStateException("random keys collide");
        }
        byte[] effects = machine.apply(++sequence, command);
        chain = hashes.next(chain, sequence, key, command, effects);
        records.add(new JournalRecord(sequence, key, command, effects, chain));
      }
      store.append(Commit.of(records));
    }

    Snapshot snapshot() {
      return new Snapshot(sequence, chain, machine.stateHash(), machine.snapshot());
    }
  }

  /// Commands and times of one loop.
  private static final class Measure {
    private final long begun = System.nanoTime();
    private final long cpuBegun = cpuNanos();
    private final long ends;
    private long[] times = new long[1 << 16];
    private int count;
    private long commands;
    private long from;
    private double seconds;
    private double cpuSeconds;

    Measure(double seconds) {
      this.ends = begun + (long) (seconds * 1e9);
    }

    boolean isRunning() {
      return System.nanoTime() < ends;
    }

    void begin() {
      from = System.nanoTime();
    }

    void end(int group) {
      add(group, System.nanoTime() - from);
    }

    synchronized void add(int group, long nanos) {
      commands += group;
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
      }
      times[count++] = nanos;
    }

    Measure stop() {
      seconds = since(begun);
      cpuSeconds = (cpuNanos() - cpuBegun) / 1e9;
      Arrays.sort(times, 0, count);
      return this;
    }

    double rate() {
      return commands / seconds;
    }

    void print(String loop, int group, Measure bare) {
      StoreBenchmark.print(
          String.format(
              Locale.ROOT,
              "| %d | %s | %,.0f | %.2f | %.2f | %.2f | %.2f |",
              group,
              loop,
              rate(),
              rate() / bare.rate(),
              times[count / 2] / 1e6,
              times[(int) (count * 0.99)] / 1e6,
              cpuSeconds / commands * 1e6));
    }

    private static long cpuNanos() {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
  }
}
