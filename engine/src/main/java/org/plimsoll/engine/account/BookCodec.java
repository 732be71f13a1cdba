package org.plimsoll.engine.account;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.Contract;
import org.plimsoll.engine.instrument.Instrument.DatedFuture;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.instrument.Instrument.VanillaOption;
import org.plimsoll.engine.instrument.OptionRight;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.quantity.Asset;

/// The canonical byte form of a book: equal books have equal bytes, and only those bytes are read.
///
/// Everything is in index order, balances and positions by ascending key, zero balances left out.
/// Totals are not written but added up again when read, and a book that is not conserved is
/// refused.
public final class BookCodec {
  private static final int FORMAT = 0x504c4201;
  private static final int PERPETUAL = 0;
  private static final int DATED_FUTURE = 1;
  private static final int OPTION = 2;

  private BookCodec() {}

  /// Writes the whole state of a book.
  public static void write(AccountBook book, DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(book.assetCount());
    for (int asset = 0; asset < book.assetCount(); asset++) {
      out.writeUTF(book.asset(asset).code());
      out.writeByte(book.asset(asset).scale());
      out.writeLong(book.external(asset));
    }
    out.writeInt(book.contractCount());
    for (int contract = 0; contract < book.contractCount(); contract++) {
      writeContract(book.contract(contract), out);
    }
    out.writeInt(book.accountCount());
    for (int account = 0; account < book.accountCount(); account++) {
      writeAccount(book, account, out);
    }
  }

