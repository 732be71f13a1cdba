package org.plimsoll.transparency;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of RFC 6962, section 2.1, and the verification of proofs by the algorithms of
/// RFC 9162, sections 2.1.3.2 and 2.1.4.2.
public final class Merkle {
  /// The root of a tree without entries: the hash of nothing.
  public static final Hash EMPTY = Hash.owning(Sha256.of(new byte[0]));

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private Merkle() {}

  /// The hash of one entry: SHA-256 of 0x00 and the entry.
  public static Hash leaf(byte[] entry) {
    MessageDigest digest = Sha256.start();
    digest.update(LEAF);
    return Hash.owning(digest.digest(entry));
  }

  /// The hash of two subtrees: SHA-256 of 0x01, the left and the right hash.
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = Sha256.start();
    digest.update(NODE);
    digest.update(left.raw());
    return Hash.owning(digest.digest(right.raw()));
  }

  /// The root over hashes of subtrees of equal height, of which the last may be lower.
  ///
  /// @return {@link #EMPTY} when there are none
  public static Hash root(List<Hash> hashes) {
    if (hashes.isEmpty()) {
      return EMPTY;
    }
    List<Hash> row = hashes;
    while (row.size() > 1) {
      List<Hash> above = new ArrayList<>((row.size() + 1) / 2);
      for (int i = 0; i + 1 < row.size(); i += 2) {
        above.add(node(row.get(i), row.get(i + 1)));
      }
      if (row.size() % 2 == 1) {
        above.add(row.getLast());
      }
      row = above;
    }
    return row.getFirst();
  }

  /// Whether the path proves that the leaf stands at an index of the tree with that size and root.
  public static boolean isIncluded(long index, long size, Hash leaf, List<Hash> path, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if (isRight(node) || node == last) {
        hash = node(sibling, hash);
        int levels = isRight(node) ? 0 : levelsAsLeft(node);
        node >>>= levels;
        last >>>= levels;
      } else {
        hash = node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /// Whether the proof shows that the tree of `toSize` and `toRoot` begins with the entries of the
  /// tree of `fromSize` and `fromRoot`. Nothing is proven about an empty tree: false.
  public static boolean isConsistent(
      long fromSize, long toSize, Hash fromRoot, Hash toRoot, List<Hash> proof) {
    if (fromSize <= 0 || fromSize > toSize) {
      return false;
    }
    if (fromSize == toSize) {
      return proof.isEmpty() && fromRoot.equals(toRoot);
    }
    List<Hash> hashes = new ArrayList<>(proof);
    if (Long.bitCount(fromSize) == 1) {
      hashes.addFirst(fromRoot);
    }
    return !hashes.isEmpty() && leadsToBoth(fromSize, toSize, fromRoot, toRoot, hashes);
  }

  private static boolean leadsToBoth(
      long fromSize, long toSize, Hash fromRoot, Hash toRoot, List<Hash> hashes) {
    int whole = Long.numberOfTrailingZeros(fromSize);
    long node = (fromSize - 1) >>> whole;
    long last = (toSize - 1) >>> whole;
    Hash older = hashes.getFirst();
    Hash newer = hashes.getFirst();
    for (Hash hash : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      if (isRight(node) || node == last) {
        older = node(hash, older);
        newer = node(hash, newer);
        int levels = isRight(node) ? 0 : levelsAsLeft(node);
        node >>>= levels;
        last >>>= levels;
      } else {
        newer = node(newer, hash);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && older.equals(fromRoot) && newer.equals(toRoot);
  }

  private static boolean isRight(long node) {
    return (node & 1) == 1;
  }

  /// Levels to climb until the node is a right child or the root of its edge.
  private static int levelsAsLeft(long node) {
    return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
  }
}
