package org.plimsoll.rulepacks;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML from hostile bytes, event by event: every limit acts before anything is built.
///
/// Nothing of YAML's type system is used: no schema, no constructor, no tag, no alias.
final class YamlTree {
  /// What ends the reading of a file at once.
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient PackErrorCode code;
    private final transient Place place;
    private final transient String remedy;

    Refusal(PackErrorCode code, Place place, String message, String remedy) {
      super(message, null, false, false);
      this.code = code;
      this.place = place;
      this.remedy = remedy;
    }
  }

  private final Iterator<Event> events;
  private int nodes;

  private YamlTree(Iterator<Event> events) {
    this.events = events;
  }

  /// The tree of the one document in `bytes`, or nothing and an entry in `problems`.
  static Optional<Node> read(byte[] bytes, Problems problems) {
    try {
      String text = decode(bytes);
      var settings = LoadSettings.builder().setCodePointLimit(Limits.FILE_BYTES).build();
      var tree = new YamlTree(new Parse(settings).parseString(text).iterator());
      return Optional.of(tree.document());
    } catch (Refusal refusal) {
      problems.add(
          refusal.code, refusal.place, String.valueOf(refusal.getMessage()), refusal.remedy);
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(YamlTree::placeOf).orElse(Place.START);
      problems.add(
          PackErrorCode.YAML_SYNTAX,
          place,
          "The file is not YAML: " + e.getProblem(),
          "Mend the syntax at this place");
    } catch (YamlEngineException e) {
      problems.add(
          PackErrorCode.YAML_SYNTAX,
          Place.START,
          "The file is not YAML: " + e.getMessage(),
          "Mend the syntax");
    }
    return Optional.empty();
  }

  private static String decode(byte[] bytes) {
    if (bytes.length > Limits.FILE_BYTES) {
      throw new Refusal(
          PackErrorCode.FILE_TOO_LONG,
          Place.START,
          "The file has " + bytes.length + " bytes, limit " + Limits.FILE_BYTES,
          "Split the pack");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      refuseHiddenCharacters(text);
      return text;
    } catch (CharacterCodingException e) {
      throw new Refusal(
          PackErrorCode.ENCODING_REFUSED, Place.START, "The file is not UTF-8", "Save it as UTF-8");
    }
  }

  private static void refuseHiddenCharacters(String text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      int c = text.codePointAt(i);
      if (isHidden(c)) {
        throw new Refusal(
            PackErrorCode.ENCODING_REFUSED,
            new Place(line, column),
            "The character U+%04X cannot be seen".formatted(c),
            "Delete it");
      }
      boolean newLine = c == '\n';
      line += newLine ? 1 : 0;
      column = newLine ? 1 : column + 1;
    }
  }

  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\r';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private Node document() {
    Event stream = events.next();
    Event start = events.next();
    if (!(start instanceof DocumentStartEvent opening)) {
      throw new Refusal(
          PackErrorCode.DOCUMENT_COUNT, placeOf(stream), "The file is empty", "Write a pack");
    }
    if (opening.getSpecVersion().isPresent() || !opening.getTags().isEmpty()) {
      throw new Refusal(
          PackErrorCode.TAG_REFUSED, placeOf(start), "The file has a directive", "Delete it");
    }
    Node root = node(events.next(), 1);
    events.next();
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw new Refusal(
          PackErrorCode.DOCUMENT_COUNT,
          placeOf(end),
          "The file holds more than one document",
          "Put each pack in a file of its own");
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Place place = placeOf(event);
    refuseOutsideOfLimits(event, depth, place);
    return switch (event.getEventId()) {
      case Scalar -> new Node.Text(text((ScalarEvent) event, place), place);
      case SequenceStart -> items(place, depth);
      case MappingStart -> mapping(place, depth);
      case Alias,
          StreamStart,
          StreamEnd,
          DocumentStart,
          DocumentEnd,
          SequenceEnd,
          MappingEnd,
          Comment ->
          throw new IllegalStateException("Unexpected " + event);
    };
  }

  private void refuseOutsideOfLimits(Event event, int depth, Place place) {
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent anchored && anchored.getAnchor().isPresent())) {
      throw new Refusal(
          PackErrorCode.ALIAS_REFUSED,
          place,
          "Anchors and aliases are not part of the format",
          "Write the value out");
    }
    if (tagOf(event).isPresent()) {
      throw new Refusal(
          PackErrorCode.TAG_REFUSED,
          place,
          "The tag " + Problems.quote(tagOf(event).get()) + " is not part of the format",
          "Delete it: every scalar is text");
    }
    if (++nodes > Limits.NODES) {
      throw new Refusal(
          PackErrorCode.TOO_MANY_NODES,
          place,
          "The file has more than " + Limits.NODES + " nodes",
          "Split the pack");
    }
    if (depth > Limits.NESTING) {
      throw new Refusal(
          PackErrorCode.NESTING_TOO_DEEP,
          place,
          "Nested deeper than " + Limits.NESTING,
          "Compare with the documented format");
    }
  }

  private static Optional<String> tagOf(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case org.snakeyaml.engine.v2.events.CollectionStartEvent start -> start.getTag();
      default -> Optional.empty();
    };
  }

  private static String text(ScalarEvent event, Place place) {
    String value = event.getValue();
    if (value.length() > Limits.TEXT_LENGTH) {
      throw new Refusal(
          PackErrorCode.SCALAR_TOO_LONG,
          place,
          "A text of " + value.length() + " characters, limit " + Limits.TEXT_LENGTH,
          "Shorten it");
    }
    return value;
  }

  private Node items(Place place, int depth) {
    List<Node> items = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      items.add(node(event, depth + 1));
      event = events.next();
    }
    return new Node.Items(items, place);
  }

  private Node mapping(Place place, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      if (!(node(event, depth + 1) instanceof Node.Text(String key, Place keyPlace))) {
        throw new Refusal(
            PackErrorCode.KEY_NOT_TEXT,
            placeOf(event),
            "A key is a list or a mapping",
            "Use a name as the key");
      }
      Node value = node(events.next(), depth + 1);
      if (entries.put(key, new Node.Entry(keyPlace, value)) != null) {
        throw new Refusal(
            PackErrorCode.KEY_DUPLICATE,
            keyPlace,
            "The key " + Problems.quote(key) + " appears twice",
            "Keep one of the two");
      }
      event = events.next();
    }
    return new Node.Mapping(entries, place);
  }

  private static Place placeOf(Event event) {
    return event.getStartMark().map(YamlTree::placeOf).orElse(Place.START);
  }

  private static Place placeOf(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
