package org.plimsoll.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  private static final long SEED = 0x736e6170L;

  private static RandomBook book() {
    RandomBook book = new RandomBook(SEED, 6, 40, Kernels.best());
    for (int step = 0; step < 2_000; step++) {
      book.step();
    }
    book.store.publish((a, f, t, e, i, m) -> {});
    return book;
  }

  @Test
  void aRestoredStoreHasTheSameBytesAndGoesOnTheSame() {
    RandomBook book = book();
    byte[] snapshot = book.store.snapshot();
    PortfolioStore restored = PortfolioStore.restore(snapshot);
    assertArrayEquals(snapshot, restored.snapshot());
    assertEquals(book.store.fingerprint(), restored.fingerprint());
    assertEquals(0, restored.verify(Partitions.SERIAL));
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 500; i++) {
      int instrument = random.nextInt(6);
      long unit = random.nextLong(1, 1_000_000);
      book.store.tick(instrument, unit);
      restored.tick(instrument, unit);
    }
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    book.store.publish((a, f, t, e, i, m) -> first.append(a).append(f).append(t).append(e));
    restored.publish((a, f, t, e, i, m) -> second.append(a).append(f).append(t).append(e));
    assertEquals(first.toString(), second.toString());
    assertTrue(first.length() > 0);
    assertArrayEquals(book.store.snapshot(), restored.snapshot());
  }

  @Test
  void aSnapshotWaitsForWhatHasNotBeenTold() {
    RandomBook book = book();
    book.deposit(0, -1_000_000_000_000L);
    assertThrows(IllegalStateException.class, book.store::snapshot);
    book.store.publish((a, f, t, e, i, m) -> {});
    assertTrue(book.store.snapshot().length > 0);
  }

  @Test
  void damagedBytesAreRefusedOrDecodeToWhatTheySay() {
    byte[] good = book().store.snapshot();
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] bad =
          random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int flips = 1 + random.nextInt(3); bad.length > 0 && flips > 0; flips--) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        PortfolioStore.restore(bad);
      } catch (IllegalArgumentException expected) {
        refused++;
      }
    }
    // A flipped shock or tier of an instrument that no one holds is a valid other store.
    assertTrue(refused > 1_500, "only " + refused + " of 2000 refused");
  }
}
