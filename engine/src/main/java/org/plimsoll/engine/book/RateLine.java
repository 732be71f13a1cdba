package org.plimsoll.engine.book;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.formula.Inputs;
import org.plimsoll.engine.rulebook.Determination;
import org.plimsoll.engine.rulebook.LawfulFloor;
import org.plimsoll.engine.rulebook.Resolution;
import org.plimsoll.engine.rulebook.governor.BufferState;
import org.plimsoll.engine.rulebook.governor.GovernorState;
import org.plimsoll.engine.rulebook.governor.GovernorStep;

/// The rate of one contract for one class of clients: what the law answered, what the governor made
/// of it, and what is in force.
///
/// State of a single writer.
final class RateLine {
  /// What the law answers, by the names of the API.
  enum Kind {
    RATE,
    PROHIBITED,
    PRINCIPLES_ONLY,
    VENUE_SET,
    UNAVAILABLE
  }

  final int rateClass;
  final int contract;
  final VenueTerms.Listing listing;

  int generation;
  @Nullable Resolution resolution;
  @Nullable Determination determination;
  Inputs inputs = Inputs.NONE;
  LawfulFloor lawful = new LawfulFloor.None("no rule was asked yet");
  @Nullable GovernorState governor;
  @Nullable BufferState buffer;
  List<GovernorStep> steps = List.of();
  double uplift = 1;

  // What is in force. A rate of 0 means that none ever was.
  Kind kind = Kind.UNAVAILABLE;
  double initial;
  double maintenance;
  Instant since = Instant.EPOCH;

  RateLine(int rateClass, int contract, VenueTerms.Listing listing) {
    this.rateClass = rateClass;
    this.contract = contract;
    this.listing = listing;
  }

  String market() {
    return listing.contract().terms().underlying();
  }

  /// Whether nothing but the rule itself can change the answer: no other law stands beside it.
  boolean pureLaw(VenueTerms.RateClass own) {
    return own.pack().isEmpty();
  }

  double firstTierInitial() {
    return listing.tiers().isEmpty() ? 1 : listing.tiers().getFirst().initialRate();
  }

  double firstTierMaintenance() {
    return listing.tiers().isEmpty() ? 1 : listing.tiers().getFirst().maintenanceRate();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(governor != null);
    if (governor != null) {
      governor.writeTo(out);
    }
    out.writeBoolean(buffer != null);
    if (buffer != null) {
      buffer.writeTo(out);
    }
    out.writeByte(kind.ordinal());
    out.writeDouble(initial);
    out.writeDouble(maintenance);
    out.writeDouble(uplift);
    out.writeLong(since.toEpochMilli());
  }

  void readFrom(DataInput in) throws IOException {
    governor = in.readBoolean() ? GovernorState.read(in) : null;
    buffer = in.readBoolean() ? BufferState.read(in) : null;
    int ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= Kind.values().length) {
      throw new IOException("Snapshot holds a kind of rate that does not exist: " + ordinal);
    }
    kind = Kind.values()[ordinal];
    initial = in.readDouble();
    maintenance = in.readDouble();
    uplift = in.readDouble();
    since = Instant.ofEpochMilli(in.readLong());
    generation = 0;
    resolution = null;
    determination = null;
    inputs = Inputs.NONE;
    steps = List.of();
  }
}
