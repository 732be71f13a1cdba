package org.plimsoll.service.store;

/// What is wrong with a store, with the exit code of a process that stops for it.
///
/// The names are stable identifiers: they appear unchanged in messages, logs and the API.
public enum StoreFault {
  /// A record, snapshot or index does not match its hash, or a record is missing from the middle.
  STORE_CORRUPT(
      65, "Restore the store's folder from a backup; keep the damaged one for inspection."),
  /// The folder holds something else, or a format that this program does not read.
  STORE_INCOMPATIBLE(
      65, "Use the version of the program that wrote the journal, or give another folder."),
  /// Replayed commands gave other effects or another state than the journal records.
  STORE_DIVERGED(65, "Start the version of the program that wrote the journal."),
  /// A write or sync failed, so that nobody can say what is on the disk.
  STORE_SYNC_FAILED(
      70, "Check the disk, then start again: only what was acknowledged is certain to be there."),
  /// The program itself failed while it applied a command or published a commit.
  APPLY_FAILED(70, "Report the command and the stack trace; the journal holds no part of it."),
  /// The disk or the file's quota is full.
  STORE_DISK_FULL(75, "Free space on the store's disk, then start again."),
  /// Another process has the store open for writing.
  STORE_LOCKED(75, "Stop the other process, or give another folder."),
  /// The store's folder or file cannot be written by this process.
  STORE_READ_ONLY(77, "Make the folder writable for this user, or give another folder.");

  private final int exitCode;
  private final String remedy;

  StoreFault(int exitCode, String remedy) {
    this.exitCode = exitCode;
    this.remedy = remedy;
  }

  /// The exit code of a process that stops for this fault.
  public int exitCode() {
    return exitCode;
  }

  /// What the operator can do about it: one or two English sentences.
  public String remedy() {
    return remedy;
  }
}
