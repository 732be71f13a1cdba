package org.plimsoll.bench.formula;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Reads columns and writes one, with as little arithmetic as there can be.
final class Bandwidth {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private Bandwidth() {}

  static void sum(double[][] in, double[] out, int rows) {
    switch (in.length) {
      case 4 -> four(in[0], in[1], in[2], in[3], out, rows);
      case 5 -> five(in[0], in[1], in[2], in[3], in[4], out, rows);
      case 9 -> nine(in, out, rows);
      default -> throw new IllegalArgumentException(in.length + " columns");
    }
  }

  private static DoubleVector at(double[] column, int row) {
    return DoubleVector.fromArray(SPECIES, column, row);
  }

  private static void four(double[] a, double[] b, double[] c, double[] d, double[] out, int rows) {
    for (int i = 0; i < rows; i += SPECIES.length()) {
      at(a, i).add(at(b, i)).add(at(c, i)).add(at(d, i)).intoArray(out, i);
    }
  }

  private static void five(
      double[] a, double[] b, double[] c, double[] d, double[] e, double[] out, int rows) {
    for (int i = 0; i < rows; i += SPECIES.length()) {
      at(a, i).add(at(b, i)).add(at(c, i)).add(at(d, i)).add(at(e, i)).intoArray(out, i);
    }
  }

  private static void nine(double[][] in, double[] out, int rows) {
    double[] a = in[0];
    double[] b = in[1];
    double[] c = in[2];
    double[] d = in[3];
    double[] e = in[4];
    double[] f = in[5];
    double[] g = in[6];
    double[] h = in[7];
    double[] j = in[8];
    for (int i = 0; i < rows; i += SPECIES.length()) {
      var left = at(a, i).add(at(b, i)).add(at(c, i)).add(at(d, i));
      var right = at(e, i).add(at(f, i)).add(at(g, i)).add(at(h, i)).add(at(j, i));
      left.add(right).intoArray(out, i);
    }
  }
}
