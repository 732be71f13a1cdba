package org.plimsoll.service.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a venue keeps its public log. To have none must be said.
final class LogChoices {
  @Option(names = "--log", paramLabel = "FOLDER")
  @Nullable Path log;

  @Option(names = "--log-key", paramLabel = "FILE")
  @Nullable Path logKey;

  @Option(names = "--no-log")
  boolean noLog;

  Launch.LogChoice chosen() {
    if (noLog && (log != null || logKey != null)) {
      throw new Failure(ExitCode.USAGE, "NOT_TOGETHER", "--no-log", "--log, --log-key");
    }
    return new Launch.LogChoice(!noLog, log, logKey);
  }
}
