package org.plimsoll.engine.waterfall;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.Ledger;
import org.plimsoll.engine.account.LedgerResult;
import org.plimsoll.engine.account.MarginTest;
import org.plimsoll.engine.account.Trade;
import org.plimsoll.engine.liquidation.AssetRates;
import org.plimsoll.engine.liquidation.BankruptcyPrice;
import org.plimsoll.engine.liquidation.MarginGroup;
import org.plimsoll.engine.liquidation.Standing;
import org.plimsoll.engine.liquidation.StandingReader;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;

/// Takes over a group at its bankruptcy prices and makes the layers pay for what it lacks.
///
/// What no layer can pay is deleveraged: of the positions that lose most for their size, the least
/// quantity whose loss is the missing sum. Afterwards the group holds nothing and owes nothing; the
/// backstop holds the rest, and money for its loss.
public final class DefaultResolution {
  private final AccountBook book;
  private final Ledger ledger;
  private final AssetRates assets;
  private final DefaultWaterfall waterfall;
  private final Deleveraging deleveraging;

  /// A resolution on live objects.
  public DefaultResolution(
      AccountBook book,
      Ledger ledger,
      StandingReader reader,
      DefaultWaterfall waterfall,
      Deleveraging deleveraging) {
    this.book = book;
    this.ledger = ledger;
    this.assets = reader.assets();
    this.waterfall = waterfall;
    this.deleveraging = deleveraging;
  }

  /// One position on the way out.
  private final class Piece {
    final Standing.Holding holding;
    final long price;
    final long loss;
    final long notional;
    long closed;

    Piece(Standing.Known standing, Standing.Holding holding) {
      this.holding = holding;
      long value = BankruptcyPrice.value(book, assets, standing, holding);
      price = BankruptcyPrice.price(book.contract(holding.contract()).value(), holding, value);
      loss = Math.max(0, Math.negateExact(BankruptcyPrice.share(standing, holding)));
      int asset = book.contract(holding.contract()).settlementIndex();
      notional = Math.max(1, assets.toValuation(asset, holding.notional(), Rounding.UP));
    }

    long size() {
      return Math.absExact(holding.quantity());
    }

    long rest() {
      return holding.quantity() > 0 ? holding.quantity() - closed : holding.quantity() + closed;
    }

    /// The loss that closing so much of it takes away, in valuation units.
    long lossOf(long quantity) {
      return Exact.multiplyDivide(loss, quantity, size(), Rounding.DOWN);
    }
  }

  /// Resolves a group as it stands; on the backstop itself, only its loss.
  ///
  /// @param order the layers of the regime, in their order of use
  public Resolution resolve(Standing.Known standing, List<LayerLimit> order) {
    int asset = assetOf(standing);
    long worth = standing.worth();
    long loss = worth >= 0 ? 0 : assets.fromValuation(asset, Math.negateExact(worth), Rounding.UP);
    List<Piece> pieces = new ArrayList<>();
    standing.holdings().forEach(holding -> pieces.add(new Piece(standing, holding)));
    long unpaid = waterfall.allocate(asset, loss, order).uncovered();
    List<Deleveraging.Closed> closed = new ArrayList<>();
    long removed = 0;
    if (unpaid > 0) {
      long missing = assets.toValuation(asset, unpaid, Rounding.UP);
      removed = deleverage(standing.group().account(), pieces, missing, closed);
    }
    List<Resolution.Takeover> taken = new ArrayList<>();
    if (standing.group().account() != waterfall.pools().backstop()) {
      pieces.forEach(piece -> takeOver(standing.group().account(), piece, taken));
      sweep(standing.group());
    }
    long left = Math.max(0, loss - assets.fromValuation(asset, removed, Rounding.DOWN));
    LossAllocation allocation = waterfall.allocate(asset, left, order);
    waterfall.pay(allocation, waterfall.pools().backstop());
    return new Resolution(standing, loss, taken, closed, allocation);
  }

  /// The asset of a loss: the one that all positions settle in, or else the valuation asset.
  private int assetOf(Standing.Known standing) {
    int[] settlements =
        standing.holdings().stream()
            .mapToInt(holding -> book.contract(holding.contract()).settlementIndex())
            .distinct()
            .toArray();
    return settlements.length == 1 ? settlements[0] : valuation();
  }

  private int valuation() {
    for (int asset = 0; asset < book.assetCount(); asset++) {
      if (assets.isValuation(asset)) {
        return asset;
      }
    }
    throw new IllegalStateException("The book does not hold the valuation asset");
  }

  private long deleverage(
      int defaulter, List<Piece> pieces, long missing, List<Deleveraging.Closed> closed) {
    List<Piece> steepest = new ArrayList<>(pieces);
    steepest.sort(DefaultResolution::bySteepness);
    long removed = 0;
    for (Piece piece : steepest) {
      long rest = missing - removed;
      if (rest <= 0 || piece.loss == 0) {
        break;
      }
      long quantity =
          piece.loss <= rest
              ? piece.size()
              : Exact.multiplyDivide(rest, piece.size(), piece.loss, Rounding.UP);
      long signed = piece.holding.quantity() > 0 ? quantity : -quantity;
      for (Deleveraging.Closed part :
          deleveraging.close(defaulter, piece.holding.contract(), signed, piece.price)) {
        closed.add(part);
        piece.closed += part.quantity();
      }
      removed = Math.addExact(removed, piece.lossOf(piece.closed));
    }
    return removed;
  }

  /// Most loss for its notional first, then the lower index.
  private static int bySteepness(Piece one, Piece other) {
    int steeper =
        BigInteger.valueOf(other.loss)
            .multiply(BigInteger.valueOf(one.notional))
            .compareTo(BigInteger.valueOf(one.loss).multiply(BigInteger.valueOf(other.notional)));
    return steeper != 0
        ? steeper
        : Integer.compare(one.holding.contract(), other.holding.contract());
  }

  private void takeOver(int defaulter, Piece piece, List<Resolution.Takeover> taken) {
    long rest = piece.rest();
    if (rest == 0) {
      return;
    }
    int backstop = waterfall.pools().backstop();
    LedgerResult result =
        ledger.trade(
            new Trade(
                rest > 0 ? backstop : defaulter,
                rest > 0 ? defaulter : backstop,
                piece.holding.contract(),
                Math.absExact(rest),
                piece.price,
                0,
                0),
            MarginTest.NONE);
    if (result instanceof LedgerResult.Refused refused) {
      throw new IllegalStateException("A takeover cannot be booked: " + refused.detail());
    }
    taken.add(
        new Resolution.Takeover(
            piece.holding.contract(), rest, piece.price, piece.holding.price()));
  }

  /// What is left after the trades: debts, crumbs of rounding, and collateral as far as it counted.
  private void sweep(MarginGroup group) {
    int backstop = waterfall.pools().backstop();
    switch (group) {
      case MarginGroup.Cross cross -> {
        for (int asset = 0; asset < book.assetCount(); asset++) {
          long balance = book.balance(cross.account(), asset);
          if (balance < 0 || (balance > 0 && assets.isCounted(asset))) {
            require(ledger.assume(cross.account(), backstop, asset));
          }
        }
      }
      case MarginGroup.Bucket bucket -> {
        if (book.position(bucket.account(), bucket.contract()).bucketUnits() != 0) {
          require(ledger.assumeBucket(bucket.account(), bucket.contract(), backstop));
        }
      }
    }
  }

  private static void require(LedgerResult result) {
    if (result instanceof LedgerResult.Refused refused) {
      throw new IllegalStateException("A takeover cannot be swept: " + refused.detail());
    }
  }
}
