package org.plimsoll.service.store;

/// One applied command in the journal with its effects and its link in the hash chain.
///
/// `sequence` counts from 1 without gaps. `key` is the idempotency key, one to 128 printable ASCII
/// characters. `chain` is the 32-byte hash over this record and all before it ([HashChain]). The
/// arrays are shared for speed: nobody changes them.
@SuppressWarnings("ArrayRecordComponent") // compared by chain hash, never by equals
public record JournalRecord(
    long sequence, String key, byte[] command, byte[] effects, byte[] chain) {
  /// The greatest length of an idempotency key, in characters.
  public static final int MAX_KEY_LENGTH = 128;

  /// Whether a text can be an idempotency key: one to 128 characters from `!` to `~`.
  public static boolean isKey(String text) {
    if (text.isEmpty() || text.length() > MAX_KEY_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '!' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
