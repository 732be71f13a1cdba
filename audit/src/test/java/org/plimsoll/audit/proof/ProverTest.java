package org.plimsoll.audit.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plimsoll.audit.proof.Effort.Method;
import org.plimsoll.engine.formula.Outcome;
import org.plimsoll.engine.quantity.Reason;

class ProverTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static Verdict prove(String venue, String statute, String domain, Set<Method> methods) {
    return Prover.prove(Claims.of(venue, statute, domain), LIMIT, methods);
  }

  /// Each pair is decided by a known inequality, and by both ways.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PROVED   | x + 0.01                       | x                          | x=0..1
          PROVED   | max(x, 0.2)                    | 0.19                       | x=0..1
          PROVED   | x * x - x + 0.26               | 0                          | x=-3..3
          VIOLATED | x * x - x + 0.24               | 0                          | x=-3..3
          PROVED   | sqrt(x) + 0.001                | x                          | x=0..1
          VIOLATED | sqrt(x)                        | x                          | x=0..1.01
          PROVED   | clamp(x, 0.1, 0.3)             | 0.09                       | x=-9..9
          VIOLATED | min(x, 0.2)                    | 0.21                       | x=0..1
          PROVED   | steps(n, [(0, 0.1), (money(5), 0.2)]) | 0.09                | n=0..10
          VIOLATED | steps(n, [(0, 0.1), (money(5), 0.2)]) | 0.15                | n=0..10
          VIOLATED | x if flag else 0.5             | 0.2                        | x=0..1, flag=0..1
          PROVED   | x if flag else 0.5             | 0.2                        | x=0.3..1, flag=0..1
          PROVED   | 0.4 if x < 0.5 or x > 0.6 else 0.3 | 0.29                   | x=0..1
          PROVED   | (1 + x) ** 3                   | 1 + 3 * x - 0.001          | x=0..1
          VIOLATED | (1 + x) ** -2                  | 1 - x                      | x=0..1
          PROVED   | 2.33 * sigma_day / y + 0.02    | 0.03                       | sigma_day=0.005..0.4, y=0.3..0.9
          VIOLATED | 2.33 * sigma_day / y + 0.02    | 0.05                       | sigma_day=0.005..0.4, y=0.3..0.9
          PROVED   | as_rate(t / days(1))           | as_rate(t / hours(25))     | t=1..9
          """)
  void bothWaysDecideWhatInequalitiesTell(
      String expected, String venue, String statute, String domain) {
    for (Method method : Prover.ALL) {
      Verdict verdict = prove(venue, statute, domain, Set.of(method));
      String name = verdict.getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
      // x^2 touches no zero of the difference, so that intervals can do without exact arithmetic
      assertEquals(expected, name, method + ": " + verdict);
    }
  }

  @Test
  void aTouchingClaimNeedsExactArithmetic() {
    String venue = "x * x + y * y";
    String statute = "2 * x * y";
    Verdict byIntervals =
        Prover.prove(
            Claims.of(venue, statute, "x=-1..1, y=-1..1"),
            Duration.ofMillis(100),
            Set.of(Method.INTERVALS));
    assertInstanceOf(Verdict.Undecided.class, byIntervals);
    var proved =
        assertInstanceOf(
            Verdict.Proved.class, prove(venue, statute, "x=-1..1, y=-1..1", Prover.ALL));
    assertEquals(Method.SOLVER, proved.effort().method());
    assertTrue(proved.rounding() > 0 && proved.rounding() < 1e-14, "" + proved.rounding());
  }

  @Test
  void tiersAreMarginalAmountsForTheSolverToo() {
    String tiers = "tiers(n, [(0, 0.1), (100, 0.2), (200, 0.4)]) / n";
    // 0.1·100 + 0.2·100 + 0.4·100 over 300 is 0.2333…
    for (Method method : Prover.ALL) {
      assertInstanceOf(Verdict.Violated.class, prove(tiers, "0.2334", "n=1..300", Set.of(method)));
      assertInstanceOf(Verdict.Proved.class, prove(tiers, "0.0999", "n=1..300", Set.of(method)));
      assertInstanceOf(Verdict.Proved.class, prove("0.2334", tiers, "n=1..300", Set.of(method)));
    }
  }

  @Test
  void transcendentalFunctionsAreLeftToIntervals() {
    String domain = "x=-1..1";
    var proved =
        assertInstanceOf(Verdict.Proved.class, prove("exp(x)", "0.999 + x", domain, Prover.ALL));
    assertEquals(Method.INTERVALS, proved.effort().method());
    assertInstanceOf(Verdict.Violated.class, prove("exp(x)", "1.001 + x", domain, Prover.ALL));
    assertInstanceOf(Verdict.Proved.class, prove("x", "1.001 * log(x)", "x=0.5..9", Prover.ALL));
    assertInstanceOf(
        Verdict.Proved.class, prove("x ** y", "0.2", "x=0.5..2, y=0.1..2", Prover.ALL));
    assertInstanceOf(
        Verdict.Violated.class, prove("x ** y", "0.26", "x=0.5..2, y=0.1..2", Prover.ALL));
  }

  @Test
  void theTimeLimitEndsWhatCannotBeDecided() {
    // the tangent at 1, in doubles: it is below by less than intervals can show
    Claim claim = Claims.of("exp(x)", "2.718281828459045 * x", "x=0.5..1.5");
    var undecided =
        assertInstanceOf(Verdict.Undecided.class, Prover.prove(claim, Duration.ofMillis(300)));
    assertTrue(undecided.remaining().ranges().containsKey("x"));
    assertTrue(undecided.remaining().ranges().firstEntry().getValue().contains(1));
    assertTrue(undecided.effort().elapsed().toMillis() < 3_000, "" + undecided.effort());
    assertTrue(undecided.why().contains("exp"), undecided.why());
  }

  @Test
  void aPointWithoutAValueViolatesUnlessExcluded() {
    for (Method method : Prover.ALL) {
      Verdict verdict = prove("1 / x", "1", "x=0..1", Set.of(method));
      var violated = assertInstanceOf(Verdict.Violated.class, verdict);
      var absent = assertInstanceOf(Outcome.Unavailable.class, violated.counterexample().venue());
      assertEquals(Reason.DIVISION_BY_ZERO, absent.reason());
      assertTrue(Double.isNaN(violated.counterexample().shortfall()));
      Verdict guarded = prove("1 / x if x > 0 else 2", "0.9", "x=0..1", Set.of(method));
      assertInstanceOf(Verdict.Proved.class, guarded, method + ": " + guarded);
    }
    Claim excluded = Claims.of("1 / x", "0.9", "x=0..1", Absence.EXCLUDED);
    assertInstanceOf(Verdict.Proved.class, Prover.prove(excluded, LIMIT));
    for (String absent : new String[] {"sqrt(x - 2)", "log(x - 2)", "(x - 2) ** 0.5"}) {
      assertInstanceOf(Verdict.Violated.class, prove(absent, "0", "x=0..1", Prover.ALL));
    }
  }

  @Test
  void anUnreadAssignmentWithoutAValueStillCounts() {
    assertInstanceOf(
        Verdict.Violated.class,
        prove("unused = 1 / x\n1 + x", "0.5", "x=0..1", Set.of(Method.SOLVER)));
  }

  @Test
  void roundingAloneViolatesNothing() {
    // 0.1 + 0.2 + x against x + 0.3: the doubles behind the words differ by less than a last place
    Verdict verdict = prove("(x + 0.1) - x", "0.1", "x=0..1", Prover.ALL);
    var proved = assertInstanceOf(Verdict.Proved.class, verdict);
    assertTrue(proved.rounding() >= 0.1 - ((0.7 + 0.1) - 0.7), "" + proved.rounding());
  }

  @Test
  void theMarginSaysHowFarBelowIsNotBelow() {
    RateFunction venue = Claims.rate("x");
    RateFunction statute = Claims.rate("x + 0.01");
    var domain = Claims.box("x=0..1");
    assertInstanceOf(
        Verdict.Violated.class,
        Prover.prove(new Claim(venue, statute, domain, 0.009, Absence.VIOLATES), LIMIT));
    assertInstanceOf(
        Verdict.Proved.class,
        Prover.prove(new Claim(venue, statute, domain, 0.011, Absence.VIOLATES), LIMIT));
  }

  @Test
  void theDomainMustNameWhatIsRead() {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> Claims.of("x + y", "z", "x=0..1"));
    assertTrue(String.valueOf(thrown.getMessage()).contains("[y, z]"), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> Claims.of("x if flag else 1", "0", "x=1,flag=0.5"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Claims.rate("x").with(new TreeMap<>(java.util.Map.of("alpha", 1.0))));
  }
}
