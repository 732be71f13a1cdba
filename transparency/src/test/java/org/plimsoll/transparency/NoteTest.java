package org.plimsoll.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoteTest {
  private static final String TEXT = new Checkpoint(Keys.ORIGIN, 123, Merkle.EMPTY).text();

  @ParameterizedTest
  @EnumSource(SignatureType.class)
  void aNoteSignedWithEachTypeVerifiesAndWithAnyPartChangedDoesNot(SignatureType type) {
    SigningKey key = Keys.of(Keys.ORIGIN, type);
    NoteSignature signature = key.sign(TEXT, Keys.NOW);
    SignedNote note = SignedNote.parse(new SignedNote(TEXT, List.of(signature)).bytes());
    assertEquals(List.of(key.verifier()), note.signers(List.of(key.verifier())));
    Optional<Instant> expected = type.isTimed() ? Optional.of(Keys.NOW) : Optional.empty();
    assertEquals(expected, key.verifier().time(signature));
    assertEquals(key.verifier(), VerifierKey.parse(key.verifier().text()));
    SigningKey again = SigningKey.parse(key.secretText());
    assertTrue(again.verifier().verifies(TEXT, key.sign(TEXT, Keys.NOW)));
    assertFalse(key.toString().contains(key.secretText().substring(30)));

    String other = new Checkpoint(Keys.ORIGIN, 124, Merkle.EMPTY).text();
    assertFalse(key.verifier().verifies(other, signature));
    byte[] bytes = StrictBase64.decode(signature.base64());
    for (int at = 4; at < bytes.length; at += 1 + bytes.length / 100) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      assertFalse(key.verifier().verifies(TEXT, NoteSignature.of(Keys.ORIGIN, flipped)));
    }
  }

  @Test
  void keysPublishedByOthersAreReadWithTheirIds() {
    // From the tests of github.com/transparency-dev/formats.
    String cosigner = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    assertEquals(SignatureType.ED25519_COSIGNATURE, VerifierKey.parse(cosigner).type());
    assertEquals(cosigner, VerifierKey.parse(cosigner).text());
    String plain = "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6";
    assertEquals(0x7997405c, VerifierKey.parse(plain).id());
    for (String wrong :
        List.of(
            "bananas.sigstore.dev+12344556",
            "rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!",
            "rekor.sigstore.dev+12345678+AwEB",
            "TEST+7997405C+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
            "TEST+00000000+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
            "TE ST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
            "TEST+7997405c+")) {
      assertThrows(LogException.class, () -> VerifierKey.parse(wrong), wrong);
    }
  }

  @Test
  void aSignatureThatNamesAKnownKeyAndIsNotItsSpoilsTheNote() {
    SigningKey key = Keys.log();
    SigningKey stranger = Keys.of("witness.example", SignatureType.ED25519_COSIGNATURE);
    NoteSignature good = key.sign(TEXT, Keys.NOW);
    SignedNote withStranger = new SignedNote(TEXT, List.of(stranger.sign(TEXT, Keys.NOW), good));
    assertEquals(List.of(key.verifier()), withStranger.signers(List.of(key.verifier())));
    NoteSignature false1 = key.sign(TEXT + "x\n", Keys.NOW);
    LogException e =
        assertThrows(
            LogException.class,
            () -> new SignedNote(TEXT, List.of(good, false1)).signers(List.of(key.verifier())));
    assertEquals(LogFault.UNTRUSTED, e.fault());
  }

  @Test
  void aQuorumCountsEachWitnessOnce() {
    SigningKey log = Keys.log();
    SigningKey first = Keys.of("w1.example", SignatureType.ML_DSA_44);
    SigningKey firstToo = Keys.of("w1.example", SignatureType.ED25519_COSIGNATURE);
    SigningKey second = Keys.of("w2.example", SignatureType.ED25519_COSIGNATURE);
    TrustPolicy policy =
        new TrustPolicy(
            List.of(log.verifier()),
            List.of(first.verifier(), firstToo.verifier(), second.verifier()),
            2);
    SignedNote one =
        new SignedNote(TEXT, List.of(log.sign(TEXT, Keys.NOW), first.sign(TEXT, Keys.NOW)))
            .with(List.of(firstToo.sign(TEXT, Keys.NOW)));
    assertThrows(LogException.class, () -> policy.check(one));
    SignedNote two = one.with(List.of(second.sign(TEXT, Keys.NOW)));
    assertEquals(3, policy.check(two).witnesses().size());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TrustPolicy(
                List.of(log.verifier()), List.of(first.verifier(), firstToo.verifier()), 2));
  }

  @Test
  void anotherLogsKeyDoesNotSignForThisOne() {
    SigningKey other = Keys.of("other.example/log", SignatureType.ED25519);
    SignedNote note = new SignedNote(TEXT, List.of(other.sign(TEXT, Keys.NOW)));
    assertThrows(LogException.class, () -> TrustPolicy.of(other.verifier()).check(note));
  }

  @Test
  void textsThatAreAlmostANoteAreRefused() {
    String good = new SignedNote(TEXT, List.of(Keys.log().sign(TEXT, Keys.NOW))).toString();
    SignedNote.parse(good.getBytes(StandardCharsets.UTF_8));
    for (String wrong :
        List.of(
            "",
            "\n",
            "\n\n",
            TEXT,
            TEXT + "\n",
            good.replace("\n", "\r\n"),
            good + "\n",
            good + "— x\n",
            good.substring(0, good.length() - 1),
            good.replace("— ", "- "),
            good.replace("— ", "—  "),
            good.replace("==", "=").replace("=\n", "\n"),
            good.replace("\n\n", "\n\t\n\n"))) {
      assertThrows(
          LogException.class,
          () -> SignedNote.parse(wrong.getBytes(StandardCharsets.UTF_8)),
          wrong);
    }
  }

  @Test
  void sizesAreWrittenInOneWayOnly() {
    for (String size : List.of("-5", "+5", "005", " 5", "5 ", "", "1e3", "9223372036854775808")) {
      assertThrows(
          LogException.class,
          () -> Checkpoint.parse("o\n" + size + "\n" + Merkle.EMPTY.base64() + "\n"),
          size);
    }
    String stray = Merkle.EMPTY.base64().replace("FU=", "FV=");
    assertThrows(LogException.class, () -> Checkpoint.parse("o\n5\n" + stray + "\n"));
    assertThrows(
        LogException.class, () -> Checkpoint.parse("o\n5\n" + Merkle.EMPTY.base64() + "\n\n"));
  }

  @Test
  void decodersOfOutsideBytesRefuseNoiseAndNeverFail() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    byte[] good = new SignedNote(TEXT, List.of(Keys.log().sign(TEXT, Keys.NOW))).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] noisy = good.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
      }
      List<Runnable> decoders =
          List.of(
              () -> Checkpoint.parse(SignedNote.parse(noisy).text()),
              () -> TlogProof.parse(noisy),
              () -> WitnessRequest.parse(noisy),
              () -> EntryBundle.decode(noisy),
              () -> Opening.parse(noisy),
              () -> VerifierKey.parse(new String(noisy, StandardCharsets.ISO_8859_1)));
      for (Runnable decoder : decoders) {
        try {
          decoder.run();
        } catch (LogException _) {
          // A refusal is what noise should get.
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + seed + " at " + i, e);
        }
      }
    }
  }
}
