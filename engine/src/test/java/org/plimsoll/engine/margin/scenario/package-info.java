/// Tests of the package of the same name.
@NullMarked
package org.plimsoll.engine.margin.scenario;

import org.jspecify.annotations.NullMarked;
