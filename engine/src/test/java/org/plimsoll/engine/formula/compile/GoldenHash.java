package org.plimsoll.engine.formula.compile;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.plimsoll.engine.quantity.Reason;

/// Prints the number of lanes and one hash a back end of all bits and reasons of seeded formulas
/// on hostile rows.
///
/// Usage: `GoldenHash FORMULAS SWEEPS`. Every formula is swept so often; the last sweep counts, so
/// that with many of them it is the code of the Java machine's last compiler that is hashed.
public final class GoldenHash {
  private static final long SEED = 0x510e527fade682d1L;
  private static final int ROWS = 64;

  private GoldenHash() {}

  /// Prints the hashes.
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    int formulas = Integer.parseInt(arguments[0]);
    int sweeps = Integer.parseInt(arguments[1]);
    System.out.println("lanes " + VectorApi.lanes());
    Map<String, Function<Program, Kernel>> backEnds = new LinkedHashMap<>();
    backEnds.put("interpreted", Kernel::interpreted);
    backEnds.put("plain", program -> Kernel.compiled(program, KernelWriter.Style.PLAIN));
    backEnds.put("best", Kernel::compiled);
    for (Map.Entry<String, Function<Program, Kernel>> backEnd : backEnds.entrySet()) {
      String hash = hash(backEnd.getValue(), formulas, sweeps);
      System.out.println("hash " + hash + " " + backEnd.getKey());
    }
  }

  private static String hash(Function<Program, Kernel> backEnd, int formulas, int sweeps)
      throws NoSuchAlgorithmException {
    var random = new SplittableRandom(SEED);
    var digest = MessageDigest.getInstance("SHA-256");
    var workspace = new Workspace();
    for (int i = 0; i < formulas; i++) {
      Program program = DifferentialTest.program(random);
      HostileRows rows = HostileRows.of(program, ROWS, random);
      Kernel kernel = backEnd.apply(program);
      var answers = new Answers(ROWS);
      for (int sweep = 0; sweep < sweeps; sweep++) {
        kernel.evaluate(rows.batch(), workspace, answers);
      }
      for (int row = 0; row < ROWS; row++) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(bits(answers, row)).array());
        digest.update((byte) answers.reason(row).map(Reason::ordinal).orElse(-1).intValue());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long bits(Answers answers, int row) {
    return Double.doubleToLongBits(answers.values()[row]);
  }
}
