package org.plimsoll.transparency;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The writer of a log: takes entries, puts them under the tree, signs its heads.
///
/// An entry is acknowledged, by {@link #append} returning, once it outlives a crash: it stands in
/// the file of entries taken ahead. {@link #checkpoint} puts all acknowledged entries into tiles
/// and signs. The entries alone decide the tree, so whatever was signed, the tree that opens after
/// a crash has it, and no size is ever signed with a second root. Tiles are made certain now and
/// then, in many at a time ({@link #settle}); those that a crash spoils are written anew from the
/// entries taken ahead. After a failed write nothing more is accepted until the log is opened
/// anew. Any thread may call; one at a time is served.
public final class TransparencyLog implements AutoCloseable {
  /// The last checkpoint, below the log's folder.
  public static final String CHECKPOINT = "checkpoint";

  /// Entries taken before they are put under the tree without being asked.
  static final int MAX_PENDING = 65_536;

  private static final String TREE = ".state/tree";
  private static final String LOCK = ".state/lock";

  private final LogFiles files;
  private final LogSettings settings;
  private final DurableWriter writer;
  private final WriteAhead ahead;
  private final LogFiles.Lock lock;
  private final List<byte[]> tail = new ArrayList<>();
  private final List<byte[]> pending = new ArrayList<>();

  /// Files written since the tree was last settled.
  private final Set<String> unsettled = new TreeSet<>();

  /// The size up to which all tiles outlive a crash.
  private long settled;
  private Frontier frontier;
  private @Nullable SignedNote published;
  private boolean halted;

  private TransparencyLog(LogFiles files, LogSettings settings, LogFiles.Lock lock)
      throws IOException {
    this.files = files;
    this.settings = settings;
    this.lock = lock;
    this.writer = new DurableWriter(files);
    this.ahead = new WriteAhead(files, writer);
    this.frontier = Frontier.empty();
    recover();
  }

