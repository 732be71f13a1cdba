package org.plimsoll.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class KernelTest {
  private static final long SEED = 0x6b65726eL;

  @Test
  void vectorLoopsGiveTheBitsOfThePlainOnes() {
    Assumptions.assumeTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        "skipped: started without jdk.incubator.vector");
    RandomBook plain = new RandomBook(SEED, 30, 400, new PlainKernel());
    RandomBook vector = new RandomBook(SEED, 30, 400, new VectorKernel());
    for (int round = 0; round < 10; round++) {
      for (int step = 0; step < 500; step++) {
        plain.step();
        vector.step();
      }
      plain.store.reprice(new long[30], Partitions.SERIAL);
      vector.store.reprice(new long[30], Partitions.SERIAL);
      assertEquals(plain.store.fingerprint(), vector.store.fingerprint(), "seed " + SEED);
      long[] a = new long[plain.store.accountCount() + 8];
      long[] b = new long[plain.store.accountCount() + 8];
      plain.store.worstLosses(a, Partitions.SERIAL);
      vector.store.worstLosses(b, Partitions.SERIAL);
      assertArrayEquals(a, b, "seed " + SEED);
    }
    assertNotEquals(0, plain.store.fingerprint());
  }

  @Test
  void anExactLowHalfAndANearDoubleGiveTheWholeNumber() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 200_000; i++) {
      BigInteger sum = BigInteger.ZERO;
      long low = 0;
      double near = 0;
      for (int terms = random.nextInt(128); terms > 0; terms--) {
        long slope = random.nextLong(1L << random.nextInt(63));
        long unit = random.nextLong(1L << random.nextInt(25));
        sum = sum.add(BigInteger.valueOf(slope).multiply(BigInteger.valueOf(unit)));
        low += slope * unit;
        near += (double) slope * (double) unit;
      }
      long high = Wide.high(low, near);
      BigInteger found =
          BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
      assertEquals(sum, found, "seed " + SEED + " round " + i);
    }
  }

  @Test
  void aRequirementInBillionthsIsRoundedUpOnce() {
    SplittableRandom random = new SplittableRandom(SEED);
    BigInteger billion = BigInteger.valueOf(1_000_000_000L);
    for (int i = 0; i < 200_000; i++) {
      long high = random.nextLong(1L << random.nextInt(1, 30));
      long low = random.nextInt(3) == 0 ? random.nextLong(3) - 1 : random.nextLong();
      BigInteger whole =
          BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
      BigInteger[] parts = whole.divideAndRemainder(billion);
      BigInteger up = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
      if (up.bitLength() < 64) {
        assertEquals(up.longValueExact(), Wide.ceilUnits(high, low), "seed " + SEED);
        assertEquals(true, Wide.covers(up.longValueExact(), high, low));
        assertEquals(false, Wide.covers(up.longValueExact() - 1, high, low));
      }
    }
  }
}
