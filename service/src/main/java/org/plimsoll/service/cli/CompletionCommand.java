package org.plimsoll.service.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints a completion script for a shell.
@Command(name = "completion")
final class CompletionCommand implements Callable<Integer> {
  private static final String ZSH =
      "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";

  private final Session session;
  private final Launch launch;

  @Parameters(paramLabel = "bash|zsh")
  Shell shell = Shell.bash;

  /// The shells that completion is written for.
  enum Shell {
    /// GNU Bash.
    bash,
    /// The Z shell, through its Bash compatibility.
    zsh
  }

  CompletionCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  @Override
  public Integer call() {
    String script = AutoComplete.bash("plimsoll", Cli.commandLine(session, launch));
    session.printer().printText(shell == Shell.zsh ? ZSH + script : script);
    return ExitCode.OK;
  }
}
