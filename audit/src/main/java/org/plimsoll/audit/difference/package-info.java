/// What a change of rules does to rates, over a whole domain, and to the accounts of a book.
@NullMarked
package org.plimsoll.audit.difference;

import org.jspecify.annotations.NullMarked;
