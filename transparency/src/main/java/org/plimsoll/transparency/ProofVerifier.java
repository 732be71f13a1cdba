package org.plimsoll.transparency;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The verifier as a program: `java -jar plimsoll-transparency.jar --key VKEY PROOF ENTRY`.
///
/// It ends with 0 if the entry is in the log, 1 if that is not proven, 2 if the command line
/// cannot be understood, and 69 if a file cannot be read.
public final class ProofVerifier {
  private static final int PROVEN = 0;
  private static final int NOT_PROVEN = 1;
  private static final int USAGE = 2;
  private static final int UNAVAILABLE = 69;

  private final List<VerifierKey> keys = new ArrayList<>();
  private final List<VerifierKey> witnesses = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Path> openings = new ArrayList<>();
  private int quorum;

  private ProofVerifier() {}

  /// Verifies one proof and ends the process.
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out));
  }

  static int run(List<String> arguments, PrintStream out) {
    ProofVerifier verifier = new ProofVerifier();
    try {
      if (!verifier.understands(arguments)) {
        out.println(
            "usage: [--key VKEY]... [--witness VKEY]... [--quorum N] [--opening FILE]"
                + " PROOF.tlog-proof ENTRY");
        return USAGE;
      }
      out.println(verifier.verify());
      return PROVEN;
    } catch (LogException e) {
      out.println("NOT PROVEN: " + e.fault() + ": " + e.getMessage());
      return NOT_PROVEN;
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return USAGE;
    } catch (IOException e) {
      out.println("cannot be read: " + e);
      return UNAVAILABLE;
    }
  }

  private boolean understands(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      boolean isOption = argument.startsWith("--");
      if (!isOption) {
        files.add(Path.of(argument));
      } else if (i + 1 == arguments.size() || !take(argument, arguments.get(++i))) {
        return false;
      }
    }
    return files.size() == 2 && !keys.isEmpty() && openings.size() <= 1;
  }

  private boolean take(String option, String value) {
    switch (option) {
      case "--key" -> keys.add(VerifierKey.parse(value));
      case "--witness" -> witnesses.add(VerifierKey.parse(value));
      case "--quorum" -> quorum = Integer.parseInt(value);
      case "--opening" -> openings.add(Path.of(value));
      default -> {
        return false;
      }
    }
    return true;
  }

  private String verify() throws IOException {
    TlogProof proof = TlogProof.parse(Files.readAllBytes(files.get(0)));
    byte[] entry = Files.readAllBytes(files.get(1));
    TrustPolicy.Trusted trusted = proof.verify(entry, new TrustPolicy(keys, witnesses, quorum));
    StringBuilder said =
        new StringBuilder("PROVEN: entry ")
            .append(proof.index())
            .append(" of ")
            .append(trusted.checkpoint().origin())
            .append(", below the root of ")
            .append(trusted.checkpoint().size())
            .append(" entries, signed by ")
            .append(trusted.logKeys())
            .append(", cosigned by ")
            .append(trusted.witnesses());
    for (Path file : openings) {
      if (!Opening.parse(Files.readAllBytes(file)).isIn(entry)) {
        throw new LogException(LogFault.NOT_PROVEN, "the entry does not commit to the line");
      }
      said.append("; it commits to the line in ").append(file);
    }
    return said.toString();
  }
}
