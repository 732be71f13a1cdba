package org.plimsoll.service.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.plimsoll.service.publiclog.LogKeys;
import org.plimsoll.service.publiclog.WitnessKey;
import org.plimsoll.transparency.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes the secrets of a public log, or the key of a witness.
@Command(name = "keygen")
final class LogKeygen implements Callable<Integer> {
  private final Session session;

  @Option(names = "--origin", paramLabel = "NAME", required = true)
  String origin = "";

  @Option(names = "--into", paramLabel = "FILE", required = true)
  Path into = Path.of("");

  @Option(names = "--for", paramLabel = "log|witness", defaultValue = "log")
  Use use = Use.log;

  /// Who signs with the key.
  enum Use {
    /// A venue, its heads.
    log,
    /// A witness, the heads of others.
    witness
  }

  private record Made(String file, String key) {}

  LogKeygen(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    VerifierKey key;
    try {
      key =
          switch (use) {
            case log -> {
              LogKeys keys = LogKeys.generate(origin, new SecureRandom());
              keys.write(into);
              yield keys.signer().verifier();
            }
            case witness -> WitnessKey.make(origin, into, new SecureRandom());
          };
    } catch (FileAlreadyExistsException e) {
      throw new Failure(ExitCode.BAD_DATA, "KEY_THERE", into);
    }
    session
        .printer()
        .print(
            new Made(into.toString(), key.text()), Table.ofPairs("file", into, "key", key.text()));
    return ExitCode.OK;
  }
}
