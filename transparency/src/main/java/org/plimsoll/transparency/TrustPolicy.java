package org.plimsoll.transparency;

import java.util.List;

/// Whose signatures a reader of the log relies on.
///
/// @param logKeys keys of the log, all with the log's origin as their name; one must have signed
/// @param witnesses keys of witnesses
/// @param quorum how many of the witnesses must have cosigned
public record TrustPolicy(List<VerifierKey> logKeys, List<VerifierKey> witnesses, int quorum) {
  /// Copies the lists and checks that the quorum can be met.
  public TrustPolicy {
    logKeys = List.copyOf(logKeys);
    witnesses = List.copyOf(witnesses);
    long names = witnesses.stream().map(VerifierKey::name).distinct().count();
    if (logKeys.isEmpty() || quorum < 0 || quorum > names) {
      throw new IllegalArgumentException(
          "a quorum of "
              + quorum
              + " among "
              + names
              + " witnesses, and "
              + logKeys.size()
              + " keys of the log");
    }
  }

  /// A policy that asks for no witness.
  public static TrustPolicy of(VerifierKey... logKeys) {
    return new TrustPolicy(List.of(logKeys), List.of(), 0);
  }

  /// A checkpoint that the policy accepts.
  ///
  /// @param logKeys the log's keys that signed it
  /// @param witnesses those that cosigned it
  public record Trusted(
      Checkpoint checkpoint, List<VerifierKey> logKeys, List<VerifierKey> witnesses) {
    /// Copies the lists.
    public Trusted {
      logKeys = List.copyOf(logKeys);
      witnesses = List.copyOf(witnesses);
    }
  }

  /// The checkpoint in a note, once its signatures satisfy the policy.
  ///
  /// @throws LogException when they do not
  public Trusted check(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<VerifierKey> own =
        logKeys.stream().filter(key -> key.name().equals(checkpoint.origin())).toList();
    List<VerifierKey> signers = note.signers(own);
    if (signers.isEmpty()) {
      throw new LogException(
          LogFault.UNTRUSTED,
          "no trusted key of " + Lines.shown(checkpoint.origin()) + " signed the checkpoint");
    }
    List<VerifierKey> cosigners = note.signers(witnesses);
    long names = cosigners.stream().map(VerifierKey::name).distinct().count();
    if (names < quorum) {
      throw new LogException(
          LogFault.UNTRUSTED, names + " of the witnesses cosigned, and " + quorum + " are wanted");
    }
    return new Trusted(checkpoint, signers, cosigners);
  }
}
