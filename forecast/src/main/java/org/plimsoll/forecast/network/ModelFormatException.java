package org.plimsoll.forecast.network;

import java.io.IOException;

/// A model file that cannot be used: damaged, not what its name says, or of other features.
public final class ModelFormatException extends IOException {
  /// A file that cannot be used, with what is wrong and what to do.
  public ModelFormatException(String message) {
    super(message);
  }
}
