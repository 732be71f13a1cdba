package org.plimsoll.forecast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.plimsoll.forecast.SharedData;

class GarchTest {
  /// The benchmark of Fiorentini, Calzolari and Panattoni (1996) for the daily returns of the
  /// German mark against the pound of T. Bollerslev and E. Ghysels (1996), 1,974 of them.
  @Test
  void normalEstimatesAreThoseOfThePublishedBenchmark() throws IOException {
    List<String> lines = Files.readAllLines(SharedData.path("data/aux/dem2gbp.csv"));
    double[] returns = lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
    assertEquals(1_974, returns.length);
    Garch fitted = Garch.fit(returns, Garch.Errors.NORMAL);
    assertEquals(-0.00619041, fitted.mean(), 5e-8);
    assertEquals(0.0107613, fitted.constant(), 5e-7);
    assertEquals(0.153134, fitted.shock(), 5e-6);
    assertEquals(0.805974, fitted.persistence(), 5e-6);
    assertEquals(-1106.60788, fitted.logLikelihood(), 1e-4);
  }

  @Test
  void gradientIsTheSlopeOfTheLikelihood() {
    double[] returns = simulated(400, 11);
    for (Garch.Errors errors : Garch.Errors.values()) {
      var likelihood = new GarchLikelihood(returns, errors);
      double[] at = likelihood.start(null);
      double[] gradient = new double[at.length];
      likelihood.value(at, gradient);
      for (int i = 0; i < at.length; i++) {
        double[] up = at.clone();
        double[] down = at.clone();
        up[i] += 1e-6;
        down[i] -= 1e-6;
        double slope =
            (likelihood.value(up, new double[at.length])
                    - likelihood.value(down, new double[at.length]))
                / 2e-6;
        assertEquals(slope, gradient[i], 1e-6, errors + " " + i);
      }
    }
  }

  /// Student's t errors with five degrees of freedom: the estimates lie within what their
  /// asymptotic deviations allow, and the likelihood is above that of normal errors.
  @Test
  void heavyTailsAreFound() {
    double[] returns = simulated(6_000, 7);
    Garch heavy = Garch.fit(returns, Garch.Errors.STUDENT_T);
    assertEquals(5, heavy.freedom(), 1.0, "seed 7");
    assertEquals(0.1, heavy.shock(), 0.03, "seed 7");
    assertEquals(0.85, heavy.persistence(), 0.05, "seed 7");
    Garch normal = Garch.fit(returns, Garch.Errors.NORMAL);
    assertTrue(heavy.logLikelihood() > normal.logLikelihood() + 50, "seed 7");
  }

  @Test
  void logGammaKnowsFactorialsAndHalves() {
    assertEquals(Math.log(362_880), GammaFunction.logGamma(10), 1e-11);
    assertEquals(0.5 * Math.log(Math.PI), GammaFunction.logGamma(0.5), 1e-12);
    assertEquals(0, GammaFunction.logGamma(1), 1e-13);
  }

  /// r = σ ε with h = 0.2 + 0.1 e² + 0.85 h, ε of a t distribution with 5 degrees of freedom.
  private static double[] simulated(int n, long seed) {
    var random = new SplittableRandom(seed);
    double[] returns = new double[n];
    double h = 4;
    for (int i = 0; i < n; i++) {
      double square = 0;
      for (int k = 0; k < 5; k++) {
        double z = random.nextGaussian();
        square += z * z;
      }
      double t = random.nextGaussian() / Math.sqrt(square / 5) * Math.sqrt(3.0 / 5);
      returns[i] = Math.sqrt(h) * t;
      h = 0.2 + 0.1 * returns[i] * returns[i] + 0.85 * h;
    }
    return returns;
  }
}
