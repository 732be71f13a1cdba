package org.plimsoll.bench.formula;

/// The three formulas as a Java programmer would write them, one row and one loop at a time.
final class Hand {
  private Hand() {}

  static double row(ReferenceFormula formula, double[] in) {
    return switch (formula) {
      case F1 -> f1(in[0], in[1], in[2], in[3]);
      case F2 -> f2(in[0], in[1], in[2], in[3], in[4], in[5], in[6], in[7], in[8]);
      case F3 -> f3(in[0], in[1], in[2], in[3], in[4]);
    };
  }

  static void columns(ReferenceFormula formula, double[][] in, double[] out, int rows) {
    switch (formula) {
      case F1 -> f1(in[0], in[1], in[2], in[3], out, rows);
      case F2 -> f2(in, out, rows);
      case F3 -> f3(in[0], in[1], in[2], in[3], in[4], out, rows);
    }
  }

  private static void f1(double[] alpha, double[] sigma, double[] ltv, double[] beta, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = alpha[i] * sigma[i] / ltv[i] + beta[i];
    }
  }

  private static void f2(double[][] in, double[] out, int rows) {
    double[] alpha = in[0];
    double[] sigma = in[1];
    double[] ltv = in[2];
    double[] beta = in[3];
    double[] h = in[4];
    double[] fl = in[5];
    double[] esg = in[6];
    double[] notional = in[7];
    double[] cap = in[8];
    for (int i = 0; i < rows; i++) {
      out[i] =
          f2(alpha[i], sigma[i], ltv[i], beta[i], h[i], fl[i], esg[i], notional[i], cap[i]);
    }
  }

  private static void f3(
      double[] fl, double[] gross, double[] d, double[] g, double[] v, double[] out, int rows) {
    for (int i = 0; i < rows; i++) {
      out[i] = f3(fl[i], gross[i], d[i], g[i], v[i]);
    }
  }

  static double f1(double alpha, double sigma, double ltv, double beta) {
    return alpha * sigma / ltv + beta;
  }

  static double f2(
      double alpha,
      double sigma,
      double ltv,
      double beta,
      double h,
      double fl,
      double esg,
      double notional,
      double cap) {
    double rate = Math.max(alpha * sigma * Math.sqrt(h / 24) / ltv + beta, fl);
    rate *= esg > 0.7 ? 0.9 : 1.0;
    if (notional < 100_000) {
      rate *= 1.0;
    } else if (notional < 500_000) {
      rate *= 1.1;
    } else if (notional < 2_000_000) {
      rate *= 1.25;
    } else if (notional < 10_000_000) {
      rate *= 1.5;
    } else {
      rate *= 2.0;
    }
    return Math.min(Math.max(rate, 0.005), cap);
  }

  static double f3(double fl, double gross, double d, double g, double v) {
    double worst = fl * gross;
    worst = Math.max(worst, -(d * -.30 + 0.5 * g * 0.09 + v * .40));
    worst = Math.max(worst, -(d * -.30 + 0.5 * g * 0.09 + v * -.10));
    worst = Math.max(worst, -(d * -.20 + 0.5 * g * 0.04000000000000001 + v * .30));
    worst = Math.max(worst, -(d * -.20 + 0.5 * g * 0.04000000000000001 + v * -.10));
    worst = Math.max(worst, -(d * -.15 + 0.5 * g * 0.0225 + v * .20));
    worst = Math.max(worst, -(d * -.10 + 0.5 * g * 0.010000000000000002 + v * .15));
    worst = Math.max(worst, -(d * -.05 + 0.5 * g * 0.0025000000000000005 + v * .10));
    worst = Math.max(worst, -(d * 0.0 + 0.5 * g * 0.0 + v * .25));
    worst = Math.max(worst, -(d * 0.0 + 0.5 * g * 0.0 + v * -.25));
    worst = Math.max(worst, -(d * .05 + 0.5 * g * 0.0025000000000000005 + v * -.05));
    worst = Math.max(worst, -(d * .10 + 0.5 * g * 0.010000000000000002 + v * -.10));
    worst = Math.max(worst, -(d * .15 + 0.5 * g * 0.0225 + v * .10));
    worst = Math.max(worst, -(d * .20 + 0.5 * g * 0.04000000000000001 + v * .15));
    worst = Math.max(worst, -(d * .20 + 0.5 * g * 0.04000000000000001 + v * -.15));
    worst = Math.max(worst, -(d * .30 + 0.5 * g * 0.09 + v * .25));
    return Math.max(worst, -(d * .30 + 0.5 * g * 0.09 + v * -.20));
  }
}
