package org.plimsoll.engine.liquidation;

import java.util.Optional;
import org.plimsoll.engine.quantity.Reason;

/// Whether the prices that would liquidate an account have passed their gates.
///
/// An account is never liquidated on a price that is held, missing or too old: its equity is not
/// known then, whatever the arithmetic says.
public interface PriceGate {
  /// Why the mark of a contract must not liquidate anyone, or nothing.
  Optional<Problem> ofContract(int contract);

  /// Why the price of an asset must not liquidate anyone, or nothing.
  Optional<Problem> ofAsset(int asset);

  /// What is wrong with a price.
  record Problem(Reason reason, String detail) {}

  /// Lets every price pass: for books whose prices are given.
  PriceGate OPEN =
      new PriceGate() {
        @Override
        public Optional<Problem> ofContract(int contract) {
          return Optional.empty();
        }

        @Override
        public Optional<Problem> ofAsset(int asset) {
          return Optional.empty();
        }
      };
}
