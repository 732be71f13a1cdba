package org.plimsoll.service.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Rows left out so that an answer stays small, without losing an extreme that a person would miss.
final class Thinning {
  private Thinning() {}

  /// At most `limit` of the rows: the first, the last, and from each of equal buckets between them
  /// the row of the greatest value. Every row kept is a real one, and order is kept.
  static <T> List<T> thin(List<T> rows, int limit, ToDoubleFunction<T> value) {
    if (rows.size() <= limit) {
      return rows;
    }
    int buckets = limit - 2;
    long inner = rows.size() - 2L;
    List<T> kept = new ArrayList<>(limit);
    kept.add(rows.getFirst());
    for (int bucket = 0; bucket < buckets; bucket++) {
      int from = 1 + (int) (inner * bucket / buckets);
      int to = 1 + (int) (inner * (bucket + 1) / buckets);
      kept.add(greatest(rows.subList(from, to), value));
    }
    kept.add(rows.getLast());
    return kept;
  }

  private static <T> T greatest(List<T> rows, ToDoubleFunction<T> value) {
    T best = rows.getFirst();
    for (T row : rows) {
      if (value.applyAsDouble(row) > value.applyAsDouble(best)) {
        best = row;
      }
    }
    return best;
  }
}
