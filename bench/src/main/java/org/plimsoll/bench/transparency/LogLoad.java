package org.plimsoll.bench.transparency;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.JsonValue;
import org.plimsoll.transparency.LogAudit;
import org.plimsoll.transparency.LogSettings;
import org.plimsoll.transparency.SignatureType;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.TlogProof;
import org.plimsoll.transparency.TransparencyLog;

/// Measures the log on a real disk: durable appends with a signed checkpoint for each batch, the
/// way of one entry from its making to its proof, verification of a proof and of a whole log.
///
/// Arguments: a folder to work in, which is emptied afterwards; entries of the large log
/// (1,000,000); single entries (2,000).
public final class LogLoad {
  private static final int WARM = 200_000;
  private static final int BATCH = 1_024;
  private static final int PROOFS = 2_000;

  private final Path folder;
  private final PrintStream out;
  private final LogSettings settings =
      LogSettings.of(
          SigningKey.generate("bench.example/log", SignatureType.ED25519, new SecureRandom()));
  private final SplittableRandom random = new SplittableRandom(20_251_010);

  private LogLoad(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /// Runs the load.
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "log-load");
    int large = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
    int single = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
    try {
      new LogLoad(folder, System.out).run(large, single);
    } finally {
      delete(folder);
    }
  }

  private void run(int large, int single) throws IOException {
    append("warm", WARM, BATCH);
    for (int batch : new int[] {64, 256}) {
      report(batch, 100 * batch, append("batch-" + batch, 100 * batch, batch));
    }
    report(BATCH, large, append("large", large, BATCH));
    single(single);
    proofs(large);
    audit(large);
  }

  private void report(int batch, int entries, double seconds) {
    out.printf(
        Locale.ROOT,
        "appends of %,d entries, batch %,d: %,.0f entries/s%n",
        entries,
        batch,
        entries / seconds);
  }

  private TransparencyLog open(String name) {
    return TransparencyLog.open(new DiskFiles(folder.resolve(name)), settings);
  }

  /// Makes the entries first, so that their making is not measured; closing, which makes the last
  /// tiles certain, is.
  private double append(String name, int entries, int batch) {
    double seconds = 0;
    long begun;
    TransparencyLog log = open(name);
    try (log) {
      for (int from = 0; from < entries; from += batch) {
        List<byte[]> some = new ArrayList<>(batch);
        for (int i = from; i < Math.min(entries, from + batch); i++) {
          some.add(entry(i));
        }
        begun = System.nanoTime();
        log.append(some);
        log.checkpoint();
        seconds += (System.nanoTime() - begun) / 1e9;
      }
      begun = System.nanoTime();
    }
    return seconds + (System.nanoTime() - begun) / 1e9;
  }

  /// One change of a rate as the service logs it, about 500 bytes.
  private byte[] entry(long i) {
    return JsonValue.of(
            "type", "rate",
            "sequence", i,
            "class", "eu-retail",
            "instrument", "BTC-PERP",
            "kind", "RATE",
            "old", Double.toString(random.nextDouble()),
            "new", Double.toString(random.nextDouble()),
            "demanded", Double.toString(random.nextDouble()),
            "effective", "2025-10-10T21:20:00Z",
            "model", "log-har-pooled",
            "pack", "eu/retail-cfd",
            "packHash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "inputs", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
            "id", "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13")
        .canonicalBytes();
  }

  private void single(int times) {
    long[] nanos = new long[times];
    try (TransparencyLog log = open("large")) {
      for (int i = 0; i < times; i++) {
        long begun = System.nanoTime();
        long index = log.append(entry(i));
        log.checkpoint();
        TlogProof proof = log.prove(index);
        nanos[i] = System.nanoTime() - begun;
        if (proof.index() != index) {
          throw new IllegalStateException("another entry's proof");
        }
      }
    }
    percentiles("one entry from its making to its proof", nanos);
  }

  private void proofs(int large) throws IOException {
    long[] nanos = new long[PROOFS];
    try (TransparencyLog log = open("large")) {
      for (int i = 0; i < PROOFS; i++) {
        long index = random.nextLong(large);
        byte[] entry = log.entry(index);
        byte[] file = log.prove(index).bytes();
        long begun = System.nanoTime();
        TlogProof.parse(file).verify(entry, settings.policy());
        nanos[i] = System.nanoTime() - begun;
      }
    }
    percentiles("verification of one proof file", nanos);
  }

  private void audit(int large) throws IOException {
    for (int i = 0; i < 2; i++) {
      long begun = System.nanoTime();
      LogAudit.Report report =
          new LogAudit(new DiskFiles(folder.resolve("large")), settings.policy()).run((_, _) -> {});
      double seconds = (System.nanoTime() - begun) / 1e9;
      out.printf(
          Locale.ROOT,
          "verification of a log of %,d entries from scratch (at least %,d): %.2f s, %,d files, %,d bytes%n",
          report.head().checkpoint().size(),
          large,
          seconds,
          report.files(),
          report.bytes());
    }
  }

  private void percentiles(String what, long[] nanos) {
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "%s: p50 %.2f, p90 %.2f, p99 %.2f, p99.9 %.2f ms (%,d)%n",
        what,
        at(nanos, 0.5),
        at(nanos, 0.9),
        at(nanos, 0.99),
        at(nanos, 0.999),
        nanos.length);
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(part * sorted.length))] / 1e6;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
