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

  private static final LawfulFloor NOT_ASKED = new LawfulFloor.None("no rule was asked yet");

  final int rateClass;
  final int contract;
  final VenueTerms.Listing listing;

  // What the law was asked: the rule of this line, and the law beside it where that is another.
  int edition;
  @Nullable RateQuestion own;
  @Nullable RateQuestion beside;

  // The maintenance rate that went with an answer and a governed rate.
  int maintainedRevision;
  double maintainedAt;
  double maintainedRate;

  @Nullable GovernorState governor;
  @Nullable BufferState buffer;
  List<GovernorStep> steps = List.of();
  double uplift = 1;

  // How things stood before the rate was last looked at: it depends on them.
  double initialBefore;
  @Nullable GovernorState governorBefore;
  @Nullable BufferState bufferBefore;

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

  /// Brings the answers of the law up to date.
  void refresh(LawDesk laws) {
    if (own != null) {
      laws.refresh(own, listing);
    }
    if (beside != null) {
      laws.refresh(beside, listing);
    }
  }

  @Nullable Resolution resolution() {
    return own == null ? null : own.resolution();
  }

  @Nullable Determination determination() {
    return own == null ? null : own.determination();
  }

  /// Differs after every new answer of the rule of this line; 0 before the first.
  int revision() {
    return own == null ? 0 : own.revision();
  }

  Inputs inputs() {
    return own == null ? Inputs.NONE : own.inputs();
  }

  LawfulFloor lawful() {
    return beside == null ? NOT_ASKED : beside.lawful();
  }

  double firstTierInitial() {
    return listing.tiers().isEmpty() ? 1 : listing.tiers().getFirst().initialRate();
  }

  double firstTierMaintenance() {
    return listing.tiers().isEmpty() ? 1 : listing.tiers().getFirst().maintenanceRate();
  }

  /// Notes how things stand before the rate is looked at again.
  void begin() {
    initialBefore = initial;
    governorBefore = governor;
    bufferBefore = buffer;
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
    edition = 0;
    own = null;
    beside = null;
    maintainedRevision = 0;
    steps = List.of();
  }
}
