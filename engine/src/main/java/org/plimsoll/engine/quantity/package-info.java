/// Money, quantities, rates and the reasons for which one of them can be missing.
@NullMarked
package org.plimsoll.engine.quantity;

import org.jspecify.annotations.NullMarked;
