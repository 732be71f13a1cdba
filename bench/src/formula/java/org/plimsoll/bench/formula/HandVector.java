package org.plimsoll.bench.formula;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The three formulas as one would write them with the Vector API: one loop each, its `min` and
/// `max`, no checks. The number of rows is a multiple of the lanes.
final class HandVector {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private HandVector() {}

  static void columns(ReferenceFormula formula, double[][] in, double[] out, int rows) {
    switch (formula) {
      case F1 -> f1(in[0], in[1], in[2], in[3], out, rows);
      case F2 -> f2(in, out, rows);
      case F3 -> f3(in[0], in[1], in[2], in[3], in[4], out, rows);
    }
  }

  private static DoubleVector at(double[] column, int row) {
    return DoubleVector.fromArray(SPECIES, column, row);
  }

  private static void f1(double[] alpha, double[] sigma, double[] ltv, double[] beta, double[] out, int rows) {
    for (int i = 0; i < rows; i += SPECIES.length()) {
      at(alpha, i).mul(at(sigma, i)).div(at(ltv, i)).add(at(beta, i)).intoArray(out, i);
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
    var one = DoubleVector.broadcast(SPECIES, 1.0);
    for (int i = 0; i < rows; i += SPECIES.length()) {
      var root = at(h, i).div(24).sqrt();
      var rate = at(alpha, i).mul(at(sigma, i)).mul(root).div(at(ltv, i)).add(at(beta, i));
      var discount = one.blend(0.9, at(esg, i).compare(VectorOperators.GT, 0.7));
      var n = at(notional, i);
      var step =
          one.blend(1.1, n.compare(VectorOperators.GE, 100_000.0))
              .blend(1.25, n.compare(VectorOperators.GE, 500_000.0))
              .blend(1.5, n.compare(VectorOperators.GE, 2_000_000.0))
              .blend(2.0, n.compare(VectorOperators.GE, 10_000_000.0));
      rate.max(at(fl, i)).mul(discount).mul(step).max(0.005).min(at(cap, i)).intoArray(out, i);
    }
  }

  private static void f3(
      double[] fl, double[] gross, double[] ds, double[] gs, double[] vs, double[] out, int rows) {
    for (int i = 0; i < rows; i += SPECIES.length()) {
      var d = at(ds, i);
      var g = at(gs, i).mul(0.5);
      var v = at(vs, i);
      var worst = at(fl, i).mul(at(gross, i));
      worst = worst.max(d.mul(-0.3).add(g.mul(0.09)).add(v.mul(0.4)).neg());
      worst = worst.max(d.mul(-0.3).add(g.mul(0.09)).add(v.mul(-0.1)).neg());
      worst = worst.max(d.mul(-0.2).add(g.mul(0.04000000000000001)).add(v.mul(0.3)).neg());
      worst = worst.max(d.mul(-0.2).add(g.mul(0.04000000000000001)).add(v.mul(-0.1)).neg());
      worst = worst.max(d.mul(-0.15).add(g.mul(0.0225)).add(v.mul(0.2)).neg());
      worst = worst.max(d.mul(-0.1).add(g.mul(0.010000000000000002)).add(v.mul(0.15)).neg());
      worst = worst.max(d.mul(-0.05).add(g.mul(0.0025000000000000005)).add(v.mul(0.1)).neg());
      worst = worst.max(d.mul(0.0).add(g.mul(0.0)).add(v.mul(0.25)).neg());
      worst = worst.max(d.mul(0.0).add(g.mul(0.0)).add(v.mul(-0.25)).neg());
      worst = worst.max(d.mul(0.05).add(g.mul(0.0025000000000000005)).add(v.mul(-0.05)).neg());
      worst = worst.max(d.mul(0.1).add(g.mul(0.010000000000000002)).add(v.mul(-0.1)).neg());
      worst = worst.max(d.mul(0.15).add(g.mul(0.0225)).add(v.mul(0.1)).neg());
      worst = worst.max(d.mul(0.2).add(g.mul(0.04000000000000001)).add(v.mul(0.15)).neg());
      worst = worst.max(d.mul(0.2).add(g.mul(0.04000000000000001)).add(v.mul(-0.15)).neg());
      worst = worst.max(d.mul(0.3).add(g.mul(0.09)).add(v.mul(0.25)).neg());
      worst = worst.max(d.mul(0.3).add(g.mul(0.09)).add(v.mul(-0.2)).neg());
      worst.intoArray(out, i);
    }
  }
}
