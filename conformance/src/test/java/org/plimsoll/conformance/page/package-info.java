/// The live page in a real browser: what it shows is what the API says, in both languages, by
// keyboard.
@NullMarked
package org.plimsoll.conformance.page;

import org.jspecify.annotations.NullMarked;
