package org.plimsoll.service.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProcyclicalityTest {
  private static final double NONE = Double.NaN;

  @Test
  void measuresAgreeWithFiguresWorkedOutByHand() {
    double[] margins = {0.10, 0.10, 0.20, 0.15, 0.12};
    double[] calculated = {0.08, 0.08, 0.20, 0.12, 0.12};

    Procyclicality found = Procyclicality.of(margins, calculated);

    assertEquals(5, found.days());
    assertEquals(0.67 / 5, found.mean(), 1e-15);
    assertEquals(2.0, found.peakToTrough(), 1e-15);
    assertEquals(0.10, found.call1(), 1e-15);
    assertEquals(1.0, found.relativeCall1(), 1e-15);
    assertTrue(Double.isNaN(found.call5()), "five days need six margins");
    assertEquals(0.25, found.over10(), 1e-15);
    assertEquals(0.25, found.over50(), 1e-15);
    assertEquals(0.67 / 0.60 - 1, found.toolCost(), 1e-15);
    // ln ratios 0, ln 2, ln 0.75, ln 0.8 with mean ln(1.2)/4 and divisor 3
    double[] logs = {0, Math.log(2), Math.log(0.75), Math.log(0.8)};
    double mean = Math.log(1.2) / 4;
    double squares = Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum();
    assertEquals(Math.sqrt(squares / 3), found.instability1(), 1e-14);
  }

  @Test
  void aConstantMarginIsNotProcyclical() {
    double[] margins = new double[60];
    Arrays.fill(margins, 0.5);

    Procyclicality found = Procyclicality.of(margins, margins);

    assertEquals(1, found.peakToTrough());
    assertEquals(0, found.call30());
    assertEquals(0, found.instability5());
    assertEquals(0, found.toolCost());
  }

  @Test
  void aFallIsNoCall() {
    Procyclicality found = Procyclicality.of(new double[] {0.3, 0.2, 0.1}, new double[3]);

    assertEquals(-0.1, found.call1(), 1e-15);
    assertEquals(0, found.over10());
  }

  @Test
  void daysWithoutAMarginAreLeftOut() {
    double[] margins = {NONE, 0.1, NONE, 0.4, 0.2};

    Procyclicality found = Procyclicality.of(margins, margins);

    assertEquals(3, found.days());
    assertEquals(4, found.peakToTrough(), 1e-15);
    assertEquals(-0.2, found.call1(), 1e-15);
  }

  @Test
  void responsivenessIsOneWhereMarginIsProportionalToVolatility() {
    double[] sigmas = {0.02, 0.03, 0.05, 0.04};
    double[] margins = Arrays.stream(sigmas).map(s -> 2.33 * s).toArray();
    double[] rooted = Arrays.stream(sigmas).map(Math::sqrt).toArray();

    assertEquals(1, Procyclicality.responsiveness(margins, sigmas, 0, 4), 1e-12);
    assertEquals(0.5, Procyclicality.responsiveness(rooted, sigmas, 0, 4), 1e-12);
    assertTrue(
        Double.isNaN(Procyclicality.responsiveness(margins, new double[] {1, 1, 1, 1}, 0, 4)));
  }
}
