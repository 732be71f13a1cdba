package org.plimsoll.engine.waterfall;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.quantity.Billionths;
import org.plimsoll.engine.quantity.Rounding;

/// The layers that pay for losses, on the ledger.
///
/// A layer pays only when every layer before it in the order of use has paid all that its limit
/// allows, and never more than it holds. Money moves by ledger transfers and by nothing else.
public final class DefaultWaterfall {
  private final AccountBook book;
  private final Ledger ledger;
  private final PoolAccounts pools;

  /// The waterfall of a book.
  public DefaultWaterfall(AccountBook book, Ledger ledger, PoolAccounts pools) {
    this.book = book;
    this.ledger = ledger;
    this.pools = pools;
  }

  /// The accounts behind the layers.
  public PoolAccounts pools() {
    return pools;
  }

  /// What a layer could pay of one loss.
  public long available(LayerLimit limit, int asset) {
    long balance = Math.max(0, book.balance(pools.of(limit.layer()), asset));
    return Billionths.times(balance, limit.fraction(), Rounding.DOWN);
  }

  /// How a loss would fall on the layers as they stand. Nothing is paid.
  ///
  /// @param loss in units of the asset, not negative
  public LossAllocation allocate(int asset, long loss, List<LayerLimit> order) {
    List<LossAllocation.Part> parts = new ArrayList<>();
    long rest = loss;
    for (LayerLimit limit : order) {
      long part = Math.min(rest, available(limit, asset));
      if (part > 0) {
        parts.add(new LossAllocation.Part(limit.layer(), part));
        rest -= part;
      }
    }
    return new LossAllocation(asset, loss, parts);
  }

  /// Pays an allocation that was made on the book as it stands.
  public void pay(LossAllocation allocation, int to) {
    for (LossAllocation.Part part : allocation.parts()) {
      move(pools.of(part.layer()), to, allocation.asset(), part.units());
    }
  }

  /// Moves money between accounts of the venue, or from one to a client.
  ///
  /// @throws IllegalStateException when the payer does not have it
  public void move(int from, int to, int asset, long units) {
    LedgerResult result = ledger.transfer(from, to, asset, units, MarginTest.NONE);
    if (result instanceof LedgerResult.Refused refused) {
      throw new IllegalStateException(
          book.id(from) + " cannot pay " + units + " units: " + refused.detail());
    }
  }
}
