package org.plimsoll.engine.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BookCodecTest {
  private static final long SEED = 0x626f6f6bL;

  @Test
  void bookReadBackHasTheSameBytesAndHash() throws Exception {
    Venue venue = traded(400);
    byte[] bytes = write(venue.book);
    AccountBook copy = read(bytes);
    assertArrayEquals(bytes, write(copy));
    assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(bytes), BookCodec.hash(copy));
    assertTrue(copy.isConservedByScan());
    assertEquals(
        venue.book.openInterest(venue.linear),
        copy.openInterest(venue.linear),
        "open interest is added up again");
  }

  @Test
  void copyHasTheSameBytesAndGoesItsOwnWay() throws Exception {
    Venue venue = traded(400);
    byte[] bytes = write(venue.book);
    AccountBook copy = venue.book.copy();
    assertArrayEquals(bytes, write(copy));
    assertTrue(copy.isConservedByScan());
    int account = venue.book.openAccount("later", AccountMode.CROSS, 0);
    venue.ledger.deposit(account, venue.usdt, 5);
    venue.ledger.deposit(2, venue.btc, 7);
    assertArrayEquals(bytes, write(copy));
    new Ledger(copy).deposit(2, venue.usdt, 9);
    assertTrue(copy.isConservedByScan() && venue.book.isConservedByScan());
    assertFalse(Arrays.equals(bytes, write(copy)));
  }

  @Test
  void booksThatDifferOnlyInTheirPastHaveEqualBytes() throws IOException {
    Venue straight = new Venue();
    Venue detour = new Venue();
    for (Venue venue : new Venue[] {straight, detour}) {
      venue.book.openAccount("a", AccountMode.CROSS, 0);
      venue.book.openAccount("b", AccountMode.CROSS, 0);
    }
    for (int contract = 3; contract >= 0; contract--) {
      long price = 5_000_000;
      detour.ledger.trade(new Trade(2, 3, contract, 7, price, 0, 0), MarginTest.NONE);
      detour.ledger.trade(new Trade(3, 2, contract, 7, price, 0, 0), MarginTest.NONE);
    }
    assertArrayEquals(write(straight.book), write(detour.book));
    detour.ledger.trade(new Trade(3, 2, 0, 7, 5_000_000, 0, 0), MarginTest.NONE);
    assertFalse(Arrays.equals(BookCodec.hash(straight.book), BookCodec.hash(detour.book)));
  }

  @Test
  void anyChangedByteIsRefusedOrReadsAsThatExactOtherBook() throws IOException {
    byte[] bytes = write(traded(60).book);
    var random = new SplittableRandom(SEED);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = bytes.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      if (random.nextInt(4) == 0) {
        changed = Arrays.copyOf(changed, random.nextInt(changed.length));
      }
      try {
        byte[] again = write(read(changed));
        assertArrayEquals(Arrays.copyOf(changed, again.length), again, "seed " + SEED);
      } catch (IOException e) {
        refused++;
      }
    }
    assertTrue(refused > 12_000, "refused only " + refused);
  }

  private static Venue traded(int trades) {
    var venue = new Venue();
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 12; i++) {
      int account =
          venue.book.openAccount(
              "a" + i, i % 3 == 0 ? AccountMode.ISOLATED : AccountMode.CROSS, i % 4);
      venue.ledger.deposit(account, i % 2, 1 + random.nextLong(1_000_000_000_000L));
      venue.ledger.allocate(account, venue.linear, 1000);
      venue.book.recordStatus(account, AccountStatus.values()[i % 5]);
    }
    for (int i = 0; i < trades; i++) {
      venue.ledger.trade(
          new Trade(
              2 + random.nextInt(12),
              2 + random.nextInt(12),
              random.nextInt(4),
              1 + random.nextInt(100_000),
              random.nextLong(1_000_000, 9_000_000),
              i,
              -i / 2),
          MarginTest.NONE);
    }
    venue.ledger.settle(venue.future, 4_567_890);
    return venue;
  }

  private static byte[] write(AccountBook book) throws IOException {
    var bytes = new ByteArrayOutputStream();
    BookCodec.write(book, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static AccountBook read(byte[] bytes) throws IOException {
    return BookCodec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
