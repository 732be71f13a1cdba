/// Measures the formula engine beside hand-written code and other expression engines.
///
/// Compiled only under the Maven profile `peers`, because the other engines and the incubating
/// Vector API are no dependencies of Plimsoll.
@NullMarked
package org.plimsoll.bench.formula;

import org.jspecify.annotations.NullMarked;
