package org.plimsoll.service;

import java.util.Locale;
import org.plimsoll.service.cli.Cli;

/// The program: builds everything with `new` and runs the command line.
public final class Main {
  private Main() {}

  /// Runs one command and exits with its code.
  public static void main(String[] args) {
    // Numbers in messages, and so in the journal, must not depend on where the machine stands.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(Cli.run(args, new Program()));
  }
}
