@NullMarked
package org.plimsoll.engine.portfolio;

import org.jspecify.annotations.NullMarked;
