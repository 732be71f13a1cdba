package org.plimsoll.audit.proof;

import java.util.SortedMap;
import java.util.TreeMap;
import org.plimsoll.engine.formula.Checked;
import org.plimsoll.engine.formula.Unit;
import org.plimsoll.engine.formula.analysis.Box;
import org.plimsoll.engine.formula.analysis.BoxResult;

/// Claims written in one line.
final class Claims {
  static final SortedMap<String, Unit> UNITS =
      Checked.units("x:rate y:rate z:rate n:money t:time sigma_day:volatility_day flag:boolean");

  private Claims() {}

  static Claim of(String venue, String statute, String domain) {
    return of(venue, statute, domain, Absence.VIOLATES);
  }

  static Claim of(String venue, String statute, String domain, Absence absence) {
    return new Claim(rate(venue), rate(statute), box(domain), 0, absence);
  }

  static RateFunction rate(String text) {
    return RateFunction.of(Checked.accepted(text, UNITS), new TreeMap<>());
  }

  static Box box(String domain) {
    return ((BoxResult.Read) Box.parse(domain)).box();
  }
}
