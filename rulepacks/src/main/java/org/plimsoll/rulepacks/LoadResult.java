package org.plimsoll.rulepacks;

import java.util.List;
import org.plimsoll.engine.rulebook.RulePack;

/// What reading a file gave: a rule pack, or the reasons why it is none.
public sealed interface LoadResult {
  /// The file is a rule pack.
  ///
  /// @param canonical the canonical form, of whose UTF-8 bytes the pack carries the hash
  record Loaded(RulePack pack, String canonical) implements LoadResult {}

  /// The file is not a rule pack.
  ///
  /// @param errors at least one, in the order of the file as far as that is known
  record Rejected(List<PackError> errors) implements LoadResult {
    /// Copies the list.
    public Rejected {
      errors = List.copyOf(errors);
    }
  }
}
