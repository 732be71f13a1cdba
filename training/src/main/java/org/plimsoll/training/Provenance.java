package org.plimsoll.training;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.plimsoll.forecast.market.HourlySeries;
import org.plimsoll.forecast.market.Panel;
import org.plimsoll.forecast.network.NetworkModel;

/// Hashes of what a network comes from.
final class Provenance {
  private Provenance() {}

  /// The SHA-256 of every bar of a panel that closed by an hour: per symbol its name, then hour,
  /// open, high, low, close and volume of each bar.
  static String dataHash(Panel panel, long endHour) {
    MessageDigest digest = sha256();
    try (var out =
        new DataOutputStream(
            new java.io.BufferedOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest), 1 << 16))) {
      for (String symbol : panel.symbols()) {
        HourlySeries series = panel.series(symbol).orElseThrow();
        out.writeUTF(symbol);
        for (long hour = series.firstHour(); hour < Math.min(endHour, series.endHour()); hour++) {
          if (series.hasBar(hour)) {
            out.writeLong(hour);
            out.writeDouble(series.open(hour));
            out.writeDouble(series.high(hour));
            out.writeDouble(series.low(hour));
            out.writeDouble(series.close(hour));
            out.writeDouble(series.volume(hour));
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("A stream to nowhere failed", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// The SHA-256 of the classes that make features, networks and training, in the order of names.
  static String codeHash() throws IOException {
    MessageDigest digest = sha256();
    add(digest, NetworkModel.class);
    add(digest, Provenance.class);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Class<?> member) throws IOException {
    String folder = member.getPackageName().replace('.', '/');
    URI place;
    try {
      place = member.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IOException("The program's place has no name", e);
    }
    Path path = Path.of(place);
    if (Files.isDirectory(path)) {
      addClasses(digest, path.resolve(folder));
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        addClasses(digest, jar.getPath("/").resolve(folder));
      }
    }
  }

  private static void addClasses(MessageDigest digest, Path folder) throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.list(folder)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
      try (InputStream in = Files.newInputStream(file)) {
        digest.update(in.readAllBytes());
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
