package org.plimsoll.service.cli;

import java.util.List;

/// Ends a command with a code that has a message and a remedy in every language.
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String code;
  private final String key;
  private final transient List<Object> values;

  /// A failure.
  ///
  /// @param exitCode one of {@link ExitCode}
  /// @param code the key of its message and remedy, `error.<code>` and `remedy.<code>`
  /// @param values what the message names, in order
  public Failure(int exitCode, String code, Object... values) {
    this(exitCode, code, code, List.of(values));
  }

  private Failure(int exitCode, String code, String key, List<Object> values) {
    super(code + " " + values, null, false, false);
    this.exitCode = exitCode;
    this.code = code;
    this.key = key;
    this.values = values;
  }

  /// A failure whose code is another's, a server's or the engine's, told with the words of `key`.
  static Failure coded(int exitCode, String code, String key, Object... values) {
    return new Failure(exitCode, code.isBlank() ? key : code, key, List.of(values));
  }

  int exitCode() {
    return exitCode;
  }

  String code() {
    return code;
  }

  String key() {
    return key;
  }

  Object[] values() {
    return values.toArray();
  }
}
