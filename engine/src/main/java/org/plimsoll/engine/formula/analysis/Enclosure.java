package org.plimsoll.engine.formula.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.quantity.Reason;

/// What a formula can be over one box, from one walk.
///
/// @param result empty when there is no value anywhere in the box
/// @param reasons why there may be no value; not to be changed
record Enclosure(Optional<Ranged> result, Set<Reason> reasons) {
  static Enclosure of(Formula formula, List<String> names, List<Interval> sides) {
    var reasons = EnumSet.noneOf(Reason.class);
    Surroundings box = Surroundings.of(names, sides);
    List<Double> widths = new ArrayList<>();
    sides.forEach(side -> widths.add(side.width()));
    try {
      for (Assignment assignment : formula.assignments()) {
        box = box.assigned(new BoxWalk(box, widths, reasons).value(assignment.value()));
      }
      Ranged result = new BoxWalk(box, widths, reasons).value(formula.result());
      return new Enclosure(Optional.of(result), reasons);
    } catch (NoValue none) {
      return new Enclosure(Optional.empty(), reasons);
    }
  }

  /// Whether a value is proven to exist everywhere in the box.
  boolean isAlwaysAvailable() {
    return reasons.isEmpty();
  }
}
