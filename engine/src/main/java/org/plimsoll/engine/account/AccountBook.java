package org.plimsoll.engine.account;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.plimsoll.engine.instrument.Instrument.Contract;
import org.plimsoll.engine.quantity.Asset;

/// Every account of a venue with its balances and positions, in primitive columns.
///
/// Accounts, assets and contracts are known by the index they received when added, which never
/// changes. Two accounts exist from the start, {@link #FEES} and {@link #ROUNDING}. Money and
/// positions move through {@link Ledger} only. One thread uses a book; reading allocates nothing.
public final class AccountBook {
  /// Index of the account that receives fees and pays rebates.
  public static final int FEES = 0;

  /// Index of the account that receives what is lost to rounding, so that nothing vanishes.
  public static final int ROUNDING = 1;

  /// Most accounts of one book.
  public static final int MAX_ACCOUNTS = 50_000_000;

  /// Most assets of one book.
  public static final int MAX_ASSETS = 256;

  /// Most contracts of one book.
  public static final int MAX_CONTRACTS = 16_384;

  /// Most positions of one account.
  public static final int MAX_POSITIONS = 512;

  /// Longest id of an account, in UTF-16 units.
  public static final int MAX_ID_LENGTH = 64;

  static final int QUANTITY = 0;
  static final int COST = 1;
  static final int BUCKET = 2;

  private static final AccountMode[] MODES = AccountMode.values();
  private static final AccountStatus[] STATUSES = AccountStatus.values();

  private final List<Asset> assets;
  private final List<ListedContract> contracts;
  private final TreeMap<String, Integer> contractIndex;
  private final TreeMap<String, Integer> accountIndex;
  private final List<String> ids;
  private byte[] mode;
  private byte[] status;
  private int[] rateClass;
  private int[] revision;
  private long[] cashMoved;
  private final SparseRows balances;
  private final SparseRows positions;
  private final VenueTotals totals;
  private final ChangeLog changeLog;

  /// An empty book with the venue's two accounts.
  public AccountBook() {
    assets = new ArrayList<>();
    contracts = new ArrayList<>();
    contractIndex = new TreeMap<>();
    accountIndex = new TreeMap<>();
    ids = new ArrayList<>();
    mode = new byte[16];
    status = new byte[16];
    rateClass = new int[16];
    revision = new int[16];
    cashMoved = new long[16];
    balances = new SparseRows(1);
    positions = new SparseRows(3);
    totals = new VenueTotals();
    changeLog = new ChangeLog();
    openAccount("venue:fees", AccountMode.VENUE, 0);
    openAccount("venue:rounding", AccountMode.VENUE, 0);
  }

  private AccountBook(AccountBook other) {
    assets = new ArrayList<>(other.assets);
    contracts = new ArrayList<>(other.contracts);
    contractIndex = new TreeMap<>(other.contractIndex);
    accountIndex = new TreeMap<>(other.accountIndex);
    ids = new ArrayList<>(other.ids);
    mode = other.mode.clone();
    status = other.status.clone();
    rateClass = other.rateClass.clone();
    revision = other.revision.clone();
    cashMoved = other.cashMoved.clone();
    balances = new SparseRows(other.balances);
    positions = new SparseRows(other.positions);
    totals = new VenueTotals(other.totals);
    changeLog = new ChangeLog();
    changeLog.reserve(ids.size());
  }

  // Listing.

  /// Adds an asset and returns its index.
  ///
  /// @throws IllegalArgumentException when an asset of that code is there, or too many are
  public int addAsset(Asset asset) {
    require(assets.size() < MAX_ASSETS, "More than " + MAX_ASSETS + " assets");
    require(assetIndex(asset.code()).isEmpty(), "Asset " + asset + " is there already");
    assets.add(asset);
    totals.addAsset();
    return assets.size() - 1;
  }

