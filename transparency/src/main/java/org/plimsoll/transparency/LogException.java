package org.plimsoll.transparency;

/// Tells that the log, a proof or a witness refused, and why.
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final LogFault fault;

  /// A refusal with what was found.
  public LogException(LogFault fault, String found) {
    super(found);
    this.fault = fault;
  }

  /// A refusal that another failure caused.
  public LogException(LogFault fault, String found, Throwable cause) {
    super(found, cause);
    this.fault = fault;
  }

  /// The reason, for programs.
  public LogFault fault() {
    return fault;
  }

  static LogException malformed(String found) {
    return new LogException(LogFault.MALFORMED, found);
  }
}
