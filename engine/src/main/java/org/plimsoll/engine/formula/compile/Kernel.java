package org.plimsoll.engine.formula.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Evaluates a program over the rows of a batch. Immutable and safe to share between threads.
///
/// All kernels of a program give the same bits and the same reasons as
/// {@link org.plimsoll.engine.formula.TreeEvaluator} on each row. A sweep allocates nothing once
/// its workspace has grown.
public final class Kernel {
  private final Program program;
  private final List<StageKernel> stages;
  private final List<StageKernel> forFewRows;

  private Kernel(Program program, List<StageKernel> stages, List<StageKernel> forFewRows) {
    this.program = program;
    this.stages = stages;
    this.forFewRows = forFewRows;
  }

  /// A kernel that interprets the steps a few hundred rows at a time: ready at once.
  public static Kernel interpreted(Program program) {
    List<StageKernel> interpreters =
        program.stages().stream().<StageKernel>map(Interpreter::new).toList();
    return new Kernel(program, interpreters, interpreters);
  }

  /// A kernel compiled to hidden classes, with the Vector API where the Java machine has it.
  ///
  /// Its first sweeps are slow, until the Java machine has compiled it further.
  public static Kernel compiled(Program program) {
    return compiled(program, KernelWriter.Style.toTry().getFirst());
  }

  static Kernel compiled(Program program, KernelWriter.Style style) {
    List<StageKernel> interpreters = new ArrayList<>();
    List<StageKernel> kernels = new ArrayList<>();
    for (Stage stage : program.stages()) {
      interpreters.add(new Interpreter(stage));
      kernels.add(
          stage.level() == Level.GLOBAL
              ? interpreters.getLast() // one row
              : HiddenClasses.instance(KernelWriter.write(stage, style), StageKernel.class));
    }
    return new Kernel(program, List.copyOf(kernels), List.copyOf(interpreters));
  }

  /// The program this kernel evaluates.
  public Program program() {
    return program;
  }

  /// The code of the stage that gives the answers.
  StageKernel lastStage() {
    return stages.getLast();
  }

  /// Evaluates all rows of `batch` into `answers`.
  ///
  /// @return how many rows have no value
  public int evaluate(Batch batch, Workspace workspace, Answers answers) {
    Hoisted hoisted = workspace.hoisted(program);
    hoist(batch, hoisted, workspace);
    return evaluate(batch, hoisted, 0, batch.rows(), workspace, answers);
  }

  /// Calculates into `hoisted` what does not depend on the position.
  public void hoist(Batch batch, Hoisted hoisted, Workspace workspace) {
    requireSameProgram(batch, hoisted);
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = program.stages().get(i);
      if (!stage.isLast()) {
        int count = batch.count(stage.level());
        var sweep = new Sweep(stage, stages.get(i), forFewRows.get(i), batch, hoisted, workspace);
        sweep.run(0, count, hoisted.outputs(stage.level(), count), null);
      }
    }
  }

  /// Evaluates the rows from `from` to below `to`, given what was hoisted from the same batch.
  ///
  /// The answers must not be a column of the batch. Several threads may sweep different rows, each
  /// with a workspace of its own.
  ///
  /// @return how many of these rows have no value
  public int evaluate(
      Batch batch, Hoisted hoisted, int from, int to, Workspace workspace, Answers answers) {
    requireSameProgram(batch, hoisted);
    Objects.checkFromToIndex(from, to, batch.rows());
    int last = stages.size() - 1;
    var sweep =
        new Sweep(
            program.stages().get(last),
            stages.get(last),
            forFewRows.get(last),
            batch,
            hoisted,
            workspace);
    return sweep.run(from, to, workspace.result(answers), answers);
  }

  private void requireSameProgram(Batch batch, Hoisted hoisted) {
    if (batch.program() != program || hoisted.program() != program) {
      throw new IllegalArgumentException("The batch belongs to another program");
    }
  }
}
