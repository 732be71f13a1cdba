package org.plimsoll.service.lineage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.plimsoll.audit.lineage.RateLineage;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.service.store.Commit;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.SqliteLogStore;
import org.plimsoll.service.store.SqliteReader;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.JsonValue;
import org.plimsoll.transparency.LogAudit;
import org.plimsoll.transparency.PublishedLog;
import org.plimsoll.transparency.TrustPolicy;
import org.plimsoll.transparency.VerifierKey;

/// One file with which anyone who has the program computes a venue's numbers again: the journal up
/// to an instant, the rule packs by hash, the lineage of each rate, the public log, instructions.
///
/// A ZIP file: `README.txt`, `packs.json`, `lineage.ndjson`, `journal/journal.db`, `log/…`,
/// `log.vkey`.
public final class AuditBundle {
  private static final String README =
      """
      An audit bundle of Plimsoll.

      journal/        every command and its effects, in a hash chain
      packs.json      the rule packs it was computed under, by id, version and hash
      lineage.ndjson  each rate of the time asked for: rule, observations, steps, result
      log/            the venue's public log: tiles, entries, signed head
      log.vkey        its public key; compare it with the one the venue has published

      To compute everything again, and to compare journal, lineage and log:

          java -jar plimsoll.jar audit recompute --bundle FILE

      To verify the log alone, unpacked: plimsoll log verify log --key "$(cat log.vkey)"
      """;

  private static final int GROUP = 4_096;
  private static final int MARKS = 1_000_000;
  private static final long MOST_BYTES = 64L << 30;

  private AuditBundle() {}

  /// Which rates' lineage is spelled out; null for no bound. The journal goes up to the end.
  public record Scope(@Nullable Instant from, @Nullable Instant to) {}

  /// The public log to put in.
  public record Log(Path folder, VerifierKey key) {}

  /// What was written.
  public record Written(String file, long bytes, long commands, long lineages, long logEntries) {}

  /// What a bundle was found to hold.
  ///
  /// @param lineages that came out the same
  /// @param logKey by which the log was verified; absent where there is none
  public record Checked(
      boolean same,
      long lineages,
      long logEntries,
      @Nullable String logKey,
      Recomputation.Report report,
      @Nullable String firstDifference) {}

