@NullMarked
package org.plimsoll.rulepacks;

import org.jspecify.annotations.NullMarked;
