/// Tests of the networks' features, files and inference.
@NullMarked
package org.plimsoll.forecast.network;

import org.jspecify.annotations.NullMarked;
