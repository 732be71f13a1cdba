package org.plimsoll.rulepacks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// The one form of a rule pack whose bytes are hashed and signed.
///
/// JSON as RFC 8785 writes it: no white space, keys in the order of their UTF-16 units, and every
/// scalar a string with the characters of the file. Comments, the order of keys and the style of
/// quoting do not change it; any change of a value does.
public final class Canonical {
  private Canonical() {}

  static String text(Node node) {
    var out = new StringBuilder();
    write(node, out);
    return out.toString();
  }

  /// The SHA-256 of the UTF-8 bytes of `canonical`, in lower-case hexadecimal.
  public static String hash(String canonical) {
    byte[] bytes = canonical.getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void write(Node node, StringBuilder out) {
    switch (node) {
      case Node.Text text -> writeString(text.value(), out);
      case Node.Items list -> {
        out.append('[');
        for (int i = 0; i < list.items().size(); i++) {
          out.append(i == 0 ? "" : ",");
          write(list.items().get(i), out);
        }
        out.append(']');
      }
      case Node.Mapping mapping -> {
        out.append('{');
        String separator = "";
        for (var entry : new TreeMap<>(mapping.entries()).entrySet()) {
          out.append(separator);
          writeString(entry.getKey(), out);
          out.append(':');
          write(entry.getValue().value(), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
