/// Formulas as people read them: plain text, LaTeX and MathML, with names or with numbers put in.
@NullMarked
package org.plimsoll.engine.formula.render;

import org.jspecify.annotations.NullMarked;
