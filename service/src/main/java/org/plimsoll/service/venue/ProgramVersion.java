package org.plimsoll.service.venue;

import java.util.Objects;

/// Which version of the program runs.
public final class ProgramVersion {
  private ProgramVersion() {}

  /// The version that the jar states; `development` where it runs from classes.
  public static String current() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "development");
  }
}
