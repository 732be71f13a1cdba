package org.plimsoll.service;

/// The program: builds everything with `new` and runs the command line.
public final class Main {
  private Main() {}

  /// Runs one command and exits with its code.
  public static void main(String[] args) {
    System.out.println("plimsoll " + args.length);
  }
}
