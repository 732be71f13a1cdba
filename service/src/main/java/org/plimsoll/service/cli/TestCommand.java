package org.plimsoll.service.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says where the tests are: the launcher runs them, since they are built from the sources.
@Command(name = "test")
final class TestCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "ARGS", arity = "0..*")
  @Nullable List<String> rest;

  TestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.fail(ExitCode.UNAVAILABLE, "TESTS_NEED_SOURCES");
  }
}
