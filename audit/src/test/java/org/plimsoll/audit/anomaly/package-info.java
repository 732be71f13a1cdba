/// Tests of anomaly detection.
@NullMarked
package org.plimsoll.audit.anomaly;

import org.jspecify.annotations.NullMarked;
