package org.plimsoll.feeds.recorded;

/// What is wrong with the row at hand; becomes a fault of the file.
final class RowProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final String column;
  private final String value;
  private final String remedy;

  RowProblem(String column, String value, String problem, String remedy) {
    super(problem, null, false, false);
    this.column = column;
    this.value = value;
    this.remedy = remedy;
  }

  String column() {
    return column;
  }

  String value() {
    return value;
  }

  String problem() {
    return java.util.Objects.requireNonNull(getMessage());
  }

  String remedy() {
    return remedy;
  }
}
