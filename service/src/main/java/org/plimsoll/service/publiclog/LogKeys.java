package org.plimsoll.service.publiclog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.plimsoll.transparency.LogException;
import org.plimsoll.transparency.LogFault;
import org.plimsoll.transparency.Salts;
import org.plimsoll.transparency.SignatureType;
import org.plimsoll.transparency.SigningKey;

/// The secrets of a public log: the key that signs its heads, and the secret that salts come from.
///
/// Kept in a file of two lines that only its owner may read. Whoever has the file can sign for the
/// venue; without it, lines of accounts can no longer be opened.
public final class LogKeys {
  private static final String SALTS = "SALTS+";
  private static final int SECRET_BYTES = 32;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final SigningKey signer;
  private final byte[] secret;

  private LogKeys(SigningKey signer, byte[] secret) {
    this.signer = signer;
    this.secret = secret;
  }

  /// New keys.
  ///
  /// @param origin the log's name, such as `venue.example/log`
  public static LogKeys generate(String origin, SecureRandom chance) {
    byte[] secret = new byte[SECRET_BYTES];
    chance.nextBytes(secret);
    return new LogKeys(SigningKey.generate(origin, SignatureType.ED25519, chance), secret);
  }

  /// The keys in a file.
  ///
  /// @throws LogException when others may read it, or it holds no keys
  public static LogKeys read(Path file) throws IOException {
    requirePrivate(file);
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    if (lines.size() != 2 || !lines.get(1).startsWith(SALTS)) {
      throw new LogException(LogFault.MALFORMED, file + " is not of two lines, key and salts");
    }
    try {
      byte[] secret = Base64.getDecoder().decode(lines.get(1).substring(SALTS.length()));
      return new LogKeys(SigningKey.parse(lines.getFirst()), secret);
    } catch (IllegalArgumentException e) {
      throw new LogException(LogFault.MALFORMED, file + ": its second line is not base 64");
    }
  }

  static void requirePrivate(Path file) throws IOException {
    try {
      Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
      open.retainAll(Files.getPosixFilePermissions(file));
      if (!open.isEmpty()) {
        throw new LogException(
            LogFault.UNTRUSTED, file + " can be read by others; take that right away: chmod 600");
      }
    } catch (UnsupportedOperationException e) {
      // A file system without such rights.
    }
  }

  /// Writes a new file that only its owner may read.
  public void write(Path file) throws IOException {
    writePrivate(
        file,
        signer.secretText() + "\n" + SALTS + Base64.getEncoder().encodeToString(secret) + "\n");
  }

  static void writePrivate(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException e) {
      Files.createFile(file);
    }
    Files.writeString(
        file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
  }

  /// The key that signs heads.
  public SigningKey signer() {
    return signer;
  }

  /// Where the salts of committed lines come from.
  public Salts salts() {
    return new Salts(secret);
  }

  @Override
  public String toString() {
    return "keys of " + signer.verifier();
  }
}
