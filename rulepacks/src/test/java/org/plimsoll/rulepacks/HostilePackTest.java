package org.plimsoll.rulepacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The loader and the signature reader survive whatever bytes they are given.
class HostilePackTest {
  private static final long SEED = 9_731;
  private static final int ROUNDS = 1_500;
  private static final String SNIPPETS = "[{}]:-,&*!|>'\"%@`#?\n\t \u0000~0.";

  @Test
  void changedBytesAreAPackOrAreRefusedWithACodeAndAPlace() {
    var random = new SplittableRandom(SEED);
    List<String> files = BuiltInPacks.files();
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = BuiltInPacks.bytes(files.get(random.nextInt(files.size())));
      int changes = 1 + random.nextInt(4);
      for (int c = 0; c < changes; c++) {
        int at = random.nextInt(bytes.length);
        bytes[at] =
            random.nextBoolean()
                ? (byte) random.nextInt(256)
                : (byte) SNIPPETS.charAt(random.nextInt(SNIPPETS.length()));
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      if (load(java.util.Arrays.copyOf(bytes, length), "seed " + SEED + ", round " + i)
          instanceof LoadResult.Rejected rejected) {
        refused++;
        rejected.errors().forEach(HostilePackTest::requireUseful);
      }
    }
    assertTrue(refused > ROUNDS / 4, "only " + refused + " were refused");
  }

  @Test
  void nestingIsRefusedLongBeforeTheStackEnds() {
    assertEquals(PackErrorCode.NESTING_TOO_DEEP, firstCode("[".repeat(100_000)));
    assertEquals(PackErrorCode.NESTING_TOO_DEEP, firstCode("{a: ".repeat(50_000)));
  }

  @Test
  void sizeIsRefusedByBytesNodesAndTexts() {
    assertEquals(PackErrorCode.FILE_TOO_LONG, firstCode("a".repeat(Limits.FILE_BYTES + 1)));
    assertEquals(PackErrorCode.TOO_MANY_NODES, firstCode("[" + "a,".repeat(Limits.NODES) + "]"));
    assertEquals(
        PackErrorCode.SCALAR_TOO_LONG, firstCode("a: " + "b".repeat(Limits.TEXT_LENGTH + 1)));
  }

  @Test
  void anAliasBombIsRefusedAtItsFirstAnchor() {
    assertEquals(PackErrorCode.ALIAS_REFUSED, firstCode("a: &a [x, x]\nb: &b [*a, *a]\n"));
  }

  @Test
  void whatIsNotOneDocumentIsRefused() {
    assertEquals(PackErrorCode.DOCUMENT_COUNT, firstCode(""));
    assertEquals(PackErrorCode.DOCUMENT_COUNT, firstCode("a: b\n---\nc: d\n"));
    assertEquals(PackErrorCode.TAG_REFUSED, firstCode("%YAML 1.2\n---\na: b\n"));
    assertEquals(PackErrorCode.ENCODING_REFUSED, firstCode("\ufeffa: b\n"));
    var notUtf8 = PackLoader.load("x", new byte[] {'a', ':', ' ', (byte) 0xff});
    assertEquals(
        PackErrorCode.ENCODING_REFUSED,
        assertInstanceOf(LoadResult.Rejected.class, notUtf8).errors().getFirst().code());
  }

  private static LoadResult load(byte[] bytes, String context) {
    try {
      return PackLoader.load("hostile", bytes);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(context, e);
    }
  }

  private static void requireUseful(PackError error) {
    assertTrue(error.place().line() >= 1 && error.place().column() >= 1, error.toString());
    assertTrue(!error.message().isBlank() && !error.remedy().isBlank(), error.toString());
  }

  private static PackErrorCode firstCode(String text) {
    LoadResult result = load(text.getBytes(UTF_8), text.substring(0, Math.min(40, text.length())));
    return assertInstanceOf(LoadResult.Rejected.class, result).errors().getFirst().code();
  }
}
