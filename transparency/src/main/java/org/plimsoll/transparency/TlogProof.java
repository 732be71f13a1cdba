package org.plimsoll.transparency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// That an entry is in a log, for whoever has the log's public key and nothing else: C2SP
/// tlog-proof, kept in files that end in `.tlog-proof`.
///
/// @param extra base 64 of further bytes that nothing vouches for; empty when there are none
/// @param index of the entry
/// @param path from the entry's sibling up
/// @param checkpoint the signed head that has it
public record TlogProof(String extra, long index, List<Hash> path, SignedNote checkpoint) {
  private static final String TITLE = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /// More hashes than any tree's path has.
  private static final int MAX_PATH = 63;

  /// Checks the parts and copies the list.
  public TlogProof {
    path = List.copyOf(path);
    StrictBase64.decode(extra);
    if (index < 0 || path.size() > MAX_PATH) {
      throw LogException.malformed(
          "not a proof: entry " + index + " with a path of " + path.size() + " hashes");
    }
  }

  /// A proof without extra data.
  public TlogProof(long index, List<Hash> path, SignedNote checkpoint) {
    this("", index, path, checkpoint);
  }

  /// The same with extra data.
  public TlogProof withExtra(byte[] data) {
    return new TlogProof(StrictBase64.encode(data), index, path, checkpoint);
  }

  /// The extra data, if there are any. Nothing vouches for them.
  public Optional<byte[]> extraData() {
    return extra.isEmpty() ? Optional.empty() : Optional.of(StrictBase64.decode(extra));
  }

  /// The proof in a file.
  public static TlogProof parse(byte[] file) {
    String whole = Lines.text(file);
    int blank = whole.indexOf("\n\n");
    if (blank < 0) {
      throw LogException.malformed("a proof without a checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(whole.substring(0, blank).split("\n", -1)));
    if (!lines.removeFirst().equals(TITLE)) {
      throw LogException.malformed("not a proof: its first line is not " + TITLE);
    }
    String extra = "";
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      extra = lines.removeFirst().substring(EXTRA.length());
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw LogException.malformed("a proof without an index");
    }
    long index = Lines.decimal(lines.removeFirst().substring(INDEX.length()));
    byte[] note = whole.substring(blank + 2).getBytes(StandardCharsets.UTF_8);
    return new TlogProof(
        extra, index, lines.stream().map(Hash::parse).toList(), SignedNote.parse(note));
  }

  /// As {@link #parse} reads it.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Verifies that the log has this entry at this index.
  ///
  /// @return the checkpoint and who signed it
  /// @throws LogException when the signatures do not satisfy the policy, or the path does not lead
  ///     to the signed root
  public TrustPolicy.Trusted verify(byte[] entry, TrustPolicy policy) {
    return verify(Merkle.leaf(entry), policy);
  }

  /// Verifies that the log has an entry with this leaf hash at this index.
  public TrustPolicy.Trusted verify(Hash leaf, TrustPolicy policy) {
    TrustPolicy.Trusted trusted = policy.check(checkpoint);
    Checkpoint head = trusted.checkpoint();
    if (!Merkle.isIncluded(index, head.size(), leaf, path, head.root())) {
      throw new LogException(
          LogFault.NOT_PROVEN,
          "the path from entry %d does not lead to the root of %s at size %d"
              .formatted(index, head.origin(), head.size()));
    }
    return trusted;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    if (!extra.isEmpty()) {
      text.append(EXTRA).append(extra).append('\n');
    }
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }
}
