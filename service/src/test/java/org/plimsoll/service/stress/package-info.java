/// Tests of stress.
@NullMarked
package org.plimsoll.service.stress;

import org.jspecify.annotations.NullMarked;
