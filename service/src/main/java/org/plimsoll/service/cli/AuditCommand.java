package org.plimsoll.service.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Audits rules and numbers.
@Command(name = "audit", synopsisSubcommandLabel = "COMMAND")
final class AuditCommand implements Runnable {
  private AuditCommand() {}

  static CommandLine line(Session session, Launch launch) {
    return new CommandLine(new AuditCommand())
        .addSubcommand("prove", new AuditProve(session))
        .addSubcommand("diff", new AuditDiff(session, launch))
        .addSubcommand("list", new AuditList(session))
        .addSubcommand("show", new AuditShow(session))
        .addSubcommand("recompute", new AuditRecompute(session))
        .addSubcommand("bundle", new AuditPack(session))
        .addSubcommand("check", new AuditCheck(session, launch))
        .addSubcommand("anomalies", new AuditAnomalies(session));
  }

  @Override
  public void run() {
    throw new Failure(ExitCode.USAGE, "NO_VERB");
  }
}
