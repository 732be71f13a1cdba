package org.plimsoll.service.cli;

/// Port numbers.
final class Ports {
  private static final int MOST = 65_535;

  private Ports() {}

  static int require(int port) {
    if (port < 0 || port > MOST) {
      throw new Failure(ExitCode.USAGE, "OUT_OF_RANGE", "--port", port, 0, MOST);
    }
    return port;
  }
}
