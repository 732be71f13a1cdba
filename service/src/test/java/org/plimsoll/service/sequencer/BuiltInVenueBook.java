package org.plimsoll.service.sequencer;

import org.plimsoll.engine.book.StateMachine;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.service.venue.RuleLibrary;

/// The real book under the rule packs that come with the program, for [FreshJvm#replay].
public final class BuiltInVenueBook implements StateMachine {
  private final VenueBook book = RuleLibrary.builtIn().book();

  @Override
  public byte[] apply(long sequence, byte[] command) {
    return book.apply(sequence, command);
  }

  @Override
  public byte[] stateHash() {
    return book.stateHash();
  }

  @Override
  public byte[] snapshot() {
    return book.snapshot();
  }

  @Override
  public void restore(byte[] snapshot) {
    book.restore(snapshot);
  }
}
