package org.plimsoll.service.cli;

/// What the program's exit code says; after BSD's `sysexits`.
public final class ExitCode {
  /// Done.
  public static final int OK = 0;

  /// Done, and the answer is no: unsound, different, unavailable.
  public static final int NO = 1;

  /// The command line could not be understood.
  public static final int USAGE = 2;

  /// The data given are not what they should be.
  public static final int BAD_DATA = 65;

  /// Something needed is not there: a server, a file, a Java.
  public static final int UNAVAILABLE = 69;

  /// A defect of the program.
  public static final int INTERNAL = 70;

  /// Not now; the same command may succeed later.
  public static final int TRY_AGAIN = 75;

  /// Refused for want of permission.
  public static final int NOT_PERMITTED = 77;

  private ExitCode() {}
}
