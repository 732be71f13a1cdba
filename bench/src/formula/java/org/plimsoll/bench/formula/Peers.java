package org.plimsoll.bench.formula;

import com.alibaba.qlexpress4.Express4Runner;
import com.alibaba.qlexpress4.InitOptions;
import com.alibaba.qlexpress4.QLOptions;
import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.parser.ParseException;
import com.googlecode.aviator.AviatorEvaluator;
import com.googlecode.aviator.AviatorEvaluatorInstance;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.objecthunter.exp4j.ExpressionBuilder;
import net.objecthunter.exp4j.function.Function;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.codehaus.janino.ExpressionEvaluator;
import org.springframework.expression.spel.SpelCompilerMode;
import org.springframework.expression.spel.SpelParserConfiguration;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/// Other expression engines, each used as its documentation recommends for repeated evaluation.
final class Peers {
  private Peers() {}

  static RowEngine engine(String name) {
    return switch (name) {
      case "aviator" -> Peers::aviator;
      case "cel" -> Peers::cel;
      case "celmap" -> Peers::celMap;
      case "qlexpress" -> Peers::qlExpress;
      case "evalex" -> Peers::evalEx;
      case "exp4j" -> Peers::exp4j;
      case "jexl" -> Peers::jexl;
      case "janino" -> Peers::janino;
      case "spel" -> Peers::spel;
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// A map that is kept between rows, with its values replaced.
  private static Map<String, Object> bound(
      Map<String, Object> map, List<String> names, double[] in) {
    for (int k = 0; k < in.length; k++) {
      map.put(names.get(k), in[k]);
    }
    return map;
  }

  private static RowEngine.Row aviator(ReferenceFormula formula) {
    AviatorEvaluatorInstance engine = AviatorEvaluator.newInstance();
    String text = new Dialect("", "max", "min", true, Dialect.TERNARY).text(formula);
    var expression = engine.compile(text.replace("sqrt(", "math.sqrt("), true);
    Map<String, Object> map = new HashMap<>();
    return in -> ((Number) expression.execute(bound(map, formula.inputs(), in))).doubleValue();
  }

  private static CelRuntime.Program celProgram(ReferenceFormula formula) throws Exception {
    CelOptions options = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    CelBuilder builder = CelFactory.plannerCelBuilder().setOptions(options);
    formula.inputs().forEach(name -> builder.addVar(name, SimpleType.DOUBLE));
    builder.addCompilerLibraries(CelExtensions.math(options));
    builder.addRuntimeLibraries(CelExtensions.math(options));
    Cel cel = builder.build();
    String text =
        new Dialect("math.", "greatest", "least", true, Dialect.TERNARY).text(formula);
    return cel.createProgram(cel.compile(text).getAst());
  }

  /// With a resolver of variables, which is faster than a map.
  private static RowEngine.Row cel(ReferenceFormula formula) throws Exception {
    CelRuntime.Program program = celProgram(formula);
    var resolver = new Slots(formula.inputs());
    return in -> {
      resolver.values = in;
      try {
        return (double) program.eval(resolver);
      } catch (CelEvaluationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static final class Slots implements CelVariableResolver {
    private final Map<String, Integer> slots = new HashMap<>();
    private double[] values = {};

    Slots(List<String> names) {
      names.forEach(name -> slots.put(name, slots.size()));
    }

    @Override
    public Optional<Object> find(String name) {
      Integer slot = slots.get(name);
      return slot == null ? Optional.empty() : Optional.of(values[slot]);
    }
  }

  private static RowEngine.Row celMap(ReferenceFormula formula) throws Exception {
    CelRuntime.Program program = celProgram(formula);
    Map<String, Object> map = new HashMap<>();
    return in -> {
      try {
        return (double) program.eval(bound(map, formula.inputs(), in));
      } catch (CelEvaluationException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static RowEngine.Row qlExpress(ReferenceFormula formula) {
    var runner = new Express4Runner(InitOptions.DEFAULT_OPTIONS);
    runner.addVarArgsFunction("max", arguments -> extreme(arguments, true));
    runner.addVarArgsFunction("min", arguments -> extreme(arguments, false));
    runner.addVarArgsFunction("sqrt", arguments -> Math.sqrt(((Number) arguments[0]).doubleValue()));
    String text = new Dialect("", "max", "min", true, Dialect.TERNARY).text(formula);
    QLOptions options = QLOptions.builder().cache(true).build();
    Map<String, Object> map = new HashMap<>();
    return in ->
        ((Number) runner.execute(text, bound(map, formula.inputs(), in), options).getResult())
            .doubleValue();
  }

  private static Object extreme(Object[] arguments, boolean largest) {
    double extreme = ((Number) arguments[0]).doubleValue();
    for (Object argument : arguments) {
      double value = ((Number) argument).doubleValue();
      extreme = largest ? Math.max(extreme, value) : Math.min(extreme, value);
    }
    return extreme;
  }

  private static RowEngine.Row evalEx(ReferenceFormula formula) {
    String text = new Dialect("", "MAX", "MIN", true, "IF(%s, %s, %s)").text(formula);
    var expression = new com.ezylang.evalex.Expression(text);
    return in -> {
      for (int k = 0; k < in.length; k++) {
        expression.with(formula.inputs().get(k), in[k]);
      }
      try {
        return expression.evaluate().getNumberValue().doubleValue();
      } catch (EvaluationException | ParseException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  /// It has no conditions: functions that are given both branches stand in for them.
  private static RowEngine.Row exp4j(ReferenceFormula formula) {
    String text =
        new Dialect("", "larger", "smaller", false, "choose(%s, %s, %s)")
            .text(formula)
            .replace("notional < ", "notional, ")
            .replace("choose(esg > 0.7, 0.9, 1.0)", "choose(0.7, esg, 0.9, 1.0)");
    var expression =
        new ExpressionBuilder(text)
            .functions(
                new Function("larger", 2) {
                  @Override
                  public double apply(double... in) {
                    return Math.max(in[0], in[1]);
                  }
                },
                new Function("smaller", 2) {
                  @Override
                  public double apply(double... in) {
                    return Math.min(in[0], in[1]);
                  }
                },
                new Function("choose", 4) {
                  @Override
                  public double apply(double... in) {
                    return in[0] < in[1] ? in[2] : in[3];
                  }
                })
            .variables(formula.inputs().toArray(String[]::new))
            .build();
    return in -> {
      for (int k = 0; k < in.length; k++) {
        expression.setVariable(formula.inputs().get(k), in[k]);
      }
      return expression.evaluate();
    };
  }

  private static RowEngine.Row jexl(ReferenceFormula formula) {
    var engine =
        new JexlBuilder()
            .permissions(JexlPermissions.UNRESTRICTED)
            .namespaces(Map.of("math", Math.class))
            .create();
    var expression = engine.createExpression(Dialect.of("math:").text(formula));
    Map<String, Object> map = new HashMap<>();
    var context = new MapContext(map);
    return in -> {
      bound(map, formula.inputs(), in);
      return ((Number) expression.evaluate(context)).doubleValue();
    };
  }

  /// What Janino implements for F1.
  public interface Four {
    /// The value.
    double of(double a, double b, double c, double d);
  }

  /// What Janino implements for F2.
  public interface Nine {
    /// The value.
    double of(
        double a, double b, double c, double d, double e, double f, double g, double h, double i);
  }

  /// What Janino implements for F3.
  public interface Five {
    /// The value.
    double of(double a, double b, double c, double d, double e);
  }

  private static RowEngine.Row janino(ReferenceFormula formula) throws Exception {
    String text = Dialect.of("Math.").text(formula);
    return switch (formula) {
      case F1 -> {
        Four row = janino(text, Four.class, formula);
        yield in -> row.of(in[0], in[1], in[2], in[3]);
      }
      case F2 -> {
        Nine row = janino(text, Nine.class, formula);
        yield in -> row.of(in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7], in[8]);
      }
      case F3 -> {
        Five row = janino(text, Five.class, formula);
        yield in -> row.of(in[0], in[1], in[2], in[3], in[4]);
      }
    };
  }

  private static <T> T janino(String text, Class<T> type, ReferenceFormula formula)
      throws Exception {
    return new ExpressionEvaluator()
        .createFastEvaluator(text, type, formula.inputs().toArray(String[]::new));
  }

  /// The object whose properties SpEL reads.
  public static final class Root {
    /// Inputs by name.
    public double alpha, sigma, ltv, beta, h, fl, esg, notional, cap, gross, d, g, v;
  }

  private static RowEngine.Row spel(ReferenceFormula formula) {
    var configuration =
        new SpelParserConfiguration(SpelCompilerMode.IMMEDIATE, Peers.class.getClassLoader());
    var expression =
        new SpelExpressionParser(configuration)
            .parseExpression(Dialect.of("T(java.lang.Math).").text(formula));
    var root = new Root();
    return in -> {
      bind(formula, root, in);
      return (double) expression.getValue(root);
    };
  }

  private static void bind(ReferenceFormula formula, Root root, double[] in) {
    switch (formula) {
      case F1 -> {
        root.alpha = in[0];
        root.sigma = in[1];
        root.ltv = in[2];
        root.beta = in[3];
      }
      case F2 -> {
        root.alpha = in[0];
        root.sigma = in[1];
        root.ltv = in[2];
        root.beta = in[3];
        root.h = in[4];
        root.fl = in[5];
        root.esg = in[6];
        root.notional = in[7];
        root.cap = in[8];
      }
      case F3 -> {
        root.fl = in[0];
        root.gross = in[1];
        root.d = in[2];
        root.g = in[3];
        root.v = in[4];
      }
    }
  }
}
