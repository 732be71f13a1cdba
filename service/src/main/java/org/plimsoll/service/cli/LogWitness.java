package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.plimsoll.service.publiclog.WitnessKey;
import org.plimsoll.service.publiclog.WitnessServer;
import org.plimsoll.transparency.DiskFiles;
import org.plimsoll.transparency.SigningKey;
import org.plimsoll.transparency.VerifierKey;
import org.plimsoll.transparency.Witness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs a witness: a second process that cosigns only heads that continue the last.
@Command(name = "witness")
final class LogWitness implements Callable<Integer> {
  private final Session session;

  @Option(names = "--secret", paramLabel = "FILE", required = true)
  Path secret = Path.of("");

  @Option(names = "--key", paramLabel = "VKEY", required = true)
  List<String> keys = List.of();

  @Option(names = "--memory", paramLabel = "FOLDER", required = true)
  Path memory = Path.of("");

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "8089")
  int port;

  LogWitness(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    SigningKey cosigner = WitnessKey.read(secret);
    Witness witness =
        new Witness(
            new DiskFiles(memory),
            List.of(cosigner),
            keys.stream().map(VerifierKey::parse).toList(),
            InstantSource.system());
    try (WitnessServer server = WitnessServer.start(witness, Ports.require(port))) {
      session.note(
          session.messages().get("note.witness", server.address(), cosigner.verifier().text()));
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // The usual end.
    }
    return ExitCode.OK;
  }
}
