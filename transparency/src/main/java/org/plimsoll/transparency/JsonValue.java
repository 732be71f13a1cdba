package org.plimsoll.transparency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A JSON value with one form only: the JSON Canonicalization Scheme, RFC 8785.
///
/// Numbers are binary doubles, as the scheme says; what must be exact is written as text.
public sealed interface JsonValue {
  /// An object; its canonical form is sorted by the names' UTF-16 units.
  record Members(SequencedMap<String, JsonValue> values) implements JsonValue {
    /// Copies the map.
    public Members {
      values = new TreeMap<>(values);
    }
  }

  /// An array.
  record Items(List<JsonValue> values) implements JsonValue {
    /// Copies the list.
    public Items {
      values = List.copyOf(values);
    }
  }

  /// A string without lone surrogates.
  record Text(String value) implements JsonValue {
    /// Checks the surrogates.
    public Text {
      checkText(value);
    }
  }

  /// A finite number.
  record Numeric(double value) implements JsonValue {
    /// Checks that it is finite.
    public Numeric {
      if (!Double.isFinite(value)) {
        throw LogException.malformed("JSON has no number " + value);
      }
    }
  }

  /// True or false.
  record Truth(boolean value) implements JsonValue {}

  /// Null.
  record Nothing() implements JsonValue {}

  /// The value in a JSON text; a name may stand only once in an object.
  static JsonValue parse(String text) {
    return new JsonReader(text).whole();
  }

  /// An object of names and values in turn; a value is a JsonValue, text, boolean, integer up to
  /// 2^53 or finite double, or a list of those.
  static Members of(Object... namesAndValues) {
    SequencedMap<String, JsonValue> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      JsonValue before =
          members.put(String.valueOf(namesAndValues[i]), ofObject(namesAndValues[i + 1]));
      if (before != null) {
        throw new IllegalArgumentException(namesAndValues[i] + " is given twice");
      }
    }
    return new Members(members);
  }

  private static JsonValue ofObject(Object value) {
    return switch (value) {
      case JsonValue json -> json;
      case String text -> new Text(text);
      case Boolean truth -> new Truth(truth);
      case Integer number -> new Numeric(number);
      case Long number when Math.abs(number) <= 1L << 53 -> new Numeric(number);
      case Double number -> new Numeric(number);
      case List<?> list -> {
        List<JsonValue> items = new ArrayList<>();
        list.forEach(item -> items.add(ofObject(item)));
        yield new Items(items);
      }
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
    };
  }

  /// The canonical text.
  default String canonical() {
    StringBuilder out = new StringBuilder();
    CanonicalJson.write(this, out);
    return out.toString();
  }

  /// The canonical bytes: what is logged and hashed.
  default byte[] canonicalBytes() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }

  private static void checkText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw LogException.malformed("half of a surrogate pair in a JSON string");
      }
    }
  }

  /// The members of an object by name.
  ///
  /// @throws LogException when this is no object
  default Map<String, JsonValue> members() {
    if (this instanceof Members(var values)) {
      return values;
    }
    throw LogException.malformed("a JSON object is wanted");
  }
}
