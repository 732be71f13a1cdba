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

  /// The errors that `value` has against a schema of the contract; none when it conforms.
  List<Problem.FieldError> check(String schema, JsonNode value) {
    return schemas().schema(schema).validate(value).stream()
        .limit(MAX_ERRORS)
        .map(Contract::fieldError)
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
    List<Problem.FieldError> errors = check(schema, tree);
    if (!errors.isEmpty()) {
      String places = errors.size() == 1 ? "1 place" : errors.size() + " places";
      throw Problem.of(
              400,
              "VALIDATION_FAILED",
              "The request does not match the contract",
              places + " in the body do not match the schema " + schema + ".")
          .withErrors(errors)
          .withRemedy("Correct the places named by 'errors'; /openapi.yaml has the schema.")
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
              "The body must be JSON",
              "The content type is '" + type + "'; only application/json is read.")
          .thrown();
    }
  }

  private static Problem malformed(JacksonException e) {
    var place = e.getLocation();
    String where =
        place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    return Problem.of(
        400,
        "MALFORMED_JSON",
        "The body is not JSON",
        "The body could not be read as JSON" + where + ".");
  }

  private static Problem.FieldError fieldError(Error error) {
    String pointer = error.getInstanceLocation().toString();
    String detail = error.getMessage();
    String property = error.getProperty();
    boolean names = "additionalProperties".equals(error.getKeyword()) && property != null;
    return new Problem.FieldError(
        names ? pointer + "/" + property : pointer,
        null,
        detail == null ? error.toString() : detail,
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
