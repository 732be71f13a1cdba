package org.plimsoll.service.api;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Members of a body that has been checked against its schema.
final class Fields {
  private Fields() {}

  static String text(JsonNode object, String name) {
    return Objects.requireNonNull(object.get(name), name).stringValue();
  }

  static @Nullable String textOrNull(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? null : value.stringValue();
  }

  static BigDecimal decimal(JsonNode object, String name) {
    return new BigDecimal(text(object, name));
  }

  static @Nullable BigDecimal decimalOrNull(JsonNode object, String name) {
    String text = textOrNull(object, name);
    return text == null ? null : new BigDecimal(text);
  }
}
