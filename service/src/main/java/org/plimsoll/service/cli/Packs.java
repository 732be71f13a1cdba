package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.rulepacks.PublicKeys;
import picocli.CommandLine.Option;

/// The rule packs that a command works with.
final class Packs {
  @Option(names = "--packs", paramLabel = "FOLDER")
  @Nullable Path folder;

  /// The packs, sound or not.
  PackLibrary library(PublicKeys trusted) throws IOException {
    if (folder == null) {
      return PackLibrary.builtIn();
    }
    if (!Files.isDirectory(folder)) {
      throw new Failure(ExitCode.UNAVAILABLE, "PACKS_UNREADABLE", folder, "no folder");
    }
    return PackLibrary.read(folder, trusted);
  }

  /// The packs, every one of them readable: a number must not come from a library with holes.
  PackLibrary sound() throws IOException {
    PackLibrary library = library(PublicKeys.builtIn());
    if (!library.failures().isEmpty()) {
      String first = library.failures().getFirst().errors().getFirst().toString();
      throw new Failure(ExitCode.BAD_DATA, "PACKS_UNREADABLE", String.valueOf(folder), first);
    }
    return library;
  }
}
