package org.plimsoll.forecast.network;

/// How a network reads its window.
public enum Architecture {
  /// One recurrent layer of long short-term memory cells (Hochreiter and Schmidhuber 1997).
  LSTM("lstm"),
  /// An encoder with attention over patches of hours (Vaswani et al. 2017, Nie et al. 2023).
  PATCH_TRANSFORMER("patch-transformer");

  private final String id;

  Architecture(String id) {
    this.id = id;
  }

  /// The name in model files, on the command line and in forecast files.
  public String id() {
    return id;
  }

  /// The architecture of a name.
  ///
  /// @throws IllegalArgumentException for an unknown name
  public static Architecture parse(String id) {
    for (Architecture one : values()) {
      if (one.id.equals(id)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "Unknown architecture '" + id + "': lstm or patch-transformer");
  }
}
