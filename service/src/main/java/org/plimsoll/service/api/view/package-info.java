/// What a reader of the venue sees: an immutable view and the records that it answers with.
///
/// The records are the API's schemas, member for member; a null component is absent on the wire.
/// Amounts, prices and quantities are exact decimals, rates and volatilities doubles.
@NullMarked
package org.plimsoll.service.api.view;

import org.jspecify.annotations.NullMarked;
