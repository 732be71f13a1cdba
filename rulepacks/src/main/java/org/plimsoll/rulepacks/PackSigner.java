package org.plimsoll.rulepacks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Signs the packs of a folder.
public final class PackSigner {
  private PackSigner() {}

  /// Writes the signature of every pack in `folder` that has no valid one by `key`, and gives their
  /// files.
  ///
  /// @throws IllegalArgumentException if a file is not a pack; nothing is written then
  public static List<String> signFolder(Path folder, SigningKey key) throws IOException {
    PackLibrary library = PackLibrary.read(folder, PublicKeys.of(List.of(key.publicKey())));
    if (!library.failures().isEmpty()) {
      throw new IllegalArgumentException("Not packs: " + library.failures());
    }
    List<String> signed = new ArrayList<>();
    for (PackLibrary.Entry entry : library.entries()) {
      if (!(entry.signature() instanceof PackSignature.State.Valid)) {
        Path file = folder.resolve(PackLibrary.signatureFile(entry.file()));
        Files.writeString(file, PackSignature.sign(entry.pack(), key), StandardCharsets.UTF_8);
        signed.add(entry.file());
      }
    }
    return signed;
  }

  /// Signs the packs in the folder `args[1]` with the key in the file `args[0]`; with the one
  /// argument `--generate` prints a new key instead.
  public static void main(String[] args) throws IOException {
    if (args.length == 1 && args[0].toLowerCase(Locale.ROOT).equals("--generate")) {
      System.out.print(SigningKey.generate().toText());
      return;
    }
    if (args.length != 2) {
      System.err.println("Usage: PackSigner KEY-FILE PACK-FOLDER | --generate");
      System.exit(64);
    }
    SigningKey key = SigningKey.parse(Files.readString(Path.of(args[0])));
    signFolder(Path.of(args[1]), key).forEach(file -> System.out.println("signed " + file));
  }
}
