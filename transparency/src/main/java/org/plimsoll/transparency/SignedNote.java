package org.plimsoll.transparency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A text with signatures: C2SP signed-note.
///
/// @param text ends in a newline
/// @param signatures at least one, in order
public record SignedNote(String text, List<NoteSignature> signatures) {
  /// Signatures that a note may have.
  public static final int MAX_SIGNATURES = 64;

  /// Checks the text and copies the list.
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n")) {
      throw LogException.malformed("a note whose text does not end in a newline");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw LogException.malformed(
          "a note with " + signatures.size() + " signatures; 1 to " + MAX_SIGNATURES + " are read");
    }
  }

  /// The note in these bytes; nothing is verified yet.
  public static SignedNote parse(byte[] bytes) {
    String whole = Lines.text(bytes);
    int blank = whole.lastIndexOf("\n\n");
    if (blank < 0 || !whole.endsWith("\n") || blank + 2 == whole.length()) {
      throw LogException.malformed("a note without signatures");
    }
    String lines = whole.substring(blank + 2, whole.length() - 1);
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(whole.substring(0, blank + 1), signatures);
  }

  /// As {@link #parse} reads it.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The note with more signatures; those that it has already are not repeated.
  public SignedNote with(Collection<NoteSignature> more) {
    Set<NoteSignature> all = new LinkedHashSet<>(signatures);
    all.addAll(more);
    return new SignedNote(text, List.copyOf(all));
  }

  /// The keys among those given that signed the note.
  ///
  /// @throws LogException when a signature that names one of the keys is not its
  public List<VerifierKey> signers(Collection<VerifierKey> keys) {
    Set<VerifierKey> signers = new LinkedHashSet<>();
    for (NoteSignature signature : signatures) {
      for (VerifierKey key : keys) {
        if (key.isNamedBy(signature)) {
          if (!key.verifies(text, signature)) {
            throw new LogException(
                LogFault.UNTRUSTED, "the signature that names " + key + " does not verify");
          }
          signers.add(key);
        }
      }
    }
    return List.copyOf(signers);
  }

  @Override
  public String toString() {
    StringBuilder whole = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> whole.append(signature.line()).append('\n'));
    return whole.toString();
  }
}
