package org.plimsoll.transparency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A second pair of eyes: cosigns a log's checkpoints, each only if it continues the one before.
///
/// What it is about to cosign is kept, past any crash, before it signs; so it never cosigns two
/// heads of which one does not continue the other. Any thread may call; one at a time is served.
public final class Witness {
  private final LogFiles files;
  private final DurableWriter writer;
  private final List<SigningKey> cosigners;
  private final List<VerifierKey> logs;
  private final InstantSource clock;

  /// A witness.
  ///
  /// @param files its memory: one file for each log
  /// @param cosigners its keys, of types that say when they signed
  /// @param logs keys of the logs that it watches
  public Witness(
      LogFiles files, List<SigningKey> cosigners, List<VerifierKey> logs, InstantSource clock) {
    this.files = files;
    this.writer = new DurableWriter(files);
    this.cosigners = List.copyOf(cosigners);
    this.logs = List.copyOf(logs);
    this.clock = clock;
    if (cosigners.isEmpty()
        || !cosigners.stream().allMatch(key -> key.verifier().type().isTimed())) {
      throw new IllegalArgumentException("a witness signs with keys that say when they signed");
    }
  }

  /// Answers a request to `add-checkpoint`.
  ///
  /// @throws IOException when the witness cannot keep what it would sign; then it signs nothing
  public WitnessAnswer add(byte[] body) throws IOException {
    WitnessRequest request;
    Checkpoint checkpoint;
    try {
      request = WitnessRequest.parse(body);
      checkpoint = Checkpoint.parse(request.checkpoint().text());
    } catch (LogException e) {
      return new WitnessAnswer.Refused(400, String.valueOf(e.getMessage()));
    }
    return add(request, checkpoint);
  }

  private synchronized WitnessAnswer add(WitnessRequest request, Checkpoint checkpoint)
      throws IOException {
    Optional<WitnessAnswer> untrusted = untrusted(request.checkpoint(), checkpoint);
    if (untrusted.isPresent()) {
      return untrusted.get();
    }
    if (request.oldSize() > checkpoint.size()) {
      return new WitnessAnswer.Refused(400, "the old size is above the checkpoint's");
    }
    Optional<SignedNote> before = latest(checkpoint.origin());
    Optional<Checkpoint> known = before.map(note -> Checkpoint.parse(note.text()));
    long knownSize = known.map(Checkpoint::size).orElse(0L);
    if (request.oldSize() != knownSize) {
      return new WitnessAnswer.Conflict(knownSize);
    }
    Hash knownRoot = known.map(Checkpoint::root).orElse(Merkle.EMPTY);
    if (!continues(request, checkpoint, knownRoot)) {
      return new WitnessAnswer.Refused(
          422, "size " + checkpoint.size() + " does not continue size " + knownSize);
    }
    return cosign(request.checkpoint(), checkpoint);
  }

  /// The last checkpoint of a log that this witness kept, with the cosignatures it gave.
  ///
  /// @throws LogException when its memory is not what a key of the log signed
  public synchronized Optional<SignedNote> latest(String origin) throws IOException {
    Optional<SignedNote> note = files.read(path(origin)).map(SignedNote::parse);
    if (note.isPresent()) {
      Checkpoint checkpoint = new TrustPolicy(logs, List.of(), 0).check(note.get()).checkpoint();
      if (!checkpoint.origin().equals(origin)) {
        throw new LogException(LogFault.CORRUPT, "the memory of " + origin + " is another log's");
      }
    }
    return note;
  }

  /// The public halves of its keys.
  public List<VerifierKey> keys() {
    return cosigners.stream().map(SigningKey::verifier).toList();
  }

  /// This witness as an anchor of a log: it knows what it cosigned last.
  public Anchor anchor(String origin) {
    return new Anchor() {
      @Override
      public Optional<SignedNote> latest() throws IOException {
        return Witness.this.latest(origin);
      }

      @Override
      public void record(SignedNote checkpoint) {
        // Told by add, with a proof.
      }
    };
  }

  private Optional<WitnessAnswer> untrusted(SignedNote note, Checkpoint checkpoint) {
    List<VerifierKey> keys =
        logs.stream().filter(key -> key.name().equals(checkpoint.origin())).toList();
    if (keys.isEmpty()) {
      return Optional.of(new WitnessAnswer.Refused(404, "not a log that is watched here"));
    }
    try {
      return note.signers(keys).isEmpty()
          ? Optional.of(new WitnessAnswer.Refused(403, "no known key of the log signed"))
          : Optional.empty();
    } catch (LogException e) {
      return Optional.of(new WitnessAnswer.Refused(403, String.valueOf(e.getMessage())));
    }
  }

  private static boolean continues(WitnessRequest request, Checkpoint checkpoint, Hash knownRoot) {
    if (checkpoint.size() == 0) {
      return request.proof().isEmpty() && checkpoint.root().equals(Merkle.EMPTY);
    }
    if (request.oldSize() == 0) {
      return request.proof().isEmpty();
    }
    return Merkle.isConsistent(
        request.oldSize(), checkpoint.size(), knownRoot, checkpoint.root(), request.proof());
  }

  private WitnessAnswer cosign(SignedNote note, Checkpoint checkpoint) throws IOException {
    List<VerifierKey> keys =
        logs.stream().filter(key -> key.name().equals(checkpoint.origin())).toList();
    List<NoteSignature> own =
        note.signatures().stream()
            .filter(signature -> keys.stream().anyMatch(key -> key.isNamedBy(signature)))
            .toList();
    SignedNote kept = new SignedNote(note.text(), own);
    String path = path(checkpoint.origin());
    writer.replace(path, kept.bytes());
    List<NoteSignature> cosignatures =
        cosigners.stream().map(key -> key.sign(note.text(), clock.instant())).toList();
    writer.replace(path, kept.with(cosignatures).bytes());
    return new WitnessAnswer.Cosigned(cosignatures);
  }

  private static String path(String origin) {
    return Hash.ofContent(origin.getBytes(StandardCharsets.UTF_8)).hex() + "/checkpoint";
  }
}
