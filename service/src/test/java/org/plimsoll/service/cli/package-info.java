@NullMarked
package org.plimsoll.service.cli;

import org.jspecify.annotations.NullMarked;