  /// Opens the log in a folder, or begins one if there is none.
  ///
  /// @throws LogException when the folder is damaged, or older than a checkpoint that is known
  public static TransparencyLog open(LogFiles files, LogSettings settings) {
    try {
      LogFiles.Lock lock = files.lock(LOCK);
      try {
        return new TransparencyLog(files, settings, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new LogException(LogFault.STORAGE, "the log cannot be opened: " + e, e);
    }
  }

  /// The log's name.
  public String origin() {
    return settings.origin();
  }

  /// Acknowledged entries.
  public synchronized long size() {
    return frontier.size() + pending.size();
  }

  /// Adds an entry.
  ///
  /// @return its index, once the entry outlives a crash
  public long append(byte[] entry) {
    return append(List.of(entry));
  }

  /// Adds entries, all or none.
  ///
  /// @return the index of the first, once all outlive a crash
  public synchronized long append(List<byte[]> entries) {
    long first = size();
    if (entries.isEmpty()) {
      return first;
    }
    if (entries.size() > MAX_PENDING) {
      throw new LogException(
          LogFault.TOO_LARGE, entries.size() + " entries at once, limit " + MAX_PENDING);
    }
    List<byte[]> copies = new ArrayList<>(entries.size());
    entries.forEach(entry -> copies.add(EntryBundle.checked(entry).clone()));
    writing(
        () -> {
          if (pending.size() + copies.size() > MAX_PENDING) {
            integrate(pending.size());
          }
          ahead.append(first, copies);
          pending.addAll(copies);
        });
    return first;
  }

  /// Puts the acknowledged entries under the tree, signs its head and publishes it. The head that
  /// is published already is given again when nothing was added.
  public synchronized SignedNote checkpoint() {
    SignedNote last = published;
    if (last != null && Checkpoint.parse(last.text()).size() == size() && !halted) {
      return last;
    }
    return writing(
        () -> {
          integrate(pending.size());
          String text = new Checkpoint(origin(), frontier.size(), frontier.root()).text();
          List<NoteSignature> signatures = new ArrayList<>();
          for (SigningKey signer : settings.signers()) {
            signatures.add(signer.sign(text, settings.clock().instant()));
          }
          SignedNote note = publish(new SignedNote(text, signatures));
          if (ahead.isLong()) {
            settleTiles();
          }
          return note;
        });
  }

  /// Makes the tiles outlive a crash, so that the log opens without writing them anew. Done now and
  /// then by itself, and on closing.
  public synchronized void settle() {
    writing(this::settleTiles);
  }

  /// The last checkpoint that was published.
  public synchronized Optional<SignedNote> published() {
    return Optional.ofNullable(published);
  }

  /// Publishes the last checkpoint with the signatures of witnesses.
  ///
  /// @param cosigned the published text, with signatures of ours and of theirs
  public synchronized void publishCosigned(SignedNote cosigned) {
    SignedNote last = published;
    if (last == null || !last.text().equals(cosigned.text())) {
      throw new LogException(LogFault.FORKED, "not the checkpoint that is published");
    }
    settings.policy().check(cosigned);
    writing(() -> publish(last.with(cosigned.signatures())));
  }

  /// The proof that an entry is below the last checkpoint.
  ///
  /// @throws LogException when no checkpoint has it yet
  public synchronized TlogProof prove(long index) {
    SignedNote last = published;
    long size = last == null ? 0 : Checkpoint.parse(last.text()).size();
    if (last == null || index < 0 || index >= size) {
      throw new LogException(
          LogFault.OUT_OF_RANGE,
          "no entry " + index + " below the last checkpoint, of " + size + " entries");
    }
    return reading(
        () -> new TlogProof(index, new PublishedLog(files, size).inclusion(index), last));
  }

  /// The proof that the last checkpoint begins with its first `earlier` entries.
  public synchronized List<Hash> consistency(long earlier) {
    SignedNote last = published;
    long size = last == null ? 0 : Checkpoint.parse(last.text()).size();
    return reading(() -> new PublishedLog(files, size).consistency(earlier));
  }

  /// An acknowledged entry.
  public synchronized byte[] entry(long index) {
    if (index >= frontier.size() && index < size()) {
      return pending.get((int) (index - frontier.size())).clone();
    }
    return reading(() -> new PublishedLog(files, frontier.size()).entry(index));
  }

  /// Settles the tiles and gives the folder free. What was acknowledged is safe without it.
  @Override
  public synchronized void close() {
    try (lock) {
      if (!halted) {
        settle();
      }
    } catch (IOException e) {
      throw new LogException(LogFault.STORAGE, "the lock cannot be given back: " + e, e);
    } finally {
      halted = true;
    }
  }

  private SignedNote publish(SignedNote note) throws IOException {
    for (Anchor anchor : settings.anchors()) {
      anchor.record(note);
    }
    writer.replaceWhole(CHECKPOINT, note.bytes());
    unsettled.add(CHECKPOINT);
    published = note;
    return note;
  }

  /// Writes the tiles and bundles that the first `count` of the pending entries change.
  private void integrate(int count) throws IOException {
    List<byte[]> entries = pending.subList(0, count);
    Integration integration = new Integration(frontier, tail);
    entries.forEach(integration::add);
    for (var file : integration.finish().entrySet()) {
      writer.publish(file.getKey(), file.getValue());
      unsettled.add(file.getKey());
    }
    entries.clear();
    integration.removePartials(files, settled).forEach(unsettled::remove);
  }

  /// Makes all files certain, then the size and root that they lead to, and only then forgets the
  /// entries that they could be made from.
  private void settleTiles() throws IOException {
    if (unsettled.isEmpty()) {
      return;
    }
    writer.settle(unsettled);
    unsettled.clear();
    long before = settled;
    if (frontier.size() > before) {
      writer.replace(TREE, tree(frontier.size(), frontier.root()));
      settled = frontier.size();
      ahead.reset(settled, pending);
      for (int level = 0; before >>> (level * TilePath.HEIGHT) > 0; level++) {
        int shift = level * TilePath.HEIGHT;
        long index = (before >>> shift) / TilePath.FULL;
        if ((settled >>> shift) / TilePath.FULL > index) {
          Integration.removePartials(files, new TilePath(level, index, TilePath.FULL), settled);
        }
      }
    }
  }

  private static byte[] tree(long size, Hash root) {
    return (size + "\n" + root.base64() + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  private void recover() throws IOException {
    Optional<byte[]> tree = files.read(TREE);
    if (tree.isPresent()) {
      openTree(Lines.text(tree.get()).split("\n", -1));
    }
    settled = frontier.size();
    Optional<WriteAhead.Content> content = ahead.recover();
    if (content.isEmpty()) {
      if (tree.isPresent()) {
        throw new LogException(LogFault.CORRUPT, "the entries taken ahead are gone");
      }
      ahead.reset(0, List.of());
    } else {
      takeAhead(content.get());
    }
    published = files.read(CHECKPOINT).map(SignedNote::parse).orElse(null);
    List<Known> known = new ArrayList<>();
    if (published != null) {
      known.add(known(published, "its own checkpoint"));
    }
    for (Anchor anchor : settings.anchors()) {
      Optional<SignedNote> note = anchor.latest();
      if (note.isPresent()) {
        known.add(known(note.get(), "a checkpoint known elsewhere"));
      }
    }
    rebuild(known);
  }

  /// A checkpoint that someone has.
  private record Known(Checkpoint head, String what) {}

  private Known known(SignedNote note, String what) {
    Checkpoint head = settings.policy().check(note).checkpoint();
    if (head.size() > size()) {
      throw new LogException(
          LogFault.ROLLED_BACK,
          "the folder has %d entries, and %s has %d: it is an old copy"
              .formatted(size(), what, head.size()));
    }
    return new Known(head, what);
  }

  /// Writes the tiles anew that a crash may have spoiled, those of each head that is known among
  /// them, and compares the roots.
  private void rebuild(List<Known> known) throws IOException {
    if (!pending.isEmpty()) {
      removeSpoilt();
    }
    for (Known one : known.stream().sorted(comparingLong(it -> it.head().size())).toList()) {
      Checkpoint head = one.head();
      if (head.size() > frontier.size()) {
        integrate((int) (head.size() - frontier.size()));
      }
      if (!new PublishedLog(files, frontier.size()).root(head.size()).equals(head.root())) {
        throw new LogException(
            LogFault.FORKED, "the root at size " + head.size() + " is not that of " + one.what());
      }
    }
  }

  /// Removes the partial tiles that were written after the tree was settled: they may be torn.
  private void removeSpoilt() throws IOException {
    for (int level = 0; size() >>> (level * TilePath.HEIGHT) > 0; level++) {
      int shift = level * TilePath.HEIGHT;
      long last = (size() >>> shift) / TilePath.FULL;
      for (long index = (settled >>> shift) / TilePath.FULL; index <= last; index++) {
        Integration.removePartials(files, new TilePath(level, index, TilePath.FULL), settled);
      }
    }
  }

  private void openTree(String[] lines) throws IOException {
    if (lines.length != 3 || !lines[2].isEmpty()) {
      throw new LogException(LogFault.CORRUPT, TREE + " is not of two lines");
    }
    long size = Lines.decimal(lines[0]);
    PublishedLog log = new PublishedLog(files, size);
    frontier = Frontier.of(log);
    if (!frontier.root().equals(Hash.parse(lines[1]))) {
      throw new LogException(LogFault.CORRUPT, "the tiles do not lead to the root in " + TREE);
    }
    if (size % TilePath.FULL > 0) {
      tail.addAll(log.bundle(size / TilePath.FULL));
      if (!tail.stream().map(Merkle::leaf).toList().equals(frontier.partial(0))) {
        throw new LogException(LogFault.CORRUPT, "the last entries are not those of the tiles");
      }
    }
  }

  /// Entries may be in the tree already: the log was stopped between the two.
  private void takeAhead(WriteAhead.Content content) throws IOException {
    long size = frontier.size();
    if (content.first() > size) {
      throw new LogException(
          LogFault.CORRUPT,
          "the tree has " + size + " entries, and those ahead begin at " + content.first());
    }
    long inTree = Math.min(size - content.first(), content.entries().size());
    PublishedLog log = new PublishedLog(files, size);
    for (int i = 0; i < inTree; i++) {
      long index = content.first() + i;
      Hash kept = log.tile(0, index / TilePath.FULL).get((int) (index % TilePath.FULL));
      if (!Merkle.leaf(content.entries().get(i)).equals(kept)) {
        throw new LogException(LogFault.CORRUPT, "entry " + index + " is not the tree's");
      }
    }
    if (content.first() + content.entries().size() < size) {
      throw new LogException(LogFault.CORRUPT, "the entries taken ahead end before the tree");
    }
    pending.addAll(content.entries().subList((int) inTree, content.entries().size()));
    if (inTree > 0 && pending.isEmpty()) {
      ahead.reset(frontier.size(), List.of());
    }
  }

  private interface Writing<T> {
    T run() throws IOException;
  }

  private interface WritingOnly {
    void run() throws IOException;
  }

  private void writing(WritingOnly work) {
    writing(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T writing(Writing<T> work) {
    if (halted) {
      throw new LogException(
          LogFault.HALTED, "the log is closed, or a write to it failed; open it again");
    }
    halted = true; // stays so unless the work ends well
    T result = reading(work);
    halted = false;
    return result;
  }

  private static <T> T reading(Writing<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new LogException(LogFault.STORAGE, "the log's storage failed: " + e, e);
    }
  }
}
