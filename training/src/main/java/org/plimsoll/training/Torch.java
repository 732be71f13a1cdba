package org.plimsoll.training;

import ai.djl.engine.Engine;
import java.util.Optional;

/// PyTorch's libraries: whether they are there, and how they are set up so that the same seed gives
/// the same bits: one thread, no graph optimiser, nothing fetched at run time.
final class Torch {
  /// What to do where they are not.
  static final String REMEDY =
      "Training needs PyTorch's libraries (ai.djl.pytorch:pytorch-native-cpu:2.7.1:linux-x86_64,"
          + " 112 MB, Linux on x86-64). Delete training/target and run `./plimsoll forecast train`"
          + " with a network, which fetches them once.";

  private static final String NATIVES = "pytorch/cpu/linux-x86_64/libtorch_cpu.so";

  private Torch() {}

  /// Why training cannot be done here; empty when it can.
  static Optional<String> missing() {
    if (Torch.class.getClassLoader().getResource(NATIVES) == null) {
      return Optional.of("PyTorch's libraries are not on the class path");
    }
    configure();
    try {
      Engine.getInstance();
      return Optional.empty();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      return Optional.of("PyTorch cannot be loaded: " + e);
    }
  }

  /// Loads PyTorch.
  ///
  /// @throws IllegalStateException saying what to do, when it is not there
  static void require() {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      throw new IllegalStateException(missing.get() + ". " + REMEDY);
    }
  }

  private static void configure() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.default_engine", "PyTorch");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("ai.djl.pytorch.graph_optimizer", "false");
  }
}
