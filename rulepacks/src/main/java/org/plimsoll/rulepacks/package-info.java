/// Law as dated data: reading, checking, signing and resolving rule packs.
@NullMarked
package org.plimsoll.rulepacks;

import org.jspecify.annotations.NullMarked;