  /// Lists a contract, whose settlement asset must have been added, and returns its index.
  ///
  /// @throws IllegalArgumentException when the id is taken, the asset unknown, or too many are
  ///     listed
  public int listContract(Contract contract) {
    require(contracts.size() < MAX_CONTRACTS, "More than " + MAX_CONTRACTS + " contracts");
    require(!contractIndex.containsKey(contract.id()), contract.id() + " is listed already");
    int asset = assets.indexOf(contract.terms().settlementAsset());
    require(asset >= 0, "Settlement asset of " + contract.id() + " was not added");
    contracts.add(new ListedContract(contract, asset, ContractValue.of(contract.terms()), false));
    contractIndex.put(contract.id(), contracts.size() - 1);
    totals.addContract();
    return contracts.size() - 1;
  }

  /// Opens an account and returns its index.
  ///
  /// @param rateClass the row of the rate table that applies to it: one per jurisdiction and client
  ///     class
  /// @throws IllegalArgumentException when the id is taken or unfit, or too many are open; ask
  ///     {@link #accountIndex} first where the id comes from outside
  public int openAccount(String id, AccountMode accountMode, int rateClass) {
    require(!id.isEmpty() && id.length() <= MAX_ID_LENGTH, "Account id must be 1 to 64 long");
    require(!accountIndex.containsKey(id), "Account " + id + " is open already");
    require(ids.size() < MAX_ACCOUNTS, "More than " + MAX_ACCOUNTS + " accounts");
    require(rateClass >= 0, "Rate class " + rateClass + " is negative");
    int account = ids.size();
    if (account == mode.length) {
      mode = Arrays.copyOf(mode, account * 2);
      status = Arrays.copyOf(status, account * 2);
      this.rateClass = Arrays.copyOf(this.rateClass, account * 2);
      revision = Arrays.copyOf(revision, account * 2);
      cashMoved = Arrays.copyOf(cashMoved, account * 2);
    }
    changeLog.reserve(account);
    ids.add(id);
    accountIndex.put(id, account);
    mode[account] = (byte) accountMode.ordinal();
    this.rateClass[account] = rateClass;
    balances.addRow();
    positions.addRow();
    return account;
  }

  // Looking up.

  /// How many accounts are open, the venue's included.
  public int accountCount() {
    return ids.size();
  }

  /// How many assets were added.
  public int assetCount() {
    return assets.size();
  }

  /// How many contracts were listed.
  public int contractCount() {
    return contracts.size();
  }

