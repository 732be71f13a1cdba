/// Tests of the renderings, against written-out strings and the language's own reader.
@NullMarked
package org.plimsoll.engine.formula.render;

import org.jspecify.annotations.NullMarked;
