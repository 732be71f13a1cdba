/// Trains the networks that correct the champion's forecast: walk-forward, pooled over symbols,
/// from several seeds, resumable after each epoch. Gradients come from PyTorch through DJL; all
/// else is plain Java, and what is judged is the network as it will be served.
@NullMarked
package org.plimsoll.training;

import org.jspecify.annotations.NullMarked;
