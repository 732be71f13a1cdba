package org.plimsoll.engine.liquidation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What stands or falls together: a whole cross account, or one bucket of an isolated one.
public sealed interface MarginGroup extends Comparable<MarginGroup> {
  /// Index of the account in the book.
  int account();

  /// A cross account: all balances cover all positions.
  record Cross(int account) implements MarginGroup {}

  /// One position of an isolated account with its bucket.
  record Bucket(int account, int contract) implements MarginGroup {}

  /// By account, then by contract.
  @Override
  default int compareTo(MarginGroup other) {
    int byAccount = Integer.compare(account(), other.account());
    return byAccount != 0 ? byAccount : Integer.compare(place(this), place(other));
  }

  private static int place(MarginGroup group) {
    return switch (group) {
      case Cross _ -> 0;
      case Bucket bucket -> bucket.contract() + 1;
    };
  }

  /// Writes the group: account, then the contract plus one, or zero for a cross account.
  default void writeTo(DataOutput out) throws IOException {
    out.writeInt(account());
    out.writeInt(place(this));
  }

  /// Reads what {@link #writeTo} wrote.
  static MarginGroup read(DataInput in) throws IOException {
    int account = in.readInt();
    int place = in.readInt();
    if (account < 0 || place < 0) {
      throw new IOException("Not a margin group: " + account + ", " + place);
    }
    return place == 0 ? new Cross(account) : new Bucket(account, place - 1);
  }
}
