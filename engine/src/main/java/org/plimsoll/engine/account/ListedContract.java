package org.plimsoll.engine.account;

import org.plimsoll.engine.instrument.Instrument.Contract;
import org.plimsoll.engine.quantity.Asset;

/// A contract as a book lists it.
///
/// @param contract what is listed
/// @param settlementIndex index of its settlement asset in the book
/// @param value what a quantity of it is worth
/// @param settled whether it has been settled for good and no longer trades
public record ListedContract(
    Contract contract, int settlementIndex, ContractValue value, boolean settled) {
  /// The venue-wide id.
  public String id() {
    return contract.id();
  }

  /// What gains and losses are paid in.
  public Asset settlementAsset() {
    return contract.terms().settlementAsset();
  }

  ListedContract asSettled() {
    return new ListedContract(contract, settlementIndex, value, true);
  }
}
