package org.plimsoll.rulepacks;

import java.util.Optional;
import org.plimsoll.engine.rulebook.RulePack;

/// Reads the bytes of a rule pack's file, whoever wrote them. Never throws for what they hold.
public final class PackLoader {
  private PackLoader() {}

  /// The pack in `bytes`, or every reason why there is none.
  ///
  /// @param file the name that errors show
  public static LoadResult load(String file, byte[] bytes) {
    var problems = new Problems(file);
    Optional<Node> root = YamlTree.read(bytes, problems);
    if (root.isEmpty()) {
      return new LoadResult.Rejected(problems.errors());
    }
    String canonical = Canonical.text(root.get());
    Optional<RulePack> pack = PackReader.read(root.get(), Canonical.hash(canonical), problems);
    return pack.<LoadResult>map(read -> new LoadResult.Loaded(read, canonical))
        .orElseGet(() -> new LoadResult.Rejected(problems.errors()));
  }
}
