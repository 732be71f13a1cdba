@NullMarked
package org.plimsoll.service.api;

import org.jspecify.annotations.NullMarked;
