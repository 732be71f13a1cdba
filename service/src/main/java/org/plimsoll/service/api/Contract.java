package org.plimsoll.service.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The published contract, `openapi.yaml`, and the checks that follow from it.
///
/// The schemas are built when the first body is checked, so that a server starts without them.
final class Contract {
  private static final String BASE = "urn:plimsoll:openapi";
  private static final int MAX_ERRORS = 50;

  private final String text = read();
  private @Nullable Schemas schemas;

  /// The document as published.
  String text() {
    return text;
  }

  /// The places in which `value` is not what a schema of the contract says; none when it conforms.
  List<Problem.Place> check(String schema, JsonNode value, Language language) {
    return schemas()
        .schema(schema)
        .validate(
            value,
            (execution, _) -> execution.executionConfig(config -> config.locale(language.locale())))
        .stream()
        .limit(MAX_ERRORS)
        .map(Contract::place)
        .toList();
  }

  /// The body as a tree that conforms to a schema of the contract.
  ///
  /// @throws Problem.Thrown when it does not
  JsonNode body(Request request, String schema) {
    requireJson(request);
    JsonNode tree;
    try {
      tree = Json.read(request.body());
    } catch (JacksonException e) {
      throw malformed(e).thrown();
    }
    Language language = Language.asked(request.header("Accept-Language"));
    List<Problem.Place> places = check(schema, tree, language);
    if (!places.isEmpty()) {
      throw Problem.of(
              400,
              "VALIDATION_FAILED",
              "validation-failed",
              places.size() == 1
                  ? Sentence.of("detail.validation-failed-once", schema)
                  : Sentence.of("detail.validation-failed", places.size(), schema))
          .withPlaces(places)
          .withRemedy("remedy.correct-the-places")
          .thrown();
    }
    return tree;
  }

  private synchronized Schemas schemas() {
    if (schemas == null) {
      schemas = new Schemas(text);
    }
    return schemas;
  }

  private static void requireJson(Request request) {
    String type = Objects.requireNonNullElse(request.header("content-type"), "");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      throw Problem.of(
              415,
              "MEDIA_TYPE_NOT_SUPPORTED",
              "media-type-not-supported",
              Sentence.of("detail.media-type-not-supported", type))
          .thrown();
    }
  }

  private static Problem malformed(JacksonException e) {
    var place = e.getLocation();
    return Problem.of(
        400,
        "MALFORMED_JSON",
        "malformed-json",
        place == null
            ? Sentence.of("detail.malformed-json")
            : Sentence.of("detail.malformed-json-at", place.getLineNr(), place.getColumnNr()));
  }

  private static Problem.Place place(Error error) {
    String pointer = error.getInstanceLocation().toString();
    String detail = error.getMessage();
    String property = error.getProperty();
    boolean names = "additionalProperties".equals(error.getKeyword()) && property != null;
    return new Problem.Place(
        names ? pointer + "/" + property : pointer,
        null,
        Sentence.of("detail.verbatim", detail == null ? error.toString() : detail),
        error.getKeyword());
  }

  private static String read() {
    try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return new String(
          Objects.requireNonNull(in, "openapi.yaml").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Schemas {
    private final SchemaRegistry registry;

    Schemas(String text) {
      JsonNode document = new YAMLMapper().readTree(text);
      var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
      registry =
          SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder -> builder.schemaRegistryConfig(config).schemas(_ -> document.toString()));
    }

    Schema schema(String name) {
      return registry.getSchema(SchemaLocation.of(BASE + "#/components/schemas/" + name));
    }
  }
}
