package org.plimsoll.audit.proof;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.RatNum;
import com.microsoft.z3.RealSort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Assignment;
import org.plimsoll.engine.formula.Expression;
import org.plimsoll.engine.formula.Expression.Arithmetic;
import org.plimsoll.engine.formula.Expression.Call;
import org.plimsoll.engine.formula.Expression.Comparison;
import org.plimsoll.engine.formula.Expression.Conditional;
import org.plimsoll.engine.formula.Expression.Connective;
import org.plimsoll.engine.formula.Expression.Input;
import org.plimsoll.engine.formula.Expression.Literal;
import org.plimsoll.engine.formula.Expression.Local;
import org.plimsoll.engine.formula.Expression.Logical;
import org.plimsoll.engine.formula.Expression.Negate;
import org.plimsoll.engine.formula.Expression.Not;
import org.plimsoll.engine.formula.Expression.Relation;
import org.plimsoll.engine.formula.Expression.Table;
import org.plimsoll.engine.formula.Expression.TableKind;
import org.plimsoll.engine.formula.Expression.TruthLiteral;
import org.plimsoll.engine.formula.Formula;
import org.plimsoll.engine.formula.TimeUnits;
import org.plimsoll.engine.rulebook.RateCalculator;

/// Writes formulas as terms of exact real arithmetic, each with the condition under which it has a
/// value.
///
/// Doubles stand for the numbers that they are. Roots and quotients become fresh unknowns with the
/// equation that defines them; assigned values too, so that terms stay small.
final class RealTerms {
  private static final int LARGEST_POWER = 64;

  /// A term and when it has a value.
  record Term<E extends Expr<?>>(E value, BoolExpr defined) {}

  private final Context z3;
  private final SortedMap<String, Expr<?>> inputs;
  private final List<BoolExpr> equations = new ArrayList<>();
  private int fresh;

  /// @param inputs what each name stands for: a number or a truth
  RealTerms(Context z3, SortedMap<String, Expr<?>> inputs) {
    this.z3 = z3;
    this.inputs = inputs;
  }

  /// What the fresh unknowns satisfy.
  List<BoolExpr> equations() {
    return equations;
  }

  /// The rate with its floor and cap.
  ///
  /// @throws Untranslatable where a formula has no exact counterpart
  Term<Expr<RealSort>> rate(RateFunction rate) {
    Term<Expr<RealSort>> all = formula(rate.initial(), rate);
    Formula floor = rate.floor();
    Formula cap = rate.cap();
    Term<Expr<RealSort>> least = floor == null ? null : formula(floor, rate);
    Term<Expr<RealSort>> most = cap == null ? null : formula(cap, rate);
    if (least != null) {
      all = new Term<>(larger(all.value(), least.value()), both(all.defined(), least.defined()));
    }
    if (most != null) {
      BoolExpr there = both(all.defined(), most.defined());
      if (least != null) {
        there = both(there, z3.mkLe(least.value(), most.value()));
      }
      all = new Term<>(smaller(all.value(), most.value()), there);
    }
    if (!rate.isLawful()) {
      return all;
    }
    BoolExpr lawful =
        both(
            z3.mkGt(all.value(), number(0)),
            z3.mkLe(all.value(), number(RateCalculator.LARGEST_RATE)));
    return new Term<>(all.value(), both(all.defined(), lawful));
  }

  private Term<Expr<RealSort>> formula(Formula formula, RateFunction rate) {
    return new Walk(formula, rate.constants()).result(formula);
  }

  /// The exact value of a double.
  Expr<RealSort> number(double value) {
    var exact = new BigDecimal(value);
    return exact.scale() <= 0
        ? z3.mkReal(exact.toBigIntegerExact().toString())
        : z3.mkReal(exact.unscaledValue() + "/" + BigInteger.TEN.pow(exact.scale()));
  }

  private BoolExpr both(BoolExpr one, BoolExpr other) {
    if (one.isTrue() || other.isFalse()) {
      return other;
    }
    return other.isTrue() || one.isFalse() ? one : z3.mkAnd(one, other);
  }

  private Expr<RealSort> larger(Expr<RealSort> one, Expr<RealSort> other) {
    return folded(z3.mkITE(z3.mkGe(one, other), one, other), one, other);
  }

  private Expr<RealSort> smaller(Expr<RealSort> one, Expr<RealSort> other) {
    return folded(z3.mkITE(z3.mkLe(one, other), one, other), one, other);
  }

  @SafeVarargs
  private static Expr<RealSort> folded(Expr<RealSort> term, Expr<RealSort>... operands) {
    for (Expr<RealSort> operand : operands) {
      if (!operand.isRatNum()) {
        return term;
      }
    }
    return real(term.simplify());
  }

