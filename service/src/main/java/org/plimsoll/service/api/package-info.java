/// The HTTP API: the contract's endpoints over an immutable view of the venue.
@NullMarked
package org.plimsoll.service.api;

import org.jspecify.annotations.NullMarked;
