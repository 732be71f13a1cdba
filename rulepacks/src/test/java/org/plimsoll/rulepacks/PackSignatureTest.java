package org.plimsoll.rulepacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plimsoll.engine.rulebook.RulePack;

class PackSignatureTest {
  private static final String FILE = "eu/retail-cfd.yaml";
  private static final Path PROJECT_KEY =
      Path.of(System.getProperty("plimsoll.root"), "rulepacks/src/test/resources/keys/project.key");

  private final RulePack pack = PackLoaderTest.loaded(FILE, BuiltInPacks.text(FILE));
  private final SigningKey key = SigningKey.generate();
  private final PublicKeys trusted = PublicKeys.of(List.of(key.publicKey()));

  /// A pack that was changed and not signed again fails here; sign it as docs/reference says.
  @Test
  void everyBuiltInPackIsSignedByTheProjectKey() throws IOException {
    PackLibrary library = PackLibrary.read(BuiltInPacks.FOLDER, PublicKeys.builtIn());
    assertEquals(List.of(), library.failures());
    List<String> unsigned =
        library.entries().stream()
            .filter(entry -> !(entry.signature() instanceof PackSignature.State.Valid))
            .map(entry -> entry.file() + ": " + entry.signature())
            .toList();
    assertEquals(List.of(), unsigned);
  }

  @Test
  void theProjectKeyFileHoldsTheBuiltInKey() throws IOException {
    SigningKey project = SigningKey.parse(Files.readString(PROJECT_KEY));
    assertEquals(List.of(project.id()), List.copyOf(PublicKeys.builtIn().ids()));
  }

  @Test
  void aSignatureIsValidUnderItsKey() {
    String text = PackSignature.sign(pack, key);
    assertEquals(new PackSignature.State.Valid(key.id()), PackSignature.check(pack, text, trusted));
    assertEquals(text, PackSignature.sign(pack, SigningKey.parse(key.toText())));
  }

  @Test
  void aChangedPackMakesItsSignatureStale() {
    String text = PackSignature.sign(pack, key);
    RulePack changed =
        PackLoaderTest.loaded(FILE, BuiltInPacks.text(FILE).replaceFirst("0\\.50", "0.40"));
    assertEquals(
        new PackSignature.State.Stale(pack.hash()), PackSignature.check(changed, text, trusted));
  }

  @Test
  void aSignatureWhoseHashWasEditedIsForged() {
    RulePack changed =
        PackLoaderTest.loaded(FILE, BuiltInPacks.text(FILE).replaceFirst("0\\.50", "0.40"));
    String text = PackSignature.sign(pack, key).replace(pack.hash(), changed.hash());
    assertEquals(
        new PackSignature.State.Forged(key.id()), PackSignature.check(changed, text, trusted));
  }

  @Test
  void aKeyNobodyTrustsIsUntrusted() {
    SigningKey other = SigningKey.generate();
    assertEquals(
        new PackSignature.State.Untrusted(other.id()),
        PackSignature.check(pack, PackSignature.sign(pack, other), trusted));
  }

  @Test
  void whatIsNoSignatureIsMalformed() {
    for (String text : List.of("", "plimsoll-pack-signature 1\n", "x", "\u0000".repeat(9000))) {
      assertInstanceOf(
          PackSignature.State.Malformed.class, PackSignature.check(pack, text, trusted));
    }
    String shortened = PackSignature.sign(pack, key).replaceFirst("signature: ....", "signature: ");
    assertInstanceOf(
        PackSignature.State.Forged.class, PackSignature.check(pack, shortened, trusted));
  }

  @Test
  void halvesOfDifferentKeysAreNoKey() {
    String mixed =
        key.toText().lines().limit(2).reduce("", (a, b) -> a + b + "\n")
            + SigningKey.generate().toText().lines().skip(2).findFirst().orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> SigningKey.parse(mixed));
  }

  @Test
  void signingAFolderMakesEveryPackValidAndIsIdempotent(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("eu"));
    Files.writeString(folder.resolve("index"), FILE + "\n");
    Files.write(folder.resolve(FILE), BuiltInPacks.bytes(FILE));
    assertInstanceOf(
        PackSignature.State.Missing.class,
        PackLibrary.read(folder, trusted).entries().getFirst().signature());
    assertEquals(List.of(FILE), PackSigner.signFolder(folder, key));
    assertEquals(List.of(), PackSigner.signFolder(folder, key));
    assertInstanceOf(
        PackSignature.State.Valid.class,
        PackLibrary.read(folder, trusted).entries().getFirst().signature());
  }
}
