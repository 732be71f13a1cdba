package org.plimsoll.engine.account;

import java.time.Instant;
import org.plimsoll.engine.instrument.ContractTerms;
import org.plimsoll.engine.instrument.Instrument.DatedFuture;
import org.plimsoll.engine.instrument.Instrument.Perpetual;
import org.plimsoll.engine.instrument.Settlement;
import org.plimsoll.engine.quantity.Asset;

/// A small venue for tests: two assets, a linear and an inverse perpetual and a dated future.
public final class Venue {
  public static final Asset USDT = new Asset("USDT", 8);
  public static final Asset BTC = new Asset("BTC", 8);

  public final AccountBook book = new AccountBook();
  public final Ledger ledger = new Ledger(book);
  public final int usdt = book.addAsset(USDT);
  public final int btc = book.addAsset(BTC);
  public final int linear = book.listContract(new Perpetual("BTC-PERP", linearTerms("BTC/USDT")));
  public final int ether = book.listContract(new Perpetual("ETH-PERP", linearTerms("ETH/USDT")));
  public final int inverse =
      book.listContract(
          new Perpetual(
              "BTC-USD-INV", new ContractTerms("BTC/USDT", Settlement.INVERSE, BTC, 100, 0, 0, 2)));
  public final int future =
      book.listContract(
          new DatedFuture(
              "BTC-USD-INV-Q",
              new ContractTerms("BTC/USDT", Settlement.INVERSE, BTC, 100, 0, 0, 2),
              Instant.parse("2026-03-27T08:00:00Z")));

  /// Quantities to five digits, prices to two.
  public static ContractTerms linearTerms(String underlying) {
    return new ContractTerms(underlying, Settlement.LINEAR, USDT, 1, 0, 5, 2);
  }
}
