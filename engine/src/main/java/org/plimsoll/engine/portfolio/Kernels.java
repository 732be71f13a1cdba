package org.plimsoll.engine.portfolio;

/// Chooses the fastest kernel that this machine runs.
final class Kernels {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  private Kernels() {}

  /// The vector loops where the program was started with `--add-modules jdk.incubator.vector` on a
  /// machine with vectors of eight longs, else the plain ones. Both give the same bits.
  static Kernel best() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent() && VectorKernel.isFast()
        ? new VectorKernel()
        : new PlainKernel();
  }
}
