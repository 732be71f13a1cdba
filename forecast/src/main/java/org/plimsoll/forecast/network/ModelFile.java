package org.plimsoll.forecast.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The file of a model, named after the SHA-256 of its bytes: a canonical header of text lines
/// `name: value`, an empty line, and the weights as big-endian IEEE 754 floats.
///
/// The same model gives the same bytes: the lines have one order, numbers one spelling, and neither
/// clock nor machine goes in.
public final class ModelFile {
  /// What a model file's name ends with.
  public static final String SUFFIX = ".plnet";

  /// The largest file that is read.
  public static final int MAX_BYTES = 16 << 20;

  private static final String MAGIC = "plimsoll-network: 1";
  private static final int MAX_HEADER = 1 << 20;

  private ModelFile() {}

  /// The bytes of a model's file.
  public static byte[] encode(NetworkModel model) {
    StringBuilder header = new StringBuilder(MAGIC).append('\n');
    NetworkShape shape = model.shape();
    line(header, "features", sha256(DayFeatures.DEFINITION.getBytes(StandardCharsets.UTF_8)));
    line(header, "architecture", shape.architecture().id());
    line(header, "hours", shape.hours());
    line(header, "patch-hours", shape.patchHours());
    line(header, "hour-features", shape.hourFeatures());
    line(header, "context-features", shape.contextFeatures());
    line(header, "width", shape.width());
    line(header, "layers", shape.layers());
    line(header, "heads", shape.heads());
    line(header, "inner", shape.inner());
    line(header, "head-width", shape.headWidth());
    line(header, "clip", shape.clip());
    NetworkModel.Origin origin = model.origin();
    line(header, "symbols", String.join(",", origin.symbols()));
    line(header, "trained-from", origin.trainedFrom());
    line(header, "trained-to", origin.trainedTo());
    line(header, "validated-from", origin.validatedFrom());
    line(header, "validated-to", origin.validatedTo());
    line(header, "usable-from", origin.usableFrom());
    line(header, "data", origin.dataHash());
    line(header, "code", origin.codeHash());
    line(header, "settings", origin.settings());
    line(header, "champion", origin.champion());
    line(header, "seed", origin.seed());
    line(header, "epoch", origin.epoch());
    model.metrics().forEach((name, value) -> line(header, "metric." + name, value));
    line(header, "range-low", floats(model.ranges().low()));
    line(header, "range-high", floats(model.ranges().high()));
    line(header, "weights", model.weights().length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    ByteBuffer weights = ByteBuffer.allocate(4 * model.weights().length);
    weights.asFloatBuffer().put(model.weights());
    out.writeBytes(weights.array());
    return out.toByteArray();
  }

  private static void line(StringBuilder header, String name, Object value) {
    String text = value.toString();
    if (text.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("Header line " + name + " holds a control character");
    }
    header.append(name).append(": ").append(text).append('\n');
  }

  private static String floats(float[] values) {
    StringBuilder text = new StringBuilder();
    for (float value : values) {
      text.append(text.isEmpty() ? "" : " ").append(value);
    }
    return text.toString();
  }

  /// The model in the bytes of a file.
  ///
  /// @throws ModelFormatException when they are not exactly what {@link #encode} writes
  public static NetworkModel decode(byte[] bytes) throws ModelFormatException {
    int end = headerEnd(bytes);
    String header = new String(bytes, 0, end, StandardCharsets.UTF_8);
    TreeMap<String, String> lines = new TreeMap<>();
    for (String line : header.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && lines.put(line.substring(0, colon), line.substring(colon + 2)) != null) {
        throw new ModelFormatException("The header says " + line.substring(0, colon) + " twice");
      }
    }
    NetworkModel model;
    byte[] canonical;
    try {
      model = model(lines, ByteBuffer.wrap(bytes, end + 2, bytes.length - end - 2));
      canonical = encode(model);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new ModelFormatException("The header is wrong: " + e.getMessage());
    }
    if (!Arrays.equals(canonical, bytes)) {
      throw new ModelFormatException("The file is not in canonical form; train the model again");
    }
    return model;
  }

