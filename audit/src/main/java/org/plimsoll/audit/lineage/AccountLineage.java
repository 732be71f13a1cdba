package org.plimsoll.audit.lineage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.plimsoll.transparency.Hash;

/// The id of an evaluation of an account.
///
/// An account's margin depends on all that was ever done to it and on every rate and price; the
/// journal's hash chain at the command covers all of that, so the id is a hash of the chain, the
/// account and the place among the command's effects. Nothing of it is stored: 0 bytes.
public final class AccountLineage {
  private AccountLineage() {}

  /// The id.
  ///
  /// @param chain the journal's chain hash after the command
  /// @param place of the effect among the command's
  public static String id(byte[] chain, String account, int place) {
    byte[] label = "plimsoll/account".getBytes(StandardCharsets.US_ASCII);
    byte[] name = account.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(label.length + chain.length + 2 * Integer.BYTES + name.length);
    bytes.put(label).put(chain).putInt(place).putInt(name.length).put(name);
    return Hash.ofContent(bytes.array()).hex();
  }
}
