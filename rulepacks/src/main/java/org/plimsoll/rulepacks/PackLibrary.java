package org.plimsoll.rulepacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.RuleBook;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.engine.rulebook.RuleQuery;
import org.plimsoll.engine.rulebook.RuleSet;
import org.plimsoll.engine.rulebook.Status;

/// A folder of rule packs with their signatures, read once. Immutable.
///
/// The file `index` lists the packs, one path a line: `<id>.yaml`, or `<id>@<version>.yaml` for an
/// older version. Beside each pack stands its signature, with the ending `.sig`.
public final class PackLibrary {
  private static final Pattern FILE =
      Pattern.compile("[a-z0-9-]{1,16}/[a-z0-9-]{1,64}(@[1-9][0-9]{0,3})?\\.yaml");
  private static final String INDEX = "index";
  private static final int MOST_PACKS = 2_000;
  private static final int INDEX_BYTES = 200_000;
  private static final int SIGNATURE_BYTES = 8_192;

  /// One pack of the library.
  ///
  /// @param file the path below the library's folder
  /// @param source the text of the file
  /// @param canonical the text whose SHA-256 is the pack's hash
  public record Entry(
      String file, RulePack pack, String source, String canonical, PackSignature.State signature) {}

  /// A file of the library that is not a pack.
  public record Failure(String file, List<PackError> errors) {
    /// Copies the list.
    public Failure {
      errors = List.copyOf(errors);
    }
  }

  /// A legal order and a class of clients that a venue can choose, and what applies there.
  public record Choice(
      String jurisdiction, String clientClass, String packId, String title, Status status) {}

  private final List<Entry> entries;
  private final List<Failure> failures;
  private final RuleBook book;

  private PackLibrary(List<Entry> entries, List<Failure> failures) {
    this.entries = List.copyOf(entries);
    this.failures = List.copyOf(failures);
    this.book = RuleBook.of(entries.stream().map(Entry::pack).toList());
  }

  /// The packs that come with Plimsoll.
  ///
  /// @throws IllegalStateException if one cannot be read or its signature is not valid
  public static PackLibrary builtIn() {
    try {
      PackLibrary library = read(PackFiles.resources(), PublicKeys.builtIn());
      library.requireSound();
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The packs in `folder`, sound or not; see {@link #failures} and the entries' signatures.
  public static PackLibrary read(Path folder, PublicKeys trusted) throws IOException {
    return read(PackFiles.folder(folder), trusted);
  }

  static PackLibrary read(PackFiles files, PublicKeys trusted) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (String file : index(files)) {
      byte[] bytes = files.read(file, Limits.FILE_BYTES).orElse(null);
      if (bytes == null) {
        failures.add(failure(file, "The index lists it and it is not there", "Add or unlist it"));
        continue;
      }
      switch (PackLoader.load(file, bytes)) {
        case LoadResult.Rejected rejected -> failures.add(new Failure(file, rejected.errors()));
        case LoadResult.Loaded loaded -> {
          if (isNamedFor(file, loaded.pack())) {
            entries.add(entry(files, file, bytes, loaded, trusted));
          } else {
            failures.add(failure(file, "It holds " + loaded.pack().id(), "Rename the file"));
          }
        }
      }
    }
    return new PackLibrary(entries, failures);
  }

  private static Failure failure(String file, String message, String remedy) {
    return new Failure(
        file,
        List.of(new PackError(PackErrorCode.INCONSISTENT, file, Place.START, message, remedy)));
  }

  private static List<String> index(PackFiles files) throws IOException {
    byte[] bytes =
        files
            .read(INDEX, INDEX_BYTES)
            .orElseThrow(() -> new IOException("The library has no file " + INDEX));
    List<String> lines =
        new String(bytes, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
    if (bytes.length > INDEX_BYTES || lines.size() > MOST_PACKS) {
      throw new IOException("The index lists more than " + MOST_PACKS + " packs");
    }
    for (String line : lines) {
      if (!FILE.matcher(line).matches()) {
        throw new IOException("The index has a line that is no pack: " + Problems.quote(line));
      }
    }
    return lines.stream().distinct().toList();
  }

  private static boolean isNamedFor(String file, RulePack pack) {
    return file.equals(pack.id() + ".yaml")
        || file.equals(pack.id() + "@" + pack.version() + ".yaml");
  }

  private static Entry entry(
      PackFiles files, String file, byte[] bytes, LoadResult.Loaded loaded, PublicKeys trusted)
      throws IOException {
    PackSignature.State state =
        files
            .read(signatureFile(file), SIGNATURE_BYTES)
            .map(sig -> new String(sig, StandardCharsets.UTF_8))
            .map(text -> PackSignature.check(loaded.pack(), text, trusted))
            .orElseGet(PackSignature.State.Missing::new);
    String source = new String(bytes, StandardCharsets.UTF_8);
    return new Entry(file, loaded.pack(), source, loaded.canonical(), state);
  }

  static String signatureFile(String file) {
    return file.substring(0, file.length() - ".yaml".length()) + ".sig";
  }

  private void requireSound() {
    List<String> problems = new ArrayList<>();
    failures.forEach(failure -> failure.errors().forEach(error -> problems.add(error.toString())));
    entries.stream()
        .filter(entry -> !(entry.signature() instanceof PackSignature.State.Valid))
        .forEach(entry -> problems.add(entry.file() + ": " + entry.signature()));
    if (!problems.isEmpty()) {
      throw new IllegalStateException("The built-in packs are not sound: " + problems);
    }
  }

  /// The packs in the order of the index.
  public List<Entry> entries() {
    return entries;
  }

  /// The files that are not packs.
  public List<Failure> failures() {
    return failures;
  }

  /// The packs as a book of rules.
  public RuleBook book() {
    return book;
  }

  /// The newest known version of the pack `id`.
  public Optional<Entry> find(String id, Instant knownAt) {
    return book.find(id, knownAt)
        .flatMap(pack -> entries.stream().filter(one -> one.pack().equals(pack)).findFirst());
  }

  /// Every jurisdiction and class of clients for which some rule answers for `instrument` on
  /// `underlying`, then the scenarios that cover them, in the order of pack ids.
  public List<Choice> choices(String instrument, String underlying, Instant asOf, Instant knownAt) {
    List<Choice> choices = new ArrayList<>();
    for (RulePack pack : book.packs()) {
      for (String client : pack.applicability().clients()) {
        String jurisdiction = pack.applicability().jurisdiction();
        var query = new RuleQuery(jurisdiction, instrument, underlying, client, asOf, knownAt);
        Resolution resolution =
            pack.status() == Status.SCENARIO
                ? book.resolvePack(pack.id(), query, new java.util.TreeMap<>())
                : book.resolve(query);
        if (resolution instanceof Resolution.Resolved(RuleSet rules)
            && rules.packId().equals(pack.id())) {
          choices.add(new Choice(jurisdiction, client, pack.id(), rules.title(), rules.status()));
        }
      }
    }
    return choices.stream().distinct().toList();
  }
}
