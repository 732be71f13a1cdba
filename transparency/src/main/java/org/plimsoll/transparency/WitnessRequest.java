package org.plimsoll.transparency;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a log sends to a witness: the body of `add-checkpoint` of C2SP tlog-witness.
///
/// @param oldSize of the checkpoint that the witness cosigned last
/// @param proof of consistency from there
/// @param checkpoint to cosign
public record WitnessRequest(long oldSize, List<Hash> proof, SignedNote checkpoint) {
  private static final String OLD = "old ";
  private static final int MAX_PROOF = 63;

  /// Copies the list and checks its length.
  public WitnessRequest {
    proof = List.copyOf(proof);
    if (oldSize < 0 || proof.size() > MAX_PROOF) {
      throw LogException.malformed(
          "a proof of " + proof.size() + " hashes from size " + oldSize + ", limit " + MAX_PROOF);
    }
  }

  /// The request in a body.
  public static WitnessRequest parse(byte[] body) {
    String whole = Lines.text(body);
    int blank = whole.indexOf("\n\n");
    if (blank < 0 || !whole.startsWith(OLD)) {
      throw LogException.malformed("not a request to a witness");
    }
    List<String> lines = List.of(whole.substring(0, blank).split("\n", -1));
    byte[] note = whole.substring(blank + 2).getBytes(StandardCharsets.UTF_8);
    return new WitnessRequest(
        Lines.decimal(lines.getFirst().substring(OLD.length())),
        lines.subList(1, lines.size()).stream().map(Hash::parse).toList(),
        SignedNote.parse(note));
  }

  /// As {@link #parse} reads it.
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
  }
}
