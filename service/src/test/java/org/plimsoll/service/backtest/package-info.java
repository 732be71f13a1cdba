@NullMarked
package org.plimsoll.service.backtest;

import org.jspecify.annotations.NullMarked;
