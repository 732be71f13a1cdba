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
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.AntiProcyclicality;
import org.plimsoll.engine.rulebook.governor.BufferState.Phase;
import org.plimsoll.engine.rulebook.governor.GovernorStep.Kind;
import org.plimsoll.engine.rulebook.governor.ProcyclicalityTool.Margins;

class ProcyclicalityToolTest {
  private static final Instant T = Instant.parse("2020-03-01T00:00:00Z");
  private static final AntiProcyclicality BUFFER = new AntiProcyclicality.Buffer(0.25);
  private static final AntiProcyclicality STRESS = new AntiProcyclicality.Stress(0.25);
  private static final AntiProcyclicality FLOOR =
      new AntiProcyclicality.LongFloor(Duration.ofDays(3_650));
  private static final long SEED = 0xa9cL;

  /// Calm 1.25 · 0.10; a rise to 0.12 is absorbed, 0.124 within the trigger of 5 % is too; 0.14
  /// exhausts the buffer; ten quiet days later it grows by a quarter of 0.14 in thirty days.
  @Test
  void bufferIsUsedUpWhileMarginsRiseAndBuiltUpAfterwards() {
    BufferState state = buffer(null, 0.10, 0);
    assertState(Phase.CALM, 0.125, state);
    state = buffer(state, 0.12, 1);
    assertState(Phase.STRESSED, 0.125, state);
    state = buffer(state, 0.124, 2);
    assertState(Phase.STRESSED, 0.125, state);
    state = buffer(state, 0.14, 3);
    assertState(Phase.STRESSED, 0.14, state);
    state = buffer(state, 0.14, 12);
    assertState(Phase.STRESSED, 0.14, state);
    state = buffer(state, 0.14, 13);
    assertState(Phase.REBUILDING, 0.14, state);
    state = buffer(state, 0.14, 28);
    assertState(Phase.REBUILDING, 0.14 + 0.035 * 15 / 30, state);
    state = buffer(state, 0.14, 43);
    assertState(Phase.CALM, 0.175, state);
  }

  @Test
  void aNewRiseEndsTheRebuilding() {
    BufferState state = buffer(buffer(null, 0.10, 0), 0.20, 1);
    state = buffer(state, 0.20, 26);
    assertEquals(Phase.REBUILDING, state.phase());
    double before = state.required();
    state = buffer(state, 0.22, 27);
    assertState(Phase.STRESSED, before, state);
  }

  @Test
  void fallingMarginsReleaseTheBufferedMargin() {
    BufferState state = buffer(buffer(null, 0.10, 0), 0.05, 1);
    assertState(Phase.CALM, 0.0625, state);
  }

  @Test
  void bufferedMarginLiesBetweenTheMarginAndOneAndAQuarterOfIt() throws IOException {
    var random = new SplittableRandom(SEED);
    BufferState state = null;
    Instant now = T;
    for (int i = 0; i < 20_000; i++) {
      now = now.plus(Duration.ofHours(random.nextInt(0, 60)));
      double margin = random.nextDouble(0.01, 1) * (random.nextInt(9) == 0 ? 3 : 1);
      Mitigation mitigation =
          ProcyclicalityTool.apply(BUFFER, BufferSchedule.STANDARD, state, only(margin), now);
      var mitigated = assertInstanceOf(Mitigation.Mitigated.class, mitigation);
      assertTrue(mitigated.rate() >= margin && mitigated.rate() <= 1.25 * margin, "seed " + SEED);
      state = roundTrip(mitigated.buffer());
      assertEquals(mitigated.buffer(), state);
    }
  }

  @Test
  void stressIsWeightedAsTheFormulaSays() {
    var margins = new Margins(0.10, OptionalDouble.of(0.30), OptionalDouble.empty());
    var mitigated = mitigated(STRESS, margins);
    assertEquals(0.75 * 0.10 + 0.25 * 0.30, mitigated.rate());
    assertEquals(Kind.STRESS25, mitigated.steps().getFirst().kind());
  }

  @Test
  void longHistoryIsAFloorAndOnlyThat() {
    assertEquals(0.2, mitigated(FLOOR, new Margins(0.1, none(), OptionalDouble.of(0.2))).rate());
    var above = mitigated(FLOOR, new Margins(0.3, none(), OptionalDouble.of(0.2)));
    assertEquals(0.3, above.rate());
    assertTrue(above.steps().isEmpty());
  }

  @Test
  void aToolWithoutItsFigureRefusesRatherThanGuesses() {
    for (AntiProcyclicality tool : new AntiProcyclicality[] {STRESS, FLOOR}) {
      Mitigation mitigation =
          ProcyclicalityTool.apply(tool, BufferSchedule.STANDARD, null, only(0.1), T);
      assertEquals(
          Reason.HISTORY_TOO_SHORT,
          assertInstanceOf(Mitigation.Unavailable.class, mitigation).reason());
    }
  }

  @Test
  void noToolChangesNothing() {
    var mitigated = mitigated(new AntiProcyclicality.None(), only(0.1));
    assertEquals(0.1, mitigated.rate());
    assertTrue(mitigated.steps().isEmpty());
  }

  @Test
  void bufferTimeNeverGoesBack() {
    BufferState state = buffer(null, 0.1, 5);
    assertThrows(IllegalArgumentException.class, () -> buffer(state, 0.1, 4));
  }

  @Test
  void everyStepSaysWhy() {
    for (Kind kind : Kind.values()) {
      var step = new GovernorStep(kind, 0.1, 0.2, 0.05, T, "because");
      assertTrue(step.why().length() > 10 && !step.why().contains("null"), step.toString());
    }
    assertArrayEquals(
        new String[] {
          "BUFFER25",
          "STRESS25",
          "FLOOR10Y",
          "OVERRIDE",
          "HYSTERESIS",
          "MAXIMUM_STEP",
          "NOTICE",
          "NOTICE_WITHDRAWN",
          "CAP",
          "FLOOR"
        },
        java.util.Arrays.stream(Kind.values()).map(Kind::name).toArray(String[]::new));
  }

  private static BufferState buffer(@Nullable BufferState state, double margin, int day) {
    Mitigation mitigation =
        ProcyclicalityTool.apply(
            BUFFER, BufferSchedule.STANDARD, state, only(margin), T.plus(Duration.ofDays(day)));
    BufferState next = assertInstanceOf(Mitigation.Mitigated.class, mitigation).buffer();
    assertTrue(next != null);
    return next;
  }

  private static void assertState(Phase phase, double required, BufferState state) {
    assertEquals(phase, state.phase());
    assertEquals(required, state.required(), 1e-15);
  }

  private static BufferState roundTrip(@Nullable BufferState state) throws IOException {
    assertTrue(state != null);
    var bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return BufferState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static Mitigation.Mitigated mitigated(AntiProcyclicality tool, Margins margins) {
    return assertInstanceOf(
        Mitigation.Mitigated.class,
        ProcyclicalityTool.apply(tool, BufferSchedule.STANDARD, null, margins, T));
  }

  private static Margins only(double margin) {
    return new Margins(margin, none(), none());
  }

  private static OptionalDouble none() {
    return OptionalDouble.empty();
  }
}
