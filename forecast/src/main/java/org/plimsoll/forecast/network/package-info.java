/// The learned family: small networks that correct the champion's forecast, run in plain Java.
///
/// A network sees the last 168 hours and a few facts about symbol and day, and gives a residual:
/// its forecast is the champion's variance times exp(residual). An untrained network gives 0 and is
/// the champion. Training is in module `training`; here are the features, the model files, and
/// inference with `+ − × ÷ sqrt` on floats, the same bits on every machine.
@NullMarked
package org.plimsoll.forecast.network;

import org.jspecify.annotations.NullMarked;
