/// Tests of `org.plimsoll.forecast.model`.
@NullMarked
package org.plimsoll.forecast.model;

import org.jspecify.annotations.NullMarked;
