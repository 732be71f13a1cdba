/// Accounts and the double-entry book that moves money and positions between them.
///
/// Nothing here knows a margin rate: commands that need cover ask a
/// {@link org.plimsoll.engine.account.MarginTest} that the margin room supplies.
@NullMarked
package org.plimsoll.engine.account;

import org.jspecify.annotations.NullMarked;
