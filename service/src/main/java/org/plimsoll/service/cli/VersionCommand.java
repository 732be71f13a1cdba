package org.plimsoll.service.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.plimsoll.service.venue.ProgramVersion;
import picocli.CommandLine.Command;

/// Tells the version.
@Command(name = "version")
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  private record Version(String version, String java, String contract) {}

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Version version =
        new Version(ProgramVersion.current(), Objects.toString(Runtime.version(), ""), "v1");
    session
        .printer()
        .print(
            version,
            Table.ofPairs(
                "version", version.version(), "java", version.java(), "api", version.contract()));
    return ExitCode.OK;
  }
}
