package org.plimsoll.engine.margin.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.plimsoll.engine.instrument.OptionRight;

/// The ways in which the series of a book can be placed, and what a placement requires.
///
/// A placement says for each series how many contracts stand alone, how many are covered by shares
/// and how many belong to the spread of each expiry at which something sold expires. Within such a
/// spread every sold option has a bought one of the same right, which expires no earlier. Alone,
/// sold calls and puts are paired to strangles; that pairing needs no search.
final class Split {
  static final int ALONE = 0;
  static final int SHARES = 1;
  static final int FIRST_SPREAD = 2;

  private final List<OptionLeg> series;
  private final LegRequirements requirements;
  private final List<Integer> spreadDays;
  private final OptionRight coveredRight;
  private final long coverable;
  private final long[] naked;
  private final long[] beyondPremium;

  /// @param series netted series in order
  /// @param shares net units of the underlying
  Split(List<OptionLeg> series, long shares, LegRequirements requirements) {
    this.series = List.copyOf(series);
    this.requirements = requirements;
    var days = new TreeSet<Integer>();
    naked = new long[series.size()];
    beyondPremium = new long[series.size()];
    for (int i = 0; i < naked.length; i++) {
      OptionLeg leg = series.get(i);
      if (!leg.isLong()) {
        days.add(leg.expiryDay());
        naked[i] = requirements.naked(leg);
        beyondPremium[i] = naked[i] - requirements.premium(leg);
      }
    }
    spreadDays = List.copyOf(days);
    coveredRight = shares > 0 ? OptionRight.CALL : OptionRight.PUT;
    coverable = Math.absExact(shares) / requirements.contractSize();
  }

  List<OptionLeg> series() {
    return series;
  }

  int choices() {
    return FIRST_SPREAD + spreadDays.size();
  }

  /// Whether contracts of a series may be put at a choice, and it could ever pay to.
  boolean allows(int index, int choice) {
    OptionLeg leg = series.get(index);
    if (choice == ALONE) {
      return !leg.isLong() || requirements.isLongTerm(leg) || !mayHedge(leg);
    }
    if (choice == SHARES) {
      return !leg.isLong() && leg.right() == coveredRight && coverable > 0;
    }
    int day = spreadDays.get(choice - FIRST_SPREAD);
    return leg.isLong() ? leg.expiryDay() >= day : leg.expiryDay() == day && mayBeHedged(leg);
  }

  private boolean mayHedge(OptionLeg bought) {
    return spreadDays.stream().anyMatch(day -> day <= bought.expiryDay());
  }

  private boolean mayBeHedged(OptionLeg sold) {
    return series.stream()
        .anyMatch(
            leg ->
                leg.isLong() && leg.right() == sold.right() && leg.expiryDay() >= sold.expiryDay());
  }

  /// The total requirement in a margin account, shares aside, or nothing when a sold option lacks
  /// its cover.
  ///
  /// @param placed contracts by series and choice
  OptionalLong requirement(long[][] placed) {
    long covered = 0;
    long total = 0;
    for (int i = 0; i < placed.length; i++) {
      covered += placed[i][SHARES];
      OptionLeg leg = series.get(i);
      long each = leg.isLong() ? requirements.bought(leg) : naked[i];
      total = Math.addExact(total, Math.multiplyExact(placed[i][ALONE], each));
    }
    if (covered > coverable) {
      return OptionalLong.empty();
    }
    for (int choice = FIRST_SPREAD; choice < choices(); choice++) {
      List<OptionLeg> legs = legsAt(placed, choice);
      if (!isCovered(legs)) {
        return OptionalLong.empty();
      }
      total = Math.addExact(total, requirements.spread(legs));
    }
    return OptionalLong.of(total - saved(placed));
  }

  List<OptionLeg> legsAt(long[][] placed, int choice) {
    List<OptionLeg> legs = new ArrayList<>();
    for (int i = 0; i < placed.length; i++) {
      if (placed[i][choice] > 0) {
        OptionLeg leg = series.get(i);
        legs.add(leg.withQuantity(leg.isLong() ? placed[i][choice] : -placed[i][choice]));
      }
    }
    return legs;
  }

  private static boolean isCovered(List<OptionLeg> legs) {
    long calls = 0;
    long puts = 0;
    for (OptionLeg leg : legs) {
      switch (leg.right()) {
        case CALL -> calls += leg.quantity();
        case PUT -> puts += leg.quantity();
      }
    }
    return calls >= 0 && puts >= 0;
  }

  private long saved(long[][] placed) {
    Naked alone = nakedOf(placed);
    if (alone.calls().length == 0 || alone.puts().length == 0) {
      return 0;
    }
    long saved = 0;
    long[][] pairs = pairs(alone, placed);
    for (int c = 0; c < pairs.length; c++) {
      for (int p = 0; p < pairs[c].length; p++) {
        long each = saving(alone.calls()[c], alone.puts()[p]);
        saved = Math.addExact(saved, Math.multiplyExact(pairs[c][p], each));
      }
    }
    return saved;
  }

  /// Indices of the series of which contracts stand alone.
  static final class Naked {
    private final int[] calls;
    private final int[] puts;

    private Naked(int[] calls, int[] puts) {
      this.calls = calls;
      this.puts = puts;
    }

    int[] calls() {
      return calls;
    }

    int[] puts() {
      return puts;
    }
  }

  Naked nakedOf(long[][] placed) {
    return new Naked(alone(placed, OptionRight.CALL), alone(placed, OptionRight.PUT));
  }

  private int[] alone(long[][] placed, OptionRight right) {
    int[] found = new int[placed.length];
    int count = 0;
    for (int i = 0; i < placed.length; i++) {
      OptionLeg leg = series.get(i);
      if (placed[i][ALONE] > 0 && !leg.isLong() && leg.right() == right) {
        found[count++] = i;
      }
    }
    return java.util.Arrays.copyOf(found, count);
  }

  /// How the naked calls and puts of a placement are paired.
  long[][] pairs(Naked alone, long[][] placed) {
    long[] calls = new long[alone.calls().length];
    long[] puts = new long[alone.puts().length];
    long[][] saving = new long[calls.length][puts.length];
    for (int c = 0; c < calls.length; c++) {
      calls[c] = placed[alone.calls()[c]][ALONE];
      for (int p = 0; p < puts.length; p++) {
        puts[p] = placed[alone.puts()[p]][ALONE];
        saving[c][p] = saving(alone.calls()[c], alone.puts()[p]);
      }
    }
    return new StrangleMatching(calls, puts, saving).solve();
  }

  private long saving(int call, int put) {
    return naked[call] > naked[put] ? beyondPremium[put] : beyondPremium[call];
  }

  /// The requirement of one strangle.
  long strangle(int call, int put) {
    return Math.addExact(naked[call], naked[put]) - saving(call, put);
  }

  long naked(int index) {
    return naked[index];
  }
}
