/// Option prices and volatilities: Black's model, its inverse, and the normal distribution.
///
/// Kernels use only sums, products, quotients, square roots, minima and maxima, and the engine's
/// own exponential and logarithm, so that every machine gives the same bits.
@NullMarked
package org.plimsoll.engine.margin.pricing;

import org.jspecify.annotations.NullMarked;