  @SuppressWarnings("unchecked") // every number of a formula is a real term
  private static Expr<RealSort> real(Expr<?> term) {
    return (Expr<RealSort>) term;
  }

  private Expr<RealSort> unknown(String what) {
    return z3.mkRealConst(what + "!" + fresh++);
  }

  /// The walk of one formula.
  private final class Walk {
    private final SortedMap<String, Double> constants;
    private final List<Term<?>> locals = new ArrayList<>();
    private final BoolExpr always = z3.mkTrue();

    Walk(Formula formula, SortedMap<String, Double> constants) {
      this.constants = constants;
      for (Assignment assignment : formula.assignments()) {
        locals.add(local(assignment));
      }
    }

    private Term<?> local(Assignment assignment) {
      Expression value = assignment.value();
      if (value.unit().isBoolean()) {
        return truth(value);
      }
      Term<Expr<RealSort>> term = term(value);
      if (term.value().isRatNum()) {
        return term;
      }
      Expr<RealSort> name = unknown(assignment.name());
      equations.add(z3.mkEq(name, term.value()));
      return new Term<>(name, term.defined());
    }

    /// Assigned values must exist whether or not the result reads them.
    Term<Expr<RealSort>> result(Formula formula) {
      Term<Expr<RealSort>> result = term(formula.result());
      BoolExpr defined = result.defined();
      for (Term<?> local : locals) {
        defined = both(local.defined(), defined);
      }
      return new Term<>(result.value(), defined);
    }

    private Term<Expr<RealSort>> term(Expression expression) {
      return switch (expression) {
        case Literal literal -> new Term<>(number(literal.value()), always);
        case Input input -> new Term<>(real(input(input)), always);
        case Local local -> new Term<>(real(locals.get(local.slot()).value()), always);
        case Negate negate -> {
          Term<Expr<RealSort>> operand = term(negate.operand());
          yield new Term<>(
              folded(z3.mkUnaryMinus(operand.value()), operand.value()), operand.defined());
        }
        case Arithmetic arithmetic -> arithmetic(arithmetic);
        case Conditional choice -> {
          Term<BoolExpr> condition = truth(choice.condition());
          Term<Expr<RealSort>> yes = term(choice.whenTrue());
          Term<Expr<RealSort>> no = term(choice.whenFalse());
          yield condition.value().isTrue()
              ? new Term<>(yes.value(), both(condition.defined(), yes.defined()))
              : condition.value().isFalse()
                  ? new Term<>(no.value(), both(condition.defined(), no.defined()))
                  : new Term<>(
                      z3.mkITE(condition.value(), yes.value(), no.value()),
                      both(condition.defined(), chosen(condition.value(), yes, no)));
        }
        case Call call -> call(call);
        case Table table -> table(table);
        case TruthLiteral _, Not _, Comparison _, Logical _ ->
            throw new IllegalStateException("A truth where a number belongs: " + expression);
      };
    }

    private BoolExpr chosen(BoolExpr condition, Term<?> yes, Term<?> no) {
      return yes.defined().isTrue() && no.defined().isTrue()
          ? always
          : (BoolExpr) z3.mkITE(condition, yes.defined(), no.defined());
    }

    private Term<BoolExpr> truth(Expression expression) {
      return switch (expression) {
        case TruthLiteral literal -> new Term<>(z3.mkBool(literal.value()), always);
        case Input input -> new Term<>((BoolExpr) input(input), always);
        case Local local -> new Term<>((BoolExpr) locals.get(local.slot()).value(), always);
        case Not not -> {
          Term<BoolExpr> operand = truth(not.operand());
          yield new Term<>(simple(z3.mkNot(operand.value())), operand.defined());
        }
        case Comparison comparison -> comparison(comparison);
        case Logical logical -> logical(logical);
        case Conditional choice -> {
          Term<BoolExpr> condition = truth(choice.condition());
          Term<BoolExpr> yes = truth(choice.whenTrue());
          Term<BoolExpr> no = truth(choice.whenFalse());
          yield new Term<>(
              simple((BoolExpr) z3.mkITE(condition.value(), yes.value(), no.value())),
              both(condition.defined(), chosen(condition.value(), yes, no)));
        }
        case Literal _, Negate _, Arithmetic _, Call _, Table _ ->
            throw new IllegalStateException("A number where a truth belongs: " + expression);
      };
    }

    private BoolExpr simple(BoolExpr truth) {
      return (BoolExpr) truth.simplify();
    }

    private Expr<?> input(Input input) {
      Double constant = constants.get(input.name());
      if (constant != null) {
        return input.unit().isBoolean() ? z3.mkBool(constant == 1) : number(constant);
      }
      Expr<?> known = inputs.get(input.name());
      if (known == null) {
        throw new IllegalStateException("The claim has no range of " + input.name());
      }
      return known;
    }

