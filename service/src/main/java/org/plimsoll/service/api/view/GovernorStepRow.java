package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// One thing that the governor did to the rate.
///
/// @param step the name of the governor's part, `MAXIMUM_STEP` for instance
public record GovernorStepRow(String step, double before, double after, @Nullable String detail) {}
