package org.plimsoll.engine.rulebook.governor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.GovernorSettings;
import org.plimsoll.engine.rulebook.governor.GovernorStep.Kind;

class GovernorTest {
  private static final Instant T = Instant.parse("2025-10-10T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final double NO_CAP = Double.POSITIVE_INFINITY;
  private static final long SEED = 0x60_4e_21L;
  private static final double STEP = 0.0625;

  private static final GovernorSettings STEPS = new GovernorSettings(STEP, DAY, Duration.ZERO, 0);
  private static final GovernorSettings NOTICE =
      new GovernorSettings(NO_CAP, Duration.ZERO, DAY, 0);
  private static final GovernorSettings BAND =
      new GovernorSettings(NO_CAP, Duration.ZERO, Duration.ZERO, 0.05);
  private static final GovernorSettings ALL = new GovernorSettings(STEP, DAY, DAY, 0.01);

  @Test
  void withoutSettingsEveryDemandIsInForceAtOnce() {
    var run = new Run(GovernorSettings.NONE, 0.1);
    assertEquals(0.5, run.at(HOUR, 0.5).rate());
    assertEquals(List.of(), run.last.steps());
    assertEquals(0.2, run.at(HOUR, 0.2).rate());
    assertEquals(T.plus(HOUR.multipliedBy(2)), run.state.since());
  }

  @Test
  void aChangeIsCutToTheStepAndGoesOnInTheNextInterval() {
    var run = new Run(STEPS, 0.125);
    assertEquals(0.125 + STEP, run.at(HOUR, 0.5).rate());
    assertEquals(List.of(Kind.MAXIMUM_STEP), run.kinds());
    assertEquals(0.125 + STEP, run.at(HOUR.multipliedBy(22), 0.5).rate());
    assertEquals(0.125 + STEP, run.at(HOUR.minusNanos(1).plus(HOUR.dividedBy(2)), 0.5).rate());
    assertEquals(0.125 + 2 * STEP, run.at(HOUR, 0.5).rate());
  }

  @Test
  void aFallIsCutToTheStepAsWell() {
    var run = new Run(STEPS, 0.5);
    assertEquals(0.5 - STEP, run.at(HOUR, 0.125).rate());
    assertEquals(0.5 - STEP, run.at(HOUR, 0.125).rate());
    assertEquals(0.5 - 2 * STEP, run.at(DAY, 0.125).rate());
  }

  @Test
  void aRiseInNoticeWaitsUntilItsTime() {
    var run = new Run(NOTICE, 0.1);
    assertEquals(0.1, run.at(HOUR, 0.3).rate());
    assertEquals(Optional.of(new Pending(0.3, T.plus(HOUR).plus(DAY))), run.last.pending());
    assertEquals(List.of(Kind.NOTICE), run.kinds());
    assertEquals(0.1, run.at(DAY.minusNanos(1), 0.3).rate());
    assertEquals(0.3, run.at(Duration.ofNanos(1), 0.3).rate());
    assertEquals(Optional.empty(), run.last.pending());
  }

  @Test
  void whatExceedsTheAnnouncementIsAnnouncedAnew() {
    var run = new Run(NOTICE, 0.1);
    run.at(HOUR, 0.3);
    assertEquals(0.1, run.at(HOUR, 0.4).rate());
    assertEquals(0.3, run.at(DAY, 0.4).rate());
    assertEquals(0.4, run.last.pending().orElseThrow().rate());
    assertEquals(0.4, run.at(DAY, 0.6).rate());
  }

  @Test
  void anAnnouncedRiseNoLongerAskedForIsWithdrawn() {
    var run = new Run(NOTICE, 0.1);
    run.at(HOUR, 0.3);
    assertEquals(0.1, run.at(HOUR, 0.1).rate());
    assertEquals(List.of(Kind.NOTICE_WITHDRAWN), run.kinds());
    run.at(HOUR, 0.3);
    assertEquals(0.05, run.at(HOUR, 0.05).rate());
    assertEquals(Optional.empty(), run.last.pending());
  }

  @Test
  void aRiseThatHitsNoOpenPositionNeedsNoNotice() {
    var run = new Run(NOTICE, 0.1);
    run.now = run.now.plus(HOUR);
    assertEquals(0.3, run.govern(new Demand(0.3, 0, NO_CAP, false, run.now)).rate());
  }

  @Test
  void aFloorRaisedByLawIsInForceAtOnceDespiteNoticeAndStep() {
    var run = new Run(ALL, 0.1);
    run.now = run.now.plus(HOUR);
    GovernedRate rate = run.govern(new Demand(0.5, 0.5, NO_CAP, true, run.now));
    assertEquals(0.5, rate.rate());
    assertEquals(Kind.FLOOR, rate.steps().getLast().kind());
    assertEquals(Optional.empty(), rate.pending());
  }

  @Test
  void aCapIsInForceAtOnceAndTheFloorWinsOverIt() {
    var run = new Run(ALL, 0.5);
    run.now = run.now.plus(HOUR);
    assertEquals(0.2, run.govern(new Demand(0.2, 0, 0.2, true, run.now)).rate());
    assertEquals(0.3, run.govern(new Demand(0.3, 0.3, 0.2, true, run.now)).rate());
  }

  @Test
  void anOverrideIsInForceAtOnceUntilItExpires() {
    var run = new Run(ALL, 0.1);
    run.state =
        assertInstanceOf(
                OverrideOutcome.Accepted.class,
                Governor.override(run.state, 0.8, "exchange outage", T.plus(DAY), T))
            .next();
    assertEquals(0.8, run.at(HOUR, 0.1).rate());
    assertEquals(List.of(Kind.OVERRIDE), run.kinds());
    assertTrue(run.last.steps().getFirst().why().contains("exchange outage"));
    assertEquals(0.8, run.at(HOUR.multipliedBy(22), 0.1).rate());
    assertEquals(0.8 - STEP, run.at(HOUR.multipliedBy(2), 0.1).rate());
  }

  @Test
  void anOverrideCannotGoBelowTheFloor() {
    var run = new Run(ALL, 0.5);
    run.state =
        assertInstanceOf(
                OverrideOutcome.Accepted.class,
                Governor.override(run.state, 0.01, "test", T.plus(DAY), T))
            .next();
    run.now = run.now.plus(HOUR);
    assertEquals(0.2, run.govern(new Demand(0.5, 0.2, NO_CAP, true, run.now)).rate());
  }

  @Test
  void anOverrideWithoutReasonOrEndIsUnjustified() {
    GovernorState state = new Run(ALL, 0.1).state;
    assertUnjustified(Governor.override(state, 0.2, " ", T.plus(DAY), T));
    assertUnjustified(Governor.override(state, 0.2, "x".repeat(1_001), T.plus(DAY), T));
    assertUnjustified(Governor.override(state, 0.2, "why", T, T));
    assertUnjustified(
        Governor.override(state, 0.2, "why", T.plus(Governor.MAX_OVERRIDE).plusNanos(1), T));
    var refused =
        assertInstanceOf(
            OverrideOutcome.Refused.class,
            Governor.override(state, Double.NaN, "why", T.plus(DAY), T));
    assertEquals(Reason.RATE_OUT_OF_RANGE, refused.reason());
  }

  @Test
  void demandsWithinTheBandNeverMoveTheRate() {
    var random = new SplittableRandom(SEED);
    var run = new Run(BAND, 0.3);
    for (int i = 0; i < 2_000; i++) {
      assertEquals(0.3, run.at(HOUR, 0.3 + random.nextDouble(-0.0499, 0.0499)).rate());
    }
    assertEquals(T, run.state.since());
  }

  /// A demand that swings by less than the band after any move moves the rate once at most.
  @Test
  void aSwingNarrowerThanTheBandMovesTheRateOnceAtMost() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 300; round++) {
      var run = new Run(BAND, random.nextDouble(0.1, 0.6));
      double centre = random.nextDouble(0.1, 0.6);
      int moves = 0;
      for (int i = 0; i < 50; i++) {
        double before = run.state.rate();
        run.at(HOUR, centre + random.nextDouble(-0.0249, 0.0249));
        moves += run.state.rate() == before ? 0 : 1;
      }
      assertTrue(moves <= 1, moves + " moves, seed " + SEED + " round " + round);
    }
  }

  @Test
  void theRateIsNeverBelowTheFloorWhateverHappens() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      var run = new Run(settings(random), random.nextDouble());
      for (int i = 0; i < 100; i++) {
        run.now = run.now.plus(Duration.ofMinutes(random.nextInt(2_000)));
        double floor = random.nextDouble(0.6);
        var demand =
            new Demand(
                Math.max(floor, random.nextDouble()),
                floor,
                random.nextInt(4) == 0 ? random.nextDouble() : NO_CAP,
                random.nextBoolean(),
                run.now);
        if (random.nextInt(20) == 0
            && Governor.override(run.state, random.nextDouble(), "why", run.now.plus(DAY), run.now)
                instanceof OverrideOutcome.Accepted accepted) {
          run.state = accepted.next();
        }
        assertTrue(run.govern(demand).rate() >= floor, "seed " + SEED + " round " + round);
      }
    }
  }

  /// Rates in force at any two instants less than an interval apart differ by the step at most.
  @Test
  void noIntervalSeesMoreThanTheStep() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 100; round++) {
      var run = new Run(STEPS, random.nextDouble());
      List<Instant> times = new ArrayList<>();
      List<Double> rates = new ArrayList<>();
      int pace = random.nextBoolean() ? 10 : 900;
      for (int i = 0; i < 400; i++) {
        run.at(Duration.ofMinutes(random.nextInt(1, pace)), random.nextDouble());
        times.add(run.now);
        rates.add(run.last.rate());
        for (int j = i - 1; j >= 0 && times.get(j).isAfter(run.now.minus(DAY)); j--) {
          double change = Math.abs(rates.get(i) - rates.get(j));
          assertTrue(change <= STEP + 1e-15, change + " seed " + SEED + " round " + round);
        }
        assertTrue(run.state.past().size() <= GovernorState.MAX_PAST);
      }
    }
  }

  /// Whatever rises over open positions was announced a notice before, at that rate or a higher
  /// one.
  @Test
  void noRiseHitsOpenPositionsWithoutItsNotice() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      var run = new Run(ALL, 0.2);
      for (int i = 0; i < 200; i++) {
        double before = run.state.rate();
        Pending announced = run.state.pending();
        run.at(Duration.ofMinutes(random.nextInt(1, 700)), random.nextDouble());
        if (run.last.rate() > before) {
          assertTrue(announced != null, "seed " + SEED + " round " + round);
          assertTrue(run.last.rate() <= announced.rate());
          assertTrue(!run.now.isBefore(announced.effectiveAt()));
        }
      }
    }
  }

  @Test
  void aSteadyDemandIsReachedUpToTheBand() {
    var random = new SplittableRandom(SEED);
    for (int round = 0; round < 200; round++) {
      GovernorSettings settings = settings(random);
      var run = new Run(settings, random.nextDouble());
      double demand = random.nextDouble();
      for (int i = 0; i < 24 * 120; i += 5) {
        run.at(HOUR.multipliedBy(5), demand);
      }
      assertEquals(
          demand,
          run.state.rate(),
          settings.hysteresis() + 1e-15,
          settings + " seed " + SEED + " round " + round);
    }
  }

  @Test
  void aRestoredStateGoesOnWithTheSameBytes() throws IOException {
    var random = new SplittableRandom(SEED);
    var straight = new Run(ALL, 0.2);
    var restored = new Run(ALL, 0.2);
    for (int i = 0; i < 2_000; i++) {
      Duration pause = Duration.ofMinutes(random.nextInt(300));
      double demand = random.nextDouble();
      if (i % 100 == 50) {
        for (Run run : List.of(straight, restored)) {
          run.state =
              assertInstanceOf(
                      OverrideOutcome.Accepted.class,
                      Governor.override(run.state, demand, "ж", run.now.plus(HOUR), run.now))
                  .next();
        }
      }
      assertEquals(straight.at(pause, demand), restored.at(pause, demand), "seed " + SEED);
      byte[] bytes = bytes(restored.state);
      restored.state = GovernorState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
      assertArrayEquals(bytes(straight.state), bytes);
    }
  }

  @Test
  void bytesOfAnImpossibleStateAreRefused() throws IOException {
    byte[] bytes = bytes(new Run(ALL, 0.2).state);
    bytes[0] = (byte) 0xff;
    assertThrows(
        IOException.class,
        () -> GovernorState.read(new DataInputStream(new ByteArrayInputStream(bytes))));
  }

  @Test
  void timeNeverGoesBackAndRatesAreNumbers() {
    var run = new Run(ALL, 0.2);
    run.now = T.minusNanos(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> run.govern(new Demand(0.2, 0, NO_CAP, true, run.now)));
    assertThrows(IllegalArgumentException.class, () -> new Demand(-0.1, 0, NO_CAP, true, T));
    assertThrows(IllegalArgumentException.class, () -> new Demand(0.1, Double.NaN, 1, true, T));
    assertThrows(IllegalArgumentException.class, () -> new Demand(0.1, 0, Double.NaN, true, T));
  }

  private static GovernorSettings settings(SplittableRandom random) {
    boolean bounded = random.nextBoolean();
    return new GovernorSettings(
        bounded ? random.nextDouble(0.02, 0.3) : NO_CAP,
        bounded ? Duration.ofHours(random.nextInt(1, 48)) : Duration.ZERO,
        random.nextBoolean() ? Duration.ofHours(random.nextInt(1, 48)) : Duration.ZERO,
        random.nextBoolean() ? random.nextDouble(0.05) : 0);
  }

  private static void assertUnjustified(OverrideOutcome outcome) {
    assertEquals(
        Reason.OVERRIDE_UNJUSTIFIED,
        assertInstanceOf(OverrideOutcome.Refused.class, outcome).reason());
  }

  private static byte[] bytes(GovernorState state) throws IOException {
    var bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /// One rate under one governor, with open positions, without floor and cap.
  private static final class Run {
    private final Governor governor;
    private Instant now = T;
    private GovernorState state;
    private GovernedRate last;

    Run(GovernorSettings settings, double rate) {
      governor = Governor.of(settings);
      state = GovernorState.start(new Demand(rate, 0, NO_CAP, true, T));
      last = new GovernedRate(rate, List.of(), state);
    }

    GovernedRate at(Duration pause, double demand) {
      now = now.plus(pause);
      return govern(new Demand(demand, 0, NO_CAP, true, now));
    }

    GovernedRate govern(Demand demand) {
      last = governor.govern(state, demand);
      state = last.next();
      return last;
    }

    List<Kind> kinds() {
      return last.steps().stream().map(GovernorStep::kind).toList();
    }
  }
}
