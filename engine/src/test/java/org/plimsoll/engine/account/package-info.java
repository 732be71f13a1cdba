/// Tests of the account room.
@NullMarked
package org.plimsoll.engine.account;

import org.jspecify.annotations.NullMarked;
