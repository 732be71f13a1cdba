package org.plimsoll.engine.formula.compile;

/// Writes the instructions of one compiled loop. Values are named by the local variable they are
/// in.
interface LoopBody {
  /// How many rows one turn of the loop evaluates.
  int step();

  /// Before the loop: `value` for every row.
  int constant(double value);

  /// Before the loop: the number of scalar `source` for every row.
  int scalar(int source);

  /// The rows of the column in local variable `array` from the row in local variable `index` on.
  int load(int array, int index, boolean asTruth);

  /// Writes a value or truth into the column in local variable `array`.
  void store(int value, boolean isTruth, int array, int index);

  /// The value of a step, given its operands; those beyond their number do not matter.
  int calculate(Op op, int first, int second, int third);

  /// Before the loop: begins to add up answers.
  void beginSum();

  /// Adds answers to the sum.
  void addToSum(int answer);

  /// After the loop: leaves on the stack a number that is finite only where all answers are.
  void endSum(int array, int from, int count);
}