  /// The SHA-256 of the canonical form, 32 bytes.
  public static byte[] hash(AccountBook book) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      var out =
          new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      write(book, out);
      out.flush();
      return digest.digest();
    } catch (NoSuchAlgorithmException | IOException e) {
      throw new IllegalStateException("Hashing in memory cannot fail", e);
    }
  }

  /// Reads a book back.
  ///
  /// @throws IOException when the bytes end early, are not canonical, or hold a book that is not
  ///     conserved
  public static AccountBook read(DataInput in) throws IOException {
    try {
      return new Reader(in).read();
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new IOException("Not a book: " + e.getMessage(), e);
    }
  }

  private static void writeContract(ListedContract listed, DataOutput out) throws IOException {
    switch (listed.contract()) {
      case Perpetual _ -> out.writeByte(PERPETUAL);
      case DatedFuture future -> {
        out.writeByte(DATED_FUTURE);
        writeInstant(future.expiry(), out);
      }
      case VanillaOption option -> {
        out.writeByte(OPTION);
        writeInstant(option.expiry(), out);
        out.writeByte(option.right().ordinal());
        out.writeLong(option.strikeUnits());
        out.writeByte(option.strikeScale());
        out.writeByte(option.payout().ordinal());
      }
    }
    ContractTerms terms = listed.contract().terms();
    out.writeUTF(listed.id());
    out.writeUTF(terms.underlying());
    out.writeByte(terms.settlement().ordinal());
    out.writeInt(listed.settlementIndex());
    out.writeLong(terms.multiplierUnits());
    out.writeByte(terms.multiplierScale());
    out.writeByte(terms.quantityScale());
    out.writeByte(terms.priceScale());
    out.writeBoolean(listed.settled());
  }

  private static void writeInstant(Instant instant, DataOutput out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static void writeAccount(AccountBook book, int account, DataOutput out)
      throws IOException {
    out.writeUTF(book.id(account));
    out.writeByte(book.mode(account).ordinal());
    out.writeByte(book.status(account).ordinal());
    out.writeInt(book.rateClass(account));
    int held = 0;
    for (int slot = book.firstBalance(account); slot < book.endBalance(account); slot++) {
      held += book.balanceAt(slot) == 0 ? 0 : 1;
    }
    out.writeInt(held);
    for (int slot = book.firstBalance(account); slot < book.endBalance(account); slot++) {
      if (book.balanceAt(slot) != 0) {
        out.writeInt(book.assetAt(slot));
        out.writeLong(book.balanceAt(slot));
      }
    }
    out.writeInt(book.endPosition(account) - book.firstPosition(account));
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      out.writeInt(book.contractAt(slot));
      out.writeLong(book.quantityAt(slot));
      out.writeLong(book.costAt(slot));
      out.writeLong(book.bucketAt(slot));
    }
  }

  /// One reading of a book. Counts are checked against the book's limits before anything is made.
  private static final class Reader {
    private final DataInput in;
    private final AccountBook book = new AccountBook();

    Reader(DataInput in) {
      this.in = in;
    }

    AccountBook read() throws IOException {
      require(in.readInt() == FORMAT, "format");
      int assets = count(AccountBook.MAX_ASSETS, "assets");
      for (int i = 0; i < assets; i++) {
        int asset = book.addAsset(new Asset(in.readUTF(), in.readByte()));
        book.writeExternal(asset, in.readLong());
      }
      int contracts = count(AccountBook.MAX_CONTRACTS, "contracts");
      for (int i = 0; i < contracts; i++) {
        readContract();
      }
      int accounts = count(AccountBook.MAX_ACCOUNTS, "accounts");
      require(accounts >= 2, "accounts of the venue");
      for (int i = 0; i < accounts; i++) {
        readAccount(i);
      }
      require(book.isConserved(), "conservation");
      return book;
    }

    private void readContract() throws IOException {
      int kind = in.readByte();
      require(kind >= PERPETUAL && kind <= OPTION, "kind of contract");
      Instant expiry = kind == PERPETUAL ? Instant.EPOCH : readInstant();
      OptionRight right =
          kind == OPTION ? constant(OptionRight.values(), "right") : OptionRight.CALL;
      long strike = kind == OPTION ? in.readLong() : 0;
      int strikeScale = kind == OPTION ? in.readByte() : 0;
      Settlement payout =
          kind == OPTION ? constant(Settlement.values(), "payout") : Settlement.LINEAR;
      String id = in.readUTF();
      ContractTerms terms = readTerms();
      Contract contract =
          switch (kind) {
            case PERPETUAL -> new Perpetual(id, terms);
            case DATED_FUTURE -> new DatedFuture(id, terms, expiry);
            default -> new VanillaOption(id, terms, expiry, right, strike, strikeScale, payout);
          };
      int index = book.listContract(contract);
      int settled = in.readByte();
      require(settled == 0 || settled == 1, "settled flag");
      if (settled == 1) {
        book.markSettled(index);
      }
    }

    private Instant readInstant() throws IOException {
      return Instant.ofEpochSecond(in.readLong(), bounded(in.readInt(), 1_000_000_000, "nanos"));
    }

    private ContractTerms readTerms() throws IOException {
      String underlying = in.readUTF();
      Settlement settlement = constant(Settlement.values(), "settlement");
      Asset asset = book.asset(bounded(in.readInt(), book.assetCount(), "settlement asset"));
      return new ContractTerms(
          underlying,
          settlement,
          asset,
          in.readLong(),
          in.readByte(),
          in.readByte(),
          in.readByte());
    }

    private void readAccount(int account) throws IOException {
      String id = in.readUTF();
      AccountMode mode = constant(AccountMode.values(), "mode");
      AccountStatus status = constant(AccountStatus.values(), "status");
      int rateClass = in.readInt();
      if (account < 2) {
        require(id.equals(book.id(account)) && mode == AccountMode.VENUE, "venue's account");
        book.assignRateClass(account, rateClass);
      } else {
        book.openAccount(id, mode, rateClass);
      }
      book.recordStatus(account, status);
      int balances = count(book.assetCount(), "balances");
      int previous = -1;
      for (int i = 0; i < balances; i++) {
        int asset = ascending(previous, book.assetCount(), "asset");
        long units = in.readLong();
        require(units != 0, "balance");
        book.writeBalance(account, asset, units);
        previous = asset;
      }
      readPositions(account);
    }

    private void readPositions(int account) throws IOException {
      int positions = count(AccountBook.MAX_POSITIONS, "positions");
      int previous = -1;
      for (int i = 0; i < positions; i++) {
        int contract = ascending(previous, book.contractCount(), "contract");
        Position position = new Position(in.readLong(), in.readLong(), in.readLong());
        require(!position.equals(Position.FLAT), "position");
        book.writePosition(account, contract, position);
        previous = contract;
      }
    }

    private int ascending(int previous, int limit, String what) throws IOException {
      int key = bounded(in.readInt(), limit, what);
      require(key > previous, "order of " + what);
      return key;
    }

    private int count(int limit, String what) throws IOException {
      return bounded(in.readInt(), limit + 1, "number of " + what);
    }

    private <T> T constant(T[] constants, String what) throws IOException {
      return constants[bounded(in.readByte(), constants.length, what)];
    }

    private static int bounded(int value, int limit, String what) throws IOException {
      require(value >= 0 && value < limit, what);
      return value;
    }

    private static void require(boolean condition, String what) throws IOException {
      if (!condition) {
        throw new IOException("Not a book: unfit " + what);
      }
    }
  }
}
