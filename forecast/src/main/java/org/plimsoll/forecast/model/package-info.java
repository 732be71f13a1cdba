/// The classical models of volatility. Each is one class and one line in {@link
/// org.plimsoll.forecast.model.Models}.
@NullMarked
package org.plimsoll.forecast.model;

import org.jspecify.annotations.NullMarked;
