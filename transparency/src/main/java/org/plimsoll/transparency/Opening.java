package org.plimsoll.transparency;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What the owner of a committed line holds, and what shows that the log committed to it.
///
/// @param salt 32 bytes that only the owner and the venue know
/// @param line what was committed to
public record Opening(Hash salt, String line) {
  private static final String SALT = "salt";
  private static final String LINE = "line";

  /// The commitment that this opens.
  public Commitment commitment() {
    return Commitment.to(salt, line.getBytes(StandardCharsets.UTF_8));
  }

  /// Whether it opens this commitment.
  public boolean opens(Commitment commitment) {
    return commitment().equals(commitment);
  }

  /// Whether an entry of canonical JSON holds the commitment, as a string anywhere in it.
  public boolean isIn(byte[] entry) {
    return holds(JsonValue.parse(new String(entry, StandardCharsets.UTF_8)), commitment().text());
  }

  /// The opening in a file, or in a proof's extra data.
  public static Opening parse(byte[] json) {
    Map<String, JsonValue> members =
        JsonValue.parse(new String(json, StandardCharsets.UTF_8)).members();
    if (members.size() == 2
        && members.get(SALT) instanceof JsonValue.Text(String salt)
        && members.get(LINE) instanceof JsonValue.Text(String line)) {
      return new Opening(Hash.parse(salt), line);
    }
    throw LogException.malformed("an opening has two texts, salt and line");
  }

  /// As {@link #parse} reads it: canonical JSON.
  public byte[] bytes() {
    return JsonValue.of(SALT, salt.base64(), LINE, line).canonicalBytes();
  }

  private static boolean holds(JsonValue value, String text) {
    return switch (value) {
      case JsonValue.Members(var values) ->
          values.values().stream().anyMatch(member -> holds(member, text));
      case JsonValue.Items(var values) -> values.stream().anyMatch(item -> holds(item, text));
      case JsonValue.Text(String found) -> found.equals(text);
      case JsonValue.Numeric _, JsonValue.Truth _, JsonValue.Nothing _ -> false;
    };
  }
}
