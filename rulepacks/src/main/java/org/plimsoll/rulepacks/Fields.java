package org.plimsoll.rulepacks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The entries of one mapping while it is read; what is never asked for is unknown.
///
/// A reader that fails adds a problem and gives a stand-in, so that one pass finds every problem;
/// nothing is built from stand-ins.
final class Fields {
  private final Node.Mapping mapping;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();

  private Fields(Node.Mapping mapping, Problems problems) {
    this.mapping = mapping;
    this.problems = problems;
  }

  /// The fields of `node`, or nothing and a problem when it is not a mapping.
  static Optional<Fields> of(Node node, Problems problems) {
    if (node instanceof Node.Mapping mapping) {
      return Optional.of(new Fields(mapping, problems));
    }
    problems.add(
        PackErrorCode.SHAPE_WRONG,
        node.place(),
        shapeOf(node) + " stands where a mapping belongs",
        "Write key: value pairs");
    return Optional.empty();
  }

  Problems problems() {
    return problems;
  }

  Place place() {
    return mapping.place();
  }

  /// The place of the value of `key`, or of the mapping when there is none.
  Place placeOf(String key) {
    Node.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.place() : entry.value().place();
  }

  boolean has(String key) {
    known.add(key);
    return mapping.entries().containsKey(key);
  }

  List<String> keys() {
    return List.copyOf(mapping.entries().keySet());
  }

  Optional<Node> find(String key) {
    known.add(key);
    return Optional.ofNullable(mapping.entries().get(key)).map(Node.Entry::value);
  }

  private Optional<Node> require(String key) {
    Optional<Node> found = find(key);
    if (found.isEmpty()) {
      problems.add(
          PackErrorCode.KEY_MISSING,
          mapping.place(),
          "The key " + key + " is missing",
          "Add " + key + ":");
    }
    return found;
  }

  /// The text of a required key; blank text is refused.
  String text(String key) {
    return parsed(key, "", Fields::notBlank, "some text");
  }

  String textOr(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  @Nullable String textOrNull(String key) {
    return has(key) ? text(key) : null;
  }

  LocalDate date(String key) {
    return parsed(key, LocalDate.EPOCH, Scalars::date, "a date such as 2020-05-01");
  }

  @Nullable LocalDate dateOrNull(String key) {
    return has(key) ? date(key) : null;
  }

  /// The value of a required key as `parser` reads it, or `standIn` and a problem.
  <T> T parsed(String key, T standIn, Function<String, Optional<T>> parser, String expected) {
    return parsed(key, parser, expected).orElse(standIn);
  }

  /// The value of a required key as `parser` reads it, or nothing and a problem.
  <T> Optional<T> parsed(String key, Function<String, Optional<T>> parser, String expected) {
    return require(key).flatMap(this::textOf).flatMap(text -> read(text, parser, expected));
  }

  /// The texts of a required list, each as `parser` reads it.
  <T> List<T> list(String key, Function<String, Optional<T>> parser, String expected) {
    List<T> values = new ArrayList<>();
    for (Node item : nodes(key)) {
      textOf(item).flatMap(text -> read(text, parser, expected)).ifPresent(values::add);
    }
    return values;
  }

  /// The entries of a required list; an empty list is refused.
  List<Node> nonEmptyNodes(String key) {
    List<Node> found = nodes(key);
    if (found.isEmpty() && find(key).filter(Node.Items.class::isInstance).isPresent()) {
      problems.add(
          PackErrorCode.LIST_SIZE, placeOf(key), "The list " + key + " is empty", "Add an entry");
    }
    return found;
  }

  /// The entries of a required list, which may be empty.
  List<Node> nodes(String key) {
    Node node = require(key).orElse(null);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Node.Items list)) {
      problems.add(
          PackErrorCode.SHAPE_WRONG,
          node.place(),
          shapeOf(node) + " stands where the list " + key + " belongs",
          "Write a list, [] when it is empty");
      return List.of();
    }
    if (list.items().size() > Limits.LIST_LENGTH) {
      problems.add(
          PackErrorCode.LIST_SIZE,
          node.place(),
          "The list %s has %d entries, limit %d"
              .formatted(key, list.items().size(), Limits.LIST_LENGTH),
          "Split the pack");
      return List.of();
    }
    return list.items();
  }

  /// The fields of a required mapping.
  Optional<Fields> fields(String key) {
    return require(key).flatMap(node -> Fields.of(node, problems));
  }

  /// Adds a problem for every key that nothing asked for.
  void refuseOthers() {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(
                    PackErrorCode.KEY_UNKNOWN,
                    entry.key(),
                    "The key " + Problems.quote(key) + " is not part of the format",
                    "Delete it, or use one of " + String.join(", ", known));
              }
            });
  }

  private Optional<Node.Text> textOf(Node node) {
    if (node instanceof Node.Text text) {
      return Optional.of(text);
    }
    problems.add(
        PackErrorCode.SHAPE_WRONG,
        node.place(),
        shapeOf(node) + " stands where a text belongs",
        "Write a text");
    return Optional.empty();
  }

  private <T> Optional<T> read(
      Node.Text text, Function<String, Optional<T>> parser, String expected) {
    Optional<T> value = parser.apply(text.value());
    if (value.isEmpty()) {
      problems.add(
          PackErrorCode.VALUE_MALFORMED,
          text.place(),
          Problems.quote(text.value()) + " is not " + expected,
          "Write " + expected);
    }
    return value;
  }

  private static Optional<String> notBlank(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }

  private static String shapeOf(Node node) {
    return switch (node) {
      case Node.Text _ -> "A text";
      case Node.Items _ -> "A list";
      case Node.Mapping _ -> "A mapping";
    };
  }
}
