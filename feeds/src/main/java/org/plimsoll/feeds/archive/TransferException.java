package org.plimsoll.feeds.archive;

import java.io.IOException;

/// An attempt failed; whether another may succeed is part of it.
final class TransferException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean worthRepeating;

  TransferException(String message, boolean worthRepeating) {
    super(message);
    this.worthRepeating = worthRepeating;
  }

  boolean isWorthRepeating() {
    return worthRepeating;
  }
}