  /// The index of the account with this id.
  public OptionalInt accountIndex(String id) {
    Integer index = accountIndex.get(id);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /// The index of the asset with this code.
  public OptionalInt assetIndex(String code) {
    for (int i = 0; i < assets.size(); i++) {
      if (assets.get(i).code().equals(code)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /// The index of the contract with this id.
  public OptionalInt contractIndex(String id) {
    Integer index = contractIndex.get(id);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /// The asset at an index.
  public Asset asset(int asset) {
    return assets.get(asset);
  }

  /// The contract at an index, with what the book knows of it.
  public ListedContract contract(int contract) {
    return contracts.get(contract);
  }

  /// The id of an account.
  public String id(int account) {
    return ids.get(account);
  }

  /// The mode of an account.
  public AccountMode mode(int account) {
    return MODES[mode[account]];
  }

  /// The row of the rate table that applies to an account.
  public int rateClass(int account) {
    return rateClass[account];
  }

  /// Moves an account to another row of the rate table.
  public void assignRateClass(int account, int rateClass) {
    require(rateClass >= 0, "Rate class " + rateClass + " is negative");
    this.rateClass[account] = rateClass;
    revise(account);
  }

  /// A number that differs after every change of the account's holdings or rate class but the
  /// balance of the asset that was added first, for whoever keeps figures derived from them. Not
  /// part of the book's state.
  public int revision(int account) {
    return revision[account];
  }

  /// How much the balance of the asset that was added first has moved, up and down added up: less
  /// an earlier answer, the most by which it differs from what it was then. Not part of the book's
  /// state.
  public long cashMoved(int account) {
    return cashMoved[account];
  }

  /// How many changes of accounts' {@link #revision} or {@link #cashMoved} there were. Not part of
  /// the book's state.
  public long changes() {
    return changeLog.count();
  }

  /// Whether {@link #changedAccount} still answers for every change since that many.
  public boolean remembersChanges(long since) {
    return changeLog.remembers(since);
  }

  /// The account that a remembered change touched.
  public int changedAccount(long change) {
    return changeLog.account(change);
  }

  /// The status that the last sweep found; healthy before the first.
  public AccountStatus status(int account) {
    return STATUSES[status[account]];
  }

  /// Records the status that a sweep found.
  public void recordStatus(int account, AccountStatus found) {
    status[account] = (byte) found.ordinal();
  }

  /// What an account holds of an asset outside buckets; negative is a debt.
  public long balance(int account, int asset) {
    return balances.get(account, asset, 0);
  }

  /// What an account holds of a contract.
  public Position position(int account, int contract) {
    int slot = positions.find(account, contract);
    return slot < 0 ? Position.FLAT : positionAt(slot);
  }

  /// The slot of a contract an account holds, negative when it holds none.
  int positionSlot(int account, int contract) {
    return positions.find(account, contract);
  }

  /// The sum of all long positions of a contract, in quantity units.
  public long openInterest(int contract) {
    return totals.openInterest(contract);
  }

  /// Deposits less withdrawals of an asset over the venue's life.
  public long external(int asset) {
    return totals.external(asset);
  }

  // Cursors for sweeps: slots run from first (inclusive) to end (exclusive), keys ascending.

  /// First balance slot of an account.
  public int firstBalance(int account) {
    return balances.first(account);
  }

  /// One past the last balance slot of an account.
  public int endBalance(int account) {
    return balances.end(account);
  }

  /// The asset of a balance slot. An account has one for every asset its positions settle in.
  public int assetAt(int slot) {
    return balances.key(slot);
  }

  /// The balance of a slot, negative when owed.
  public long balanceAt(int slot) {
    return balances.value(slot, 0);
  }

  /// First position slot of an account.
  public int firstPosition(int account) {
    return positions.first(account);
  }

  /// One past the last position slot of an account.
  public int endPosition(int account) {
    return positions.end(account);
  }

  /// The contract of a position slot.
  public int contractAt(int slot) {
    return positions.key(slot);
  }

  /// The signed quantity of a position slot.
  public long quantityAt(int slot) {
    return positions.value(slot, QUANTITY);
  }

  /// The signed cost of a position slot.
  public long costAt(int slot) {
    return positions.value(slot, COST);
  }

  /// The bucket of a position slot.
  public long bucketAt(int slot) {
    return positions.value(slot, BUCKET);
  }

  // Copying.

  /// A book of its own with everything that this one holds.
  public AccountBook copy() {
    return new AccountBook(this);
  }

  /// A book of its own with the same assets and contracts, one account, and a venue account that
  /// takes the other side of all it holds: what happens in it touches this book not at all.
  ///
  /// The account's index there is {@link Excerpt#account}. Reading this book is all that is done.
  public Excerpt excerpt(int account) {
    var copy = new AccountBook();
    for (int asset = 0; asset < assets.size(); asset++) {
      copy.addAsset(assets.get(asset));
    }
    for (int contract = 0; contract < contracts.size(); contract++) {
      copy.listContract(contracts.get(contract).contract());
      if (contracts.get(contract).settled()) {
        copy.markSettled(contract);
      }
    }
    int mirror = copy.openAccount("venue:mirror", AccountMode.VENUE, 0);
    int own =
        account < copy.accountCount()
            ? account
            : copy.openAccount(id(account), mode(account), rateClass(account));
    for (int slot = firstBalance(account); slot < endBalance(account); slot++) {
      copy.writeBalance(own, assetAt(slot), balanceAt(slot));
      copy.writeExternal(assetAt(slot), balanceAt(slot));
    }
    for (int slot = firstPosition(account); slot < endPosition(account); slot++) {
      Position position = positionAt(slot);
      int contract = contractAt(slot);
      copy.writePosition(own, contract, position);
      copy.writePosition(
          mirror,
          contract,
          new Position(
              Math.negateExact(position.quantityUnits()),
              Math.negateExact(position.costUnits()),
              0));
      copy.writeExternal(contracts.get(contract).settlementIndex(), position.bucketUnits());
    }
    return new Excerpt(copy, own, mirror);
  }

  /// A book holding one account only.
  ///
  /// @param book the new book
  /// @param account the account's index in it
  /// @param counterparty the venue account that holds the other sides
  public record Excerpt(AccountBook book, int account, int counterparty) {}

  // Conservation.

  /// Whether, by the running totals, cash less cost equals what was paid in for every asset, and
  /// every contract's quantities sum to zero.
  public boolean isConserved() {
    return totals.isConserved();
  }

  /// The same by adding up every account, which also proves the running totals.
  public boolean isConservedByScan() {
    var scanned = new VenueTotals();
    for (int asset = 0; asset < assets.size(); asset++) {
      scanned.addAsset();
      scanned.moveExternal(asset, totals.external(asset));
    }
    contracts.forEach(_ -> scanned.addContract());
    for (int account = 0; account < ids.size(); account++) {
      for (int slot = firstBalance(account); slot < endBalance(account); slot++) {
        scanned.moveCash(assetAt(slot), balanceAt(slot));
      }
      for (int slot = firstPosition(account); slot < endPosition(account); slot++) {
        int contract = contractAt(slot);
        scanned.movePosition(
            contracts.get(contract).settlementIndex(), contract, Position.FLAT, positionAt(slot));
      }
    }
    return scanned.isConserved() && scanned.sameAs(totals);
  }

  // Writing, for the ledger only.

  void writeBalance(int account, int asset, long units) {
    int slot = balances.ensure(account, asset);
    long change = units - balances.value(slot, 0);
    totals.moveCash(asset, change);
    long moved = cashMoved[account] + Math.abs(change);
    if (asset == 0 && change != Long.MIN_VALUE && moved >= cashMoved[account]) {
      cashMoved[account] = moved;
      changeLog.add(account);
    } else {
      revise(account);
    }
    balances.setAt(slot, 0, units);
  }

  void writePosition(int account, int contract, Position after) {
    int asset = contracts.get(contract).settlementIndex();
    Position before = position(account, contract);
    if (after.equals(before)) {
      return;
    }
    revise(account);
    totals.movePosition(asset, contract, before, after);
    if (after.equals(Position.FLAT)) {
      positions.remove(account, contract);
      return;
    }
    balances.ensure(account, asset);
    int slot = positions.ensure(account, contract);
    positions.setAt(slot, QUANTITY, after.quantityUnits());
    positions.setAt(slot, COST, after.costUnits());
    positions.setAt(slot, BUCKET, after.bucketUnits());
  }

  private void revise(int account) {
    revision[account]++;
    changeLog.add(account);
  }

  void writeExternal(int asset, long change) {
    totals.moveExternal(asset, change);
  }

  void markSettled(int contract) {
    contracts.set(contract, contracts.get(contract).asSettled());
  }

  int positionCount(int account) {
    return positions.size(account);
  }

  boolean isAccount(int account) {
    return account >= 0 && account < ids.size();
  }

  boolean isAsset(int asset) {
    return asset >= 0 && asset < assets.size();
  }

  Optional<ListedContract> listed(int contract) {
    return contract >= 0 && contract < contracts.size()
        ? Optional.of(contracts.get(contract))
        : Optional.empty();
  }

  Position positionAt(int slot) {
    return new Position(quantityAt(slot), costAt(slot), bucketAt(slot));
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
