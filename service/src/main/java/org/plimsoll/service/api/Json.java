package org.plimsoll.service.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// The wire form of values: decimals as plain strings, times in RFC 3339, absent members left out.
public final class Json {
  private static final int MAX_DEPTH = 32;
  private static final JsonMapper MAPPER = mapper();

  private Json() {}

  /// The value as UTF-8 JSON.
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// The value as indented JSON.
  public static String pretty(Object value) {
    String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    return text.equals("[ ]") ? "[]" : text;
  }

  /// The value as one line of JSON.
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /// The tree that the text stands for.
  ///
  /// @throws JacksonException when it is not JSON, repeats a member or is nested too deeply
  public static JsonNode read(byte[] text) throws JacksonException {
    return MAPPER.readTree(text);
  }

  /// The shortest plain decimal that reads back to the same double.
  ///
  /// @throws IllegalArgumentException when the number is not finite
  public static String decimal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    if (value == 0) {
      return "0";
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static JsonMapper mapper() {
    var constraints =
        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(64).build();
    var factory = JsonFactory.builder().streamReadConstraints(constraints).build();
    var module = new SimpleModule("plimsoll");
    module.addSerializer(Double.class, new Decimal());
    module.addSerializer(Double.TYPE, new Decimal());
    module.addSerializer(BigDecimal.class, new Plain());
    return JsonMapper.builder(factory)
        .addModule(module)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
        .defaultLocale(Locale.ROOT)
        .build();
  }

  private static final class Decimal extends ValueSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator out, SerializationContext context) {
      out.writeString(decimal(value));
    }
  }

  private static final class Plain extends ValueSerializer<BigDecimal> {
    @Override
    public void serialize(BigDecimal value, JsonGenerator out, SerializationContext context) {
      out.writeString(value.toPlainString());
    }
  }
}