  private static int headerEnd(byte[] bytes) throws ModelFormatException {
    byte[] magic = (MAGIC + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes.length < magic.length
        || !Arrays.equals(magic, 0, magic.length, bytes, 0, magic.length)) {
      throw new ModelFormatException("Not a model file of version 1");
    }
    for (int i = magic.length; i < Math.min(bytes.length, MAX_HEADER) - 1; i++) {
      if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
        return i;
      }
    }
    throw new ModelFormatException("The header does not end");
  }

  private static NetworkModel model(SortedMap<String, String> lines, ByteBuffer rest)
      throws ModelFormatException {
    String features = sha256(DayFeatures.DEFINITION.getBytes(StandardCharsets.UTF_8));
    if (!features.equals(text(lines, "features"))) {
      throw new ModelFormatException(
          "The model was trained on other features than this program computes; train it again");
    }
    NetworkShape shape =
        new NetworkShape(
            Architecture.parse(text(lines, "architecture")),
            whole(lines, "hours"),
            whole(lines, "patch-hours"),
            whole(lines, "hour-features"),
            whole(lines, "context-features"),
            whole(lines, "width"),
            whole(lines, "layers"),
            whole(lines, "heads"),
            whole(lines, "inner"),
            whole(lines, "head-width"),
            Double.parseDouble(text(lines, "clip")));
    int count = whole(lines, "weights");
    if (count != ParameterLayout.of(shape).size() || rest.remaining() != 4L * count) {
      throw new ModelFormatException(
          count + " weights are announced, " + rest.remaining() / 4 + " are there");
    }
    float[] weights = new float[count];
    rest.asFloatBuffer().get(weights);
    TreeMap<String, Double> metrics = new TreeMap<>();
    lines
        .tailMap("metric.")
        .forEach(
            (name, value) -> {
              if (name.startsWith("metric.")) {
                metrics.put(name.substring(7), Double.valueOf(value));
              }
            });
    var ranges = new FeatureRanges(numbers(lines, "range-low"), numbers(lines, "range-high"));
    return new NetworkModel(shape, origin(lines), metrics, ranges, weights);
  }

  private static NetworkModel.Origin origin(SortedMap<String, String> lines)
      throws ModelFormatException {
    return new NetworkModel.Origin(
        List.of(text(lines, "symbols").split(",", -1)),
        Instant.parse(text(lines, "trained-from")),
        Instant.parse(text(lines, "trained-to")),
        Instant.parse(text(lines, "validated-from")),
        Instant.parse(text(lines, "validated-to")),
        Instant.parse(text(lines, "usable-from")),
        text(lines, "data"),
        text(lines, "code"),
        text(lines, "settings"),
        text(lines, "champion"),
        Long.parseLong(text(lines, "seed")),
        whole(lines, "epoch"));
  }

  private static String text(SortedMap<String, String> lines, String name)
      throws ModelFormatException {
    String value = lines.get(name);
    if (value == null) {
      throw new ModelFormatException("The header does not say " + name);
    }
    return value;
  }

  private static int whole(SortedMap<String, String> lines, String name)
      throws ModelFormatException {
    return Integer.parseInt(text(lines, name));
  }

  private static float[] numbers(SortedMap<String, String> lines, String name)
      throws ModelFormatException {
    String[] words = text(lines, name).split(" ", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < words.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  /// Writes a model into a folder under the name of its hash, whole or not at all.
  public static Path write(Path folder, NetworkModel model) throws IOException {
    byte[] bytes = encode(model);
    Files.createDirectories(folder);
    Path file = folder.resolve(sha256(bytes) + SUFFIX);
    Path part = folder.resolve(file.getFileName() + ".part");
    Files.write(part, bytes);
    return Files.move(
        part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Reads a file and checks that its name is the hash of its bytes.
  public static NetworkModel read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new ModelFormatException(
          file + " has " + Files.size(file) + " bytes, limit " + MAX_BYTES);
    }
    byte[] bytes = Files.readAllBytes(file);
    String hash = sha256(bytes);
    if (!(hash + SUFFIX).equals(String.valueOf(file.getFileName()))) {
      throw new ModelFormatException(
          "%s has the hash %s: it was changed. Restore it, or train the model again."
              .formatted(file, hash));
    }
    try {
      return decode(bytes);
    } catch (ModelFormatException e) {
      throw new ModelFormatException(file + ": " + e.getMessage());
    }
  }

  /// The SHA-256 of bytes, in hexadecimal digits.
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
