package org.plimsoll.conformance.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sizes above which a file or a method is split, unless a comment `tidy: <reason>` stands on the
/// line before it.
class TidyTest {
  private static final int MAX_FILE_LINES = 800;
  private static final int MAX_METHOD_LINES = 60;
  private static final String SUPPRESSION = "// tidy: ";

  @Test
  void noFileAndNoMethodIsTooLong() throws IOException {
    List<Path> files = sources();
    assertTrue(files.size() > 15, "found only " + files.size() + " source files");
    List<String> findings = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() > MAX_FILE_LINES && !lines.getFirst().startsWith(SUPPRESSION)) {
        findings.add("%s has %d lines, limit %d".formatted(file, lines.size(), MAX_FILE_LINES));
      }
    }
    findings.addAll(longMethods(files));
    assertEquals(List.of(), findings);
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of(System.getProperty("plimsoll.root"));
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> path.toString().endsWith(".java"))
          .filter(path -> !root.relativize(path).toString().contains("target/"))
          .sorted()
          .toList();
    }
  }

  private static List<String> longMethods(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  _ -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<String> findings = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new LongMethods(unit, positions, findings).scan(unit, null);
      }
      return findings;
    }
  }

  private static final class LongMethods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> findings;

    LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> findings) {
      this.unit = unit;
      this.positions = positions;
      this.findings = findings;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      LineMap lines = unit.getLineMap();
      long first = lines.getLineNumber(positions.getStartPosition(unit, method));
      long last = lines.getLineNumber(positions.getEndPosition(unit, method));
      long length = last - first + 1;
      if (method.getBody() != null && length > MAX_METHOD_LINES && !isSuppressed(first)) {
        findings.add(
            "%s:%d %s has %d lines, limit %d"
                .formatted(
                    unit.getSourceFile().getName(),
                    first,
                    method.getName(),
                    length,
                    MAX_METHOD_LINES));
      }
      return super.visitMethod(method, null);
    }

    private boolean isSuppressed(long firstLine) {
      try {
        String[] lines = unit.getSourceFile().getCharContent(true).toString().split("\n", -1);
        return firstLine >= 2 && lines[(int) firstLine - 2].strip().startsWith(SUPPRESSION);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
