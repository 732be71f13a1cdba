package org.plimsoll.service.stress;

import java.util.List;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.engine.book.VenueReader;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.service.venue.RuleLibrary;

/// A venue's own book, as its state stood: the positions stay, whatever the law.
final class JournalBook implements StressBook {
  private final RuleLibrary rules;
  private final byte[] snapshot;
  private final String name;

  JournalBook(RuleLibrary rules, byte[] snapshot, String name) {
    this.rules = rules;
    this.snapshot = snapshot.clone();
    this.name = name;
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public VenueBook under(String law) {
    VenueBook book = rules.book();
    book.restore(snapshot);
    if (!law.isEmpty()) {
      suppose(book.reader().orElseThrow(), law);
    }
    return book;
  }

  /// Puts every client of a copy of the book under one law: a supposition, never journaled.
  private static void suppose(VenueReader reader, String law) {
    List<String> laws =
        reader.terms().rateClasses().stream().map(VenueTerms.RateClass::id).toList();
    int index = laws.indexOf(law);
    if (index < 0) {
      throw new IllegalArgumentException("The venue has no rate class " + law + ": " + laws);
    }
    AccountBook accounts = reader.accounts();
    for (int account = 0; account < accounts.accountCount(); account++) {
      if (accounts.mode(account) != AccountMode.VENUE) {
        accounts.assignRateClass(account, index);
      }
    }
  }
}
