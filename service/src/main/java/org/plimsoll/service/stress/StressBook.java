package org.plimsoll.service.stress;

import org.plimsoll.engine.book.VenueBook;

/// Where a stress begins: a venue's book, as often as it is needed.
interface StressBook {
  /// Whose accounts they are, for people.
  String describe();

  /// A fresh copy of the book at its beginning, with every client under one law.
  ///
  /// @param law the id of a rate class of the venue; the empty text leaves everyone where they are
  VenueBook under(String law);
}
