package org.plimsoll.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.plimsoll.forecast.network.ModelFile;

/// All that training needs to go on after an epoch, as bytes; the file is replaced as a whole and
/// ends with its SHA-256.
final class Checkpoint {
  private static final int MAGIC = 0x504c4350;
  private static final int HASH = 32;

  int epoch;
  int bestEpoch;
  double bestMetric;
  double championMetric;
  double trainLoss;
  float[] best;
  final AdamW optimiser;

  Checkpoint(AdamW optimiser) {
    this.optimiser = optimiser;
    best = optimiser.weights.clone();
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeInt(epoch);
    out.writeInt(bestEpoch);
    out.writeDouble(bestMetric);
    out.writeDouble(championMetric);
    out.writeDouble(trainLoss);
    out.writeLong(optimiser.steps);
    for (float[] part : parts()) {
      out.writeInt(part.length);
      for (float value : part) {
        out.writeFloat(value);
      }
    }
    bytes.writeBytes(HexFormat.of().parseHex(ModelFile.sha256(bytes.toByteArray())));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(part, bytes.toByteArray());
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Takes the state of a file; false, and nothing taken, when there is none or it is damaged or
  /// of another shape: training then begins anew.
  boolean read(Path file) throws IOException {
    Optional<byte[]> content = content(file);
    if (content.isEmpty()) {
      return false;
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content.get()));
    int size = optimiser.weights.length;
    if (content.get().length != 44 + 5 * (4 + 4 * size) || in.readInt() != MAGIC) {
      return false;
    }
    epoch = in.readInt();
    bestEpoch = in.readInt();
    bestMetric = in.readDouble();
    championMetric = in.readDouble();
    trainLoss = in.readDouble();
    optimiser.steps = in.readLong();
    for (float[] part : parts()) {
      in.readInt();
      for (int i = 0; i < part.length; i++) {
        part[i] = in.readFloat();
      }
    }
    return true;
  }

  private static Optional<byte[]> content(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    byte[] all = Files.readAllBytes(file);
    if (all.length < HASH) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(all, all.length - HASH);
    byte[] hash = Arrays.copyOfRange(all, all.length - HASH, all.length);
    byte[] expected = HexFormat.of().parseHex(ModelFile.sha256(content));
    return MessageDigest.isEqual(hash, expected) ? Optional.of(content) : Optional.empty();
  }

  private float[][] parts() {
    return new float[][] {
      optimiser.weights, optimiser.means, optimiser.squares, optimiser.average, best
    };
  }
}
