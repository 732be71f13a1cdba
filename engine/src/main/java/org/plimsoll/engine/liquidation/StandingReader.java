package org.plimsoll.engine.liquidation;

import java.util.ArrayList;
import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.margin.AccountAssessor;
import org.plimsoll.engine.margin.MarginOutcome;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.PositionMargin;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.quantity.Rounding;

/// Reads the standing of margin groups from the live book. One thread uses it.
public final class StandingReader {
  private final AccountBook book;
  private final Marks marks;
  private final AccountAssessor assessor;
  private final AssetRates assets;

  /// A reader of these live objects.
  public StandingReader(
      AccountBook book, Marks marks, AccountAssessor assessor, MarginPolicy policy) {
    this.book = book;
    this.marks = marks;
    this.assessor = assessor;
    assets = new AssetRates(book, marks, policy);
  }

  /// The conversion between assets at the same marks.
  public AssetRates assets() {
    return assets;
  }

  /// The groups of an account: itself, or each of its buckets that holds something.
  public List<MarginGroup> groups(int account) {
    if (book.mode(account) != AccountMode.ISOLATED) {
      return List.of(new MarginGroup.Cross(account));
    }
    List<MarginGroup> groups = new ArrayList<>();
    for (int slot = book.firstPosition(account); slot < book.endPosition(account); slot++) {
      groups.add(new MarginGroup.Bucket(account, book.contractAt(slot)));
    }
    return groups;
  }

  /// The standing of one group.
  public Standing read(MarginGroup group) {
    MarginOutcome outcome =
        switch (group) {
          case MarginGroup.Cross cross -> assessor.assess(cross.account());
          case MarginGroup.Bucket bucket ->
              assessor.assessPosition(bucket.account(), bucket.contract());
        };
    try {
      return switch (outcome) {
        case MarginOutcome.Unavailable gone -> new Standing.Unknown(gone.reason(), gone.detail());
        case MarginOutcome.Assessed found -> known(group, found);
      };
    } catch (ArithmeticException e) {
      return new Standing.Unknown(
          Reason.AMOUNT_OVERFLOW, "An amount does not fit: " + e.getMessage());
    }
  }

  private Standing known(MarginGroup group, MarginOutcome.Assessed found) {
    List<Standing.Holding> holdings = new ArrayList<>();
    long[] gains = new long[book.assetCount()];
    for (PositionMargin position : assessor.positions(group.account())) {
      boolean own =
          switch (group) {
            case MarginGroup.Cross _ -> true;
            case MarginGroup.Bucket bucket -> bucket.contract() == position.contract();
          };
      if (own && book.position(group.account(), position.contract()).quantityUnits() != 0) {
        Standing.Holding holding = holding(group.account(), position);
        holdings.add(holding);
        int asset = book.contract(position.contract()).settlementIndex();
        gains[asset] = Math.addExact(gains[asset], holding.gain());
      }
    }
    long worth = found.collateral();
    for (int asset = 0; asset < gains.length; asset++) {
      if (gains[asset] != 0) {
        worth = Math.addExact(worth, assets.toValuation(asset, gains[asset], Rounding.DOWN));
      }
    }
    return new Standing.Known(group, found.equity(), worth, found.maintenance(), holdings);
  }

  private Standing.Holding holding(int account, PositionMargin position) {
    int contract = position.contract();
    var held = book.position(account, contract);
    return new Standing.Holding(
        contract,
        book.rateClass(account),
        held.quantityUnits(),
        marks.contract(contract),
        Math.addExact(held.costUnits(), position.gain()),
        position.notional(),
        position.gain(),
        position.maintenance(),
        assets.toValuation(
            book.contract(contract).settlementIndex(), position.maintenance(), Rounding.UP));
  }
}
