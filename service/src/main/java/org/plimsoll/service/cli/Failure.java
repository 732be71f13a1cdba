package org.plimsoll.service.cli;

import java.util.List;

/// Ends a command with a code that has a message and a remedy in every language.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String code;
  private final transient List<Object> values;

  /// A failure.
  ///
  /// @param exitCode one of {@link ExitCode}
  /// @param code the key of its message and remedy, `error.<code>` and `remedy.<code>`
  /// @param values what the message names, in order
  public Failure(int exitCode, String code, Object... values) {
    super(code + " " + List.of(values), null, false, false);
    this.exitCode = exitCode;
    this.code = code;
    this.values = List.of(values);
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }

  Object[] values() {
    return values.toArray();
  }
}
