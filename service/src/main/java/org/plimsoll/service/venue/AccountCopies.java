package org.plimsoll.service.venue;

import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.margin.MarginPolicy;
import org.plimsoll.engine.margin.Marks;
import org.plimsoll.engine.margin.RateTable;

/// Copies of the account side of the book, which nobody writes to any more.
record AccountCopies(AccountBook book, Marks marks, RateTable rates, MarginPolicy policy) {}
