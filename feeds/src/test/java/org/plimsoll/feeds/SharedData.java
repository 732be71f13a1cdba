package org.plimsoll.feeds;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The recordings beside the project, which are read in place and never copied in.
public final class SharedData {
  private SharedData() {}

  /// The folder of recordings; skips the test, saying why, where there is none.
  public static Path folder() {
    Path folder = Path.of(System.getProperty("plimsoll.root"), "..", "shared", "data").normalize();
    if (!Files.isDirectory(folder)) {
      String reason = "Skipped: no recordings at " + folder;
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    return folder;
  }
}
