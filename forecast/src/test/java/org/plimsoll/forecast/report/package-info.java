/// Tests of `org.plimsoll.forecast.report`.
@NullMarked
package org.plimsoll.forecast.report;

import org.jspecify.annotations.NullMarked;
