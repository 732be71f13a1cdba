package org.plimsoll.service.sequencer;

import org.plimsoll.service.store.StoreException;

/// What to do when the sequencer must stop for good. Called once, by the sequencer's thread.
public interface Halt {
  /// Ends the program, or takes it out of service until it is started anew.
  void stop(StoreException cause);

  /// Prints the fault on standard error and ends the process at once with the fault's exit code,
  /// running no shutdown hook: nothing may touch the store again.
  static Halt process() {
    return cause -> {
      System.err.println("plimsoll: " + cause.getMessage());
      if (cause.getCause() != null) {
        cause.getCause().printStackTrace();
      }
      System.err.flush();
      Runtime.getRuntime().halt(cause.fault().exitCode());
    };
  }
}
