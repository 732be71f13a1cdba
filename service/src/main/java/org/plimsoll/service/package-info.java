/// The program: wiring, command line, sequencer, journal and API.
@NullMarked
package org.plimsoll.service;

import org.jspecify.annotations.NullMarked;
