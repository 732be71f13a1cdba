package org.plimsoll.engine.account;

import java.util.Arrays;

/// Running totals by asset and contract, from which conservation is checked without a scan.
///
/// Cash and cost wrap at 64 bits: each may exceed a `long` across a large venue, while their
/// difference must equal what was paid in, and an equation that holds, holds modulo 2^64 too.
final class VenueTotals {
  private long[] cash = new long[0];
  private long[] cost = new long[0];
  private long[] external = new long[0];
  private long[] netQuantity = new long[0];
  private long[] openInterest = new long[0];

  VenueTotals() {}

  /// A copy that shares nothing with `other`.
  VenueTotals(VenueTotals other) {
    cash = other.cash.clone();
    cost = other.cost.clone();
    external = other.external.clone();
    netQuantity = other.netQuantity.clone();
    openInterest = other.openInterest.clone();
  }

  void addAsset() {
    cash = Arrays.copyOf(cash, cash.length + 1);
    cost = Arrays.copyOf(cost, cost.length + 1);
    external = Arrays.copyOf(external, external.length + 1);
  }

  void addContract() {
    netQuantity = Arrays.copyOf(netQuantity, netQuantity.length + 1);
    openInterest = Arrays.copyOf(openInterest, openInterest.length + 1);
  }

  void moveCash(int asset, long units) {
    cash[asset] += units;
  }

  void moveExternal(int asset, long units) {
    external[asset] = Math.addExact(external[asset], units);
  }

  void movePosition(int asset, int contract, Position before, Position after) {
    cost[asset] += after.costUnits() - before.costUnits();
    netQuantity[contract] += after.quantityUnits() - before.quantityUnits();
    openInterest[contract] +=
        Math.max(0, after.quantityUnits()) - Math.max(0, before.quantityUnits());
    cash[asset] += after.bucketUnits() - before.bucketUnits();
  }

  long external(int asset) {
    return external[asset];
  }

  long openInterest(int contract) {
    return openInterest[contract];
  }

  boolean isConserved() {
    for (int asset = 0; asset < cash.length; asset++) {
      if (cash[asset] - cost[asset] != external[asset]) {
        return false;
      }
    }
    for (long net : netQuantity) {
      if (net != 0) {
        return false;
      }
    }
    return true;
  }

  boolean sameAs(VenueTotals other) {
    return Arrays.equals(cash, other.cash)
        && Arrays.equals(cost, other.cost)
        && Arrays.equals(external, other.external)
        && Arrays.equals(netQuantity, other.netQuantity)
        && Arrays.equals(openInterest, other.openInterest);
  }
}
