package org.plimsoll.feeds;

import java.io.IOException;

/// A feed cannot be read further. The message names the place, the value and the remedy.
public final class FeedException extends IOException {
  private static final long serialVersionUID = 1L;

  public FeedException(String message) {
    super(message);
  }

  public FeedException(String message, Throwable cause) {
    super(message, cause);
  }
}
