package org.plimsoll.rulepacks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads YAML, and so JSON, from hostile bytes under the limits of rule packs: no aliases, no tags,
/// no duplicate keys, bounded in size, depth and nodes, every scalar text.
public final class StrictYaml {
  private StrictYaml() {}

  /// What reading gave.
  public sealed interface Result {
    /// The file could not be read.
    ///
    /// @param errors at least one
    record Rejected(List<PackError> errors) implements Result {
      /// Copies the list.
      public Rejected {
        errors = List.copyOf(errors);
      }
    }
  }

  /// A file that was read, and where each of its values stands.
  public static final class Tree implements Result {
    private final Node root;

    private Tree(Node root) {
      this.root = root;
    }

    /// The same as JSON without white space, every scalar a string.
    public String json() {
      return Canonical.text(root);
    }

    /// The place of the value that an RFC 6901 pointer leads to; where it leads nowhere, the place
    /// of the last value on its way.
    public Place placeOf(String pointer) {
      Node node = root;
      for (String step : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
        Node next = child(node, step.replace("~1", "/").replace("~0", "~"));
        if (next == null) {
          break;
        }
        node = next;
      }
      return node.place();
    }

    private static @Nullable Node child(Node node, String step) {
      return switch (node) {
        case Node.Text _ -> null;
        case Node.Mapping mapping -> {
          Node.Entry entry = mapping.entries().get(step);
          yield entry == null ? null : entry.value();
        }
        case Node.Items items ->
            step.matches("[0-9]{1,6}") && Integer.parseInt(step) < items.items().size()
                ? items.items().get(Integer.parseInt(step))
                : null;
      };
    }
  }

  /// The one document in `bytes`, or why there is none. Never throws for what they hold.
  ///
  /// @param file the name that errors show
  public static Result read(String file, byte[] bytes) {
    Problems problems = new Problems(file);
    return YamlTree.read(bytes, problems)
        .<Result>map(Tree::new)
        .orElseGet(() -> new Result.Rejected(problems.errors()));
  }
}
