/// The demonstration: recorded prices, synthetic accounts, and the engine that serves both.
@NullMarked
package org.plimsoll.service.demo;

import org.jspecify.annotations.NullMarked;
