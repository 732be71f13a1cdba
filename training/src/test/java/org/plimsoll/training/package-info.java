/// Tests of training, with PyTorch where its libraries are there.
@NullMarked
package org.plimsoll.training;

import org.jspecify.annotations.NullMarked;
