package org.plimsoll.engine.formula.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;

/// Where the values of a formula lie over a box.
public sealed interface Bounds {
  /// Why the formula may have no value, in the order of {@link Reason}. A reason that is not listed
  /// is proven not to occur; an empty list proves that there is always a value. One that is listed
  /// may still not occur.
  List<Reason> reasons();

  /// All values lie between two bounds. They were proven and may be wider than need be.
  ///
  /// @param lower −∞ where no bound could be proven
  /// @param upper +∞ where no bound could be proven
  /// @param least the smallest value that was seen; absent when none was
  /// @param most the largest value that was seen; absent when none was
  record Within(
      double lower,
      double upper,
      @Nullable Sample least,
      @Nullable Sample most,
      List<Reason> reasons)
      implements Bounds {
    /// Copies the list and checks the order of the bounds.
    public Within {
      reasons = List.copyOf(reasons);
      if (!(lower <= upper)) {
        throw new IllegalArgumentException("Bounds from " + lower + " to " + upper);
      }
    }

    /// Whether both bounds are finite.
    public boolean isFinite() {
      return Double.isFinite(lower) && Double.isFinite(upper);
    }
  }

  /// The formula has no value anywhere in the box.
  record Never(List<Reason> reasons) implements Bounds {
    /// Copies the list.
    public Never {
      reasons = List.copyOf(reasons);
    }
  }
}