    private Term<BoolExpr> logical(Logical logical) {
      Term<BoolExpr> left = truth(logical.left());
      Term<BoolExpr> right = truth(logical.right());
      boolean isOr = logical.connective() == Connective.OR;
      BoolExpr value =
          isOr ? z3.mkOr(left.value(), right.value()) : z3.mkAnd(left.value(), right.value());
      BoolExpr decided = isOr ? left.value() : z3.mkNot(left.value());
      BoolExpr later = right.defined().isTrue() ? always : z3.mkOr(decided, right.defined());
      return new Term<>(simple(value), both(left.defined(), later));
    }

    /// Operands after the first relation that fails are not asked for.
    private Term<BoolExpr> comparison(Comparison comparison) {
      Term<Expr<RealSort>> left = term(comparison.operands().getFirst());
      BoolExpr holds = always;
      BoolExpr defined = left.defined();
      for (int i = 0; i < comparison.relations().size(); i++) {
        Term<Expr<RealSort>> right = term(comparison.operands().get(i + 1));
        if (!right.defined().isTrue()) {
          defined = both(defined, z3.mkOr(z3.mkNot(holds), right.defined()));
        }
        holds = both(holds, relation(comparison.relations().get(i), left.value(), right.value()));
        left = right;
      }
      return new Term<>(simple(holds), defined);
    }

    private BoolExpr relation(Relation relation, Expr<RealSort> one, Expr<RealSort> other) {
      return switch (relation) {
        case LESS -> z3.mkLt(one, other);
        case LESS_OR_EQUAL -> z3.mkLe(one, other);
        case GREATER -> z3.mkGt(one, other);
        case GREATER_OR_EQUAL -> z3.mkGe(one, other);
        case EQUAL -> z3.mkEq(one, other);
        case NOT_EQUAL -> z3.mkNot(z3.mkEq(one, other));
      };
    }

    private Term<Expr<RealSort>> arithmetic(Arithmetic node) {
      Term<Expr<RealSort>> left = term(node.left());
      Term<Expr<RealSort>> right = term(node.right());
      BoolExpr there = both(left.defined(), right.defined());
      Expr<RealSort> one = left.value();
      Expr<RealSort> other = right.value();
      return switch (node.operator()) {
        case ADD -> new Term<>(folded(z3.mkAdd(one, other), one, other), there);
        case SUBTRACT -> new Term<>(folded(z3.mkSub(one, other), one, other), there);
        case MULTIPLY -> new Term<>(folded(z3.mkMul(one, other), one, other), there);
        case DIVIDE -> quotient(one, other, there);
        case POWER -> power(one, other, there);
      };
    }

    private Term<Expr<RealSort>> quotient(
        Expr<RealSort> one, Expr<RealSort> other, BoolExpr there) {
      BoolExpr whole = z3.mkNot(z3.mkEq(other, number(0)));
      if (other.isRatNum()) {
        boolean isZero = ((RatNum) other).getBigIntNumerator().signum() == 0;
        return isZero
            ? new Term<>(number(0), z3.mkFalse())
            : new Term<>(folded(z3.mkDiv(one, other), one, other), there);
      }
      Expr<RealSort> quotient = unknown("quotient");
      equations.add(z3.mkImplies(whole, z3.mkEq(z3.mkMul(quotient, other), one)));
      return new Term<>(quotient, both(there, whole));
    }

    /// Powers with a fixed exponent that is a whole number of halves.
    private Term<Expr<RealSort>> power(
        Expr<RealSort> base, Expr<RealSort> exponent, BoolExpr there) {
      if (!exponent.isRatNum()) {
        throw new Untranslatable("a power whose exponent varies");
      }
      BigInteger halves = ((RatNum) exponent).getBigIntNumerator();
      BigInteger denominator = ((RatNum) exponent).getBigIntDenominator();
      boolean whole = denominator.equals(BigInteger.ONE);
      if (!(whole || denominator.equals(BigInteger.TWO))
          || halves.abs().compareTo(BigInteger.valueOf(LARGEST_POWER)) > 0) {
        throw new Untranslatable("a power with the exponent " + exponent);
      }
      int times = halves.intValueExact();
      Term<Expr<RealSort>> root = whole ? new Term<>(base, there) : root(base, there);
      Expr<RealSort> power = product(root.value(), Math.abs(times));
      return times < 0
          ? quotient(number(1), power, root.defined())
          : new Term<>(power, root.defined());
    }

    private Expr<RealSort> product(Expr<RealSort> base, int times) {
      Expr<RealSort> product = number(1);
      for (int i = 0; i < times; i++) {
        product = i == 0 ? base : folded(z3.mkMul(product, base), product, base);
      }
      return product;
    }