  /// Writes a bundle, computing everything again meanwhile.
  public static Written write(
      Path file, LogReader journal, RuleLibrary library, Scope scope, @Nullable Log log)
      throws IOException {
    Path scratch = Files.createTempDirectory("plimsoll-bundle");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "README.txt", README.getBytes(StandardCharsets.UTF_8));
      put(zip, "packs.json", packs(library));
      long commands = copy(journal, scratch.resolve("journal"), scope.to());
      put(zip, "journal/journal.db", scratch.resolve("journal/journal.db"));
      zip.putNextEntry(new ZipEntry("lineage.ndjson"));
      long[] lineages = {0};
      Recomputation.Report report =
          new Recomputation(
                  journal,
                  library.bookFor(journal),
                  (lineage, _) -> {
                    line(zip, lineage);
                    lineages[0]++;
                  })
              .run(scope.from(), scope.to(), Long.MAX_VALUE);
      zip.closeEntry();
      if (!report.same()) {
        throw new IllegalArgumentException(
            "the journal does not compute again: " + report.firstDifference());
      }
      long entries = log == null ? 0 : putLog(zip, log);
      zip.finish();
      return new Written(file.toString(), Files.size(file), commands, lineages[0], entries);
    } finally {
      delete(scratch);
    }
  }

  private static void line(ZipOutputStream zip, RateLineage lineage) {
    try {
      zip.write(lineage.json().canonicalBytes());
      zip.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packs(RuleLibrary library) {
    List<JsonValue> all = new ArrayList<>();
    for (RulePack pack : library.packs().book().packs()) {
      all.add(
          JsonValue.of(
              "id", pack.id(),
              "version", pack.version(),
              "title", pack.title(),
              "hash", pack.hash()));
    }
    return JsonValue.of("hash", library.hash(), "packs", all).canonicalBytes();
  }

  /// A journal of its own with the records up to an instant, so that one that is written to can be
  /// bundled.
  private static long copy(LogReader journal, Path folder, @Nullable Instant to) {
    long commands = 0;
    try (SqliteLogStore store = SqliteLogStore.open(folder);
        RecordCursor cursor = journal.read(1)) {
      List<JournalRecord> some = new ArrayList<>();
      for (JournalRecord next = cursor.next();
          next != null && (to == null || CommandCodec.at(next.command()).isBefore(to));
          next = cursor.next()) {
        some.add(next);
        commands++;
        if (some.size() == GROUP) {
          store.append(Commit.of(List.copyOf(some)));
          some.clear();
        }
      }
      long last = commands;
      store.append(
          new Commit(
              some,
              journal.marks(1, MARKS).stream().filter(mark -> mark.sequence() <= last).toList(),
              List.of()));
    }
    return commands;
  }

  private static long putLog(ZipOutputStream zip, Log log) throws IOException {
    put(zip, "log.vkey", (log.key().text() + "\n").getBytes(StandardCharsets.US_ASCII));
    return new LogAudit(
            new DiskFiles(log.folder()), new TrustPolicy(List.of(log.key()), List.of(), 0))
        .run((path, content) -> put(zip, "log/" + path, content))
        .head()
        .checkpoint()
        .size();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static void put(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    Files.copy(file, zip);
    zip.closeEntry();
  }

  /// Computes a bundle again.
  ///
  /// @param books makes a fresh book for a journal
  public static Checked check(Path file, Function<LogReader, VenueBook> books) throws IOException {
    Path scratch = Files.createTempDirectory("plimsoll-bundle");
    try {
      unpack(file, scratch);
      Set<String> logged = new TreeSet<>();
      String key = null;
      long entries = 0;
      if (Files.exists(scratch.resolve("log.vkey"))) {
        key = Files.readString(scratch.resolve("log.vkey")).strip();
        entries = log(scratch.resolve("log"), VerifierKey.parse(key), logged);
      }
      return compare(scratch, books, new Proven(key, entries, logged));
    } finally {
      delete(scratch);
    }
  }

  private record Proven(@Nullable String key, long entries, Set<String> ids) {}

  private static Checked compare(Path scratch, Function<LogReader, VenueBook> books, Proven proven)
      throws IOException {
    try (SqliteReader journal = new SqliteReader(scratch.resolve("journal"));
        BufferedReader lines = Files.newBufferedReader(scratch.resolve("lineage.ndjson"))) {
      Comparison comparison = new Comparison(lines, proven);
      Recomputation.Report report =
          new Recomputation(journal, books.apply(journal), comparison)
              .run(null, null, Long.MAX_VALUE);
      String difference = report.same() ? comparison.end() : report.firstDifference();
      return new Checked(
          difference == null, comparison.same, proven.entries(), proven.key(), report, difference);
    }
  }

  /// Compares each rate computed again with the next line of the bundle, and looks for its id in
  /// the log.
  private static final class Comparison implements Recomputation.Reader {
    private final BufferedReader lines;
    private final Proven proven;
    private @Nullable String next;
    private @Nullable String difference;
    private long same;

    Comparison(BufferedReader lines, Proven proven) throws IOException {
      this.lines = lines;
      this.proven = proven;
      this.next = lines.readLine();
    }

    @Override
    public void rate(RateLineage lineage, Instant at) {
      JsonValue.Members json = lineage.json();
      String id = json.values().get("id") instanceof JsonValue.Text(String text) ? text : "";
      if (proven.key() != null && !proven.ids().contains(id) && difference == null) {
        difference = "rate " + id + " is not in the log";
      }
      String wanted = next;
      if (wanted != null && wanted.contains(id)) {
        if (wanted.equals(json.canonical())) {
          same++;
        } else if (difference == null) {
          difference = "the lineage of " + id + " is not what is computed again";
        }
        try {
          next = lines.readLine();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }

    @Nullable String end() {
      if (difference == null && next != null) {
        return "a lineage that is not computed again: "
            + next.substring(0, Math.min(200, next.length()));
      }
      return difference;
    }
  }

  private static long log(Path folder, VerifierKey key, Set<String> ids) throws IOException {
    DiskFiles files = new DiskFiles(folder);
    long size =
        new LogAudit(files, new TrustPolicy(List.of(key), List.of(), 0))
            .run((_, _) -> {})
            .head()
            .checkpoint()
            .size();
    var log = new PublishedLog(files, size);
    for (long bundle = 0; bundle * 256 < size; bundle++) {
      for (byte[] entry : log.bundle(bundle)) {
        var members = JsonValue.parse(new String(entry, StandardCharsets.UTF_8)).members();
        if (new JsonValue.Text("rate").equals(members.get("type"))
            && members.get("id") instanceof JsonValue.Text(String id)) {
          ids.add(id);
        }
      }
    }
    return size;
  }

  private static void unpack(Path file, Path into) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      long left = MOST_BYTES;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into) || entry.isDirectory()) {
          throw new IOException("not a bundle: it holds " + entry.getName());
        }
        Path folder = target.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        left -= Files.copy(zip, target);
        if (left < 0) {
          throw new IOException("a bundle of more than " + MOST_BYTES + " bytes");
        }
      }
    }
    if (!SqliteReader.isIn(into.resolve("journal"))) {
      throw new IOException("not a bundle: it holds no journal");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
