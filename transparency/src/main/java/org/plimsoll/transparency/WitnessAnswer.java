package org.plimsoll.transparency;

import java.util.List;

/// What a witness answers, with the HTTP status that C2SP tlog-witness gives it.
public sealed interface WitnessAnswer {
  /// The HTTP status.
  int status();

  /// The checkpoint continues what the witness saw.
  ///
  /// @param signatures of the witness, all timed
  record Cosigned(List<NoteSignature> signatures) implements WitnessAnswer {
    /// Copies the list.
    public Cosigned {
      signatures = List.copyOf(signatures);
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /// The proof begins at another size than that which the witness cosigned last.
  ///
  /// @param size cosigned last
  record Conflict(long size) implements WitnessAnswer {
    @Override
    public int status() {
      return 409;
    }
  }

  /// The checkpoint is not cosigned.
  ///
  /// @param status 400, 403, 404 or 422
  record Refused(int status, String detail) implements WitnessAnswer {}
}
