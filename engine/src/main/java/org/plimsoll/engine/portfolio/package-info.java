/// A whole exchange's cross accounts in columns: re-margined exactly, by sweep or by difference.
///
/// Requirements are sums of products, kept in billionths of a money unit with 128 bits and never
/// rounded on the way; the one rounding, up to the unit, is made where a figure leaves. Integer
/// sums do not depend on their order, so neither threads nor the order of prices change a bit.
@NullMarked
package org.plimsoll.engine.portfolio;

import org.jspecify.annotations.NullMarked;
