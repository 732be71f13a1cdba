/// The command line: verbs over the engine, data on standard output, notes on standard error.
@NullMarked
package org.plimsoll.service.cli;

import org.jspecify.annotations.NullMarked;
