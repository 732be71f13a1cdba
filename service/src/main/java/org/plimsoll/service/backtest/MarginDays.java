package org.plimsoll.service.backtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.RateInForce;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;

/// The margins of one rule on one market, as they were in force at every midnight UTC.
///
/// All figures are fractions of notional; NaN where there was none.
public final class MarginDays {
  /// What the rule answered on a day.
  public enum Answer {
    /// A rate is in force.
    RATE,
    /// The rule gives none today, and the last one is held.
    HELD,
    /// The product is forbidden to the client.
    PROHIBITED,
    /// The law leaves the figure to the venue.
    LEFT_TO_VENUE,
    /// No figure: no rule, or an observation that is not there yet.
    NONE
  }

  private final long firstDay;
  private final double[] margins;
  private final double[] demanded;
  private final double[] floors;
  private final Answer[] answers;
  private final boolean[] capped;
  private String lastPack = "";

  /// Room for the days from `firstDay` to `lastDay`, both with them.
  MarginDays(long firstDay, long lastDay) {
    this.firstDay = firstDay;
    int days = Math.toIntExact(lastDay - firstDay + 1);
    margins = new double[days];
    demanded = new double[days];
    floors = new double[days];
    answers = new Answer[days];
    capped = new boolean[days];
    Arrays.fill(margins, Double.NaN);
    Arrays.fill(demanded, Double.NaN);
    Arrays.fill(floors, Double.NaN);
    Arrays.fill(answers, Answer.NONE);
  }

  /// Takes what is in force at a midnight.
  void take(long day, RateInForce rate) {
    int at = index(day);
    if (rate.lawful() instanceof LawfulFloor.At floor) {
      floors[at] = floor.rate();
    }
    @Nullable Determination said = rate.determination();
    answers[at] =
        switch (said) {
          case Determination.Rate _ -> Answer.RATE;
          case Determination.Prohibited _ -> Answer.PROHIBITED;
          case Determination.PrinciplesOnly _, Determination.VenueSet _ -> Answer.LEFT_TO_VENUE;
          case Determination.Unavailable _ -> rate.isInForce() ? Answer.HELD : Answer.NONE;
          case null -> Answer.NONE;
        };
    if (said instanceof Determination.Rate rule) {
      demanded[at] = rule.rate();
      capped[at] = rule.isHeldByCap();
      lastPack = rule.packId();
    }
    if (answers[at] == Answer.RATE || answers[at] == Answer.HELD) {
      margins[at] = rate.initial();
    }
  }

  /// What a test made by hand says of a day.
  void set(long day, double margin, double unmitigated) {
    margins[index(day)] = margin;
    demanded[index(day)] = unmitigated;
    answers[index(day)] = Answer.RATE;
  }

  private int index(long day) {
    return Math.toIntExact(day - firstDay);
  }

  /// The first day, counted from 1970-01-01.
  public long firstDay() {
    return firstDay;
  }

  /// How many days there are.
  public int size() {
    return margins.length;
  }

  /// The initial margin rate in force at the midnight number `i`.
  public double margin(int i) {
    return margins[i];
  }

  /// What formula, floor and cap asked for, before tools and governor.
  public double demanded(int i) {
    return demanded[i];
  }

  /// The least that the law beside the rule allows.
  public double floor(int i) {
    return floors[i];
  }

  /// What the rule answered.
  public Answer answer(int i) {
    return answers[i];
  }

  /// Whether a cap holds the rate below what the formula asks for.
  public boolean isCapped(int i) {
    return capped[i];
  }

  /// The pack that gave the last rate; empty when none did.
  public String lastPack() {
    return lastPack;
  }

  /// How many days had this answer.
  public int count(Answer answer) {
    return (int) Arrays.stream(answers).filter(one -> one == answer).count();
  }

  /// On how many days the margin in force undercut the lawful floor.
  public int daysBelowFloor() {
    int days = 0;
    for (int i = 0; i < margins.length; i++) {
      days += margins[i] < floors[i] ? 1 : 0;
    }
    return days;
  }

  /// On how many days a cap held the margin down.
  public int daysCapped() {
    int days = 0;
    for (boolean one : capped) {
      days += one ? 1 : 0;
    }
    return days;
  }

  /// The margins in force, in order, a copy.
  public double[] margins() {
    return margins.clone();
  }

  /// The margins before tools and governor, in order, a copy.
  public double[] demandedRates() {
    return demanded.clone();
  }
}
