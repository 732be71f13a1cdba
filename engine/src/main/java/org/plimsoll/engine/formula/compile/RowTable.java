package org.plimsoll.engine.formula.compile;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TableKind;

/// Writes the look-up of a table in compiled code for one row.
///
/// Written numbers are constants of the code; all else is evaluated first, row by row, as the
/// language says.
final class RowTable {
  private final RowMethod method;
  private final CodeBuilder code;

  RowTable(RowMethod method, CodeBuilder code) {
    this.method = method;
    this.code = code;
  }

  /// A number that is written out, or kept in a local variable.
  private record Entry(double written, int kept) {}

  private static final int WRITTEN = -1;

  void write(Table table) {
    int size = table.rows().size();
    Entry quantity = entry(table.quantity());
    Entry[] thresholds = new Entry[size];
    Entry[] rates = new Entry[size];
    for (int i = 0; i < size; i++) {
      thresholds[i] = entry(table.rows().get(i).threshold());
      rates[i] = entry(table.rows().get(i).rate());
    }
    for (int i = 1; i < size; i++) {
      requireAscending(thresholds[i - 1], thresholds[i]);
    }
    Label end = code.newLabel();
    if (table.kind() == TableKind.TIERS) {
      tiers(quantity, thresholds, rates, end);
    } else {
      steps(quantity, thresholds, rates, end);
    }
    code.labelBinding(end);
  }

  private Entry entry(Expression expression) {
    if (expression instanceof Literal literal) {
      return new Entry(literal.value(), WRITTEN);
    }
    method.finite(expression);
    int kept = code.allocateLocal(TypeKind.DOUBLE);
    code.dstore(kept);
    return new Entry(0, kept);
  }

  private CodeBuilder load(Entry entry) {
    return entry.kept() == WRITTEN ? code.loadConstant(entry.written()) : code.dload(entry.kept());
  }

  private void requireAscending(Entry lower, Entry upper) {
    if (lower.kept() == WRITTEN && upper.kept() == WRITTEN && lower.written() < upper.written()) {
      return;
    }
    load(lower);
    load(upper);
    Label ascends = code.newLabel();
    method.relation(Relation.LESS, true, ascends);
    method.spoilUpTo(ascends);
  }

  /// Leaves not a number and jumps to `end` where the quantity is negative.
  private void notNegative(Entry quantity, Label end) {
    Label found = code.newLabel();
    load(quantity).dconst_0();
    method.relation(Relation.GREATER_OR_EQUAL, true, found);
    code.loadConstant(Double.NaN).goto_(end).labelBinding(found);
  }

  /// A negative quantity is looked for below the second threshold only; one that is not a number
  /// was required to be finite.
  private void steps(Entry quantity, Entry[] thresholds, Entry[] rates, Label end) {
    for (int i = 0; i + 1 < rates.length; i++) {
      Label reached = code.newLabel();
      load(quantity);
      load(thresholds[i + 1]);
      method.relation(Relation.LESS, false, reached);
      if (i == 0) {
        notNegative(quantity, end);
      }
      load(rates[i]).goto_(end).labelBinding(reached);
    }
    if (rates.length == 1) {
      notNegative(quantity, end);
    }
    load(rates[rates.length - 1]);
  }

  /// Adds up in a local variable, because what is on the stack must not depend on the way to `end`.
  private void tiers(Entry quantity, Entry[] thresholds, Entry[] rates, Label end) {
    int total = code.allocateLocal(TypeKind.DOUBLE);
    Label done = code.newLabel();
    notNegative(quantity, end);
    code.dconst_0().dstore(total);
    for (int i = 0; i < rates.length; i++) {
      load(quantity);
      load(thresholds[i]);
      method.relation(Relation.GREATER, false, done);
      load(rates[i]);
      load(quantity);
      if (i + 1 < rates.length) {
        load(thresholds[i + 1]);
        method.smaller();
      }
      load(thresholds[i]);
      code.dsub().dmul().dload(total).dadd().dstore(total);
    }
    code.labelBinding(done).dload(total).goto_(end);
  }
}