    private Term<Expr<RealSort>> root(Expr<RealSort> square, BoolExpr there) {
      Expr<RealSort> root = unknown("root");
      BoolExpr real = z3.mkGe(square, number(0));
      equations.add(z3.mkGe(root, number(0)));
      equations.add(z3.mkImplies(real, z3.mkEq(z3.mkMul(root, root), square)));
      return new Term<>(root, both(there, real));
    }

    private Term<Expr<RealSort>> call(Call call) {
      List<Expr<RealSort>> values = new ArrayList<>();
      BoolExpr there = always;
      for (Expression argument : call.arguments()) {
        Term<Expr<RealSort>> term = term(argument);
        values.add(term.value());
        there = both(there, term.defined());
      }
      Expr<RealSort> first = values.getFirst();
      return switch (call.function()) {
        case MIN -> new Term<>(values.stream().reduce(first, RealTerms.this::smaller), there);
        case MAX -> new Term<>(values.stream().reduce(first, RealTerms.this::larger), there);
        case CLAMP -> {
          BoolExpr ordered = z3.mkLe(values.get(1), values.get(2));
          yield new Term<>(
              smaller(larger(first, values.get(1)), values.get(2)), both(there, ordered));
        }
        case ABS -> new Term<>(larger(first, z3.mkUnaryMinus(first)), there);
        case SQRT -> root(first, there);
        case MINUTES, HOURS, DAYS, WEEKS, YEARS -> time(call, first, there);
        case MONEY, AS_RATE -> new Term<>(first, there);
        case EXP, LOG -> throw new Untranslatable(call.function().text());
      };
    }

    private Term<Expr<RealSort>> time(Call call, Expr<RealSort> count, BoolExpr there) {
      double days = TimeUnits.days(call.function(), 1);
      Expr<RealSort> value =
          days >= 1 ? z3.mkMul(count, number(days)) : z3.mkDiv(count, number(Math.rint(1 / days)));
      return new Term<>(folded(value, count), there);
    }

    private Term<Expr<RealSort>> table(Table table) {
      Term<Expr<RealSort>> quantity = term(table.quantity());
      BoolExpr there = both(quantity.defined(), z3.mkGe(quantity.value(), number(0)));
      List<Expr<RealSort>> thresholds = new ArrayList<>();
      List<Expr<RealSort>> rates = new ArrayList<>();
      for (Expression.Row row : table.rows()) {
        Term<Expr<RealSort>> threshold = term(row.threshold());
        Term<Expr<RealSort>> rate = term(row.rate());
        there = both(both(there, threshold.defined()), rate.defined());
        there = both(there, ascends(thresholds, threshold.value()));
        thresholds.add(threshold.value());
        rates.add(rate.value());
      }
      Expr<RealSort> value =
          table.kind() == TableKind.STEPS
              ? step(quantity.value(), thresholds, rates)
              : tiers(quantity.value(), thresholds, rates);
      return new Term<>(value, there);
    }

    private BoolExpr ascends(List<Expr<RealSort>> before, Expr<RealSort> threshold) {
      return simple(
          before.isEmpty() ? z3.mkEq(threshold, number(0)) : z3.mkGt(threshold, before.getLast()));
    }

    private Expr<RealSort> step(
        Expr<RealSort> quantity, List<Expr<RealSort>> thresholds, List<Expr<RealSort>> rates) {
      Expr<RealSort> value = rates.getFirst();
      for (int row = 1; row < rates.size(); row++) {
        value = z3.mkITE(z3.mkGe(quantity, thresholds.get(row)), rates.get(row), value);
      }
      return value;
    }

    private Expr<RealSort> tiers(
        Expr<RealSort> quantity, List<Expr<RealSort>> thresholds, List<Expr<RealSort>> rates) {
      Expr<RealSort> total = number(0);
      for (int row = 0; row < rates.size(); row++) {
        boolean last = row + 1 == rates.size();
        Expr<RealSort> end = last ? quantity : smaller(quantity, thresholds.get(row + 1));
        Expr<RealSort> part = larger(z3.mkSub(end, thresholds.get(row)), number(0));
        total = z3.mkAdd(total, z3.mkMul(rates.get(row), part));
      }
      return total;
    }
  }

  /// The double nearest to an exact number of the solver, or null where it is none.
  static @Nullable Double nearest(Expr<?> exact) {
    if (exact instanceof RatNum ratio) {
      var numerator = new BigDecimal(ratio.getBigIntNumerator());
      var denominator = new BigDecimal(ratio.getBigIntDenominator());
      return numerator.divide(denominator, new java.math.MathContext(60)).doubleValue();
    }
    return exact instanceof com.microsoft.z3.AlgebraicNum root ? nearest(root.toLower(40)) : null;
  }
}
