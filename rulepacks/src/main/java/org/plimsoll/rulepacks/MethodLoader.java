package org.plimsoll.rulepacks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.plimsoll.engine.margin.portfolio.MethodDescription;

/// Reads the bytes of a margin method's description, whoever wrote them. Never throws for what they
/// hold.
public final class MethodLoader {
  private MethodLoader() {}

  /// The description in `bytes`, or every reason why there is none.
  ///
  /// @param file the name that errors show
  public static MethodResult load(String file, byte[] bytes) {
    var problems = new Problems(file);
    Optional<Node> root = YamlTree.read(bytes, problems);
    Optional<MethodDescription> read =
        root.flatMap(
            node -> MethodReader.read(node, Canonical.hash(Canonical.text(node)), problems));
    return read.<MethodResult>map(MethodResult.Loaded::new)
        .orElseGet(() -> new MethodResult.Rejected(problems.errors()));
  }

  /// A description that comes with Plimsoll.
  ///
  /// @param id `derive-portfolio` for instance
  /// @throws IllegalArgumentException when there is none of that id
  public static MethodDescription builtIn(String id) {
    String file = id + ".yaml";
    try (InputStream in = MethodLoader.class.getResourceAsStream("/methods/" + file)) {
      if (in == null || !id.matches("[a-z0-9-]+")) {
        throw new IllegalArgumentException("No margin method " + id);
      }
      return switch (load(file, in.readAllBytes())) {
        case MethodResult.Loaded(MethodDescription description) -> description;
        case MethodResult.Rejected(var errors) ->
            throw new IllegalStateException("Built-in method " + id + ": " + errors);
      };
    } catch (IOException e) {
      throw new IllegalStateException("Built-in method " + id + " cannot be read", e);
    }
  }
}
