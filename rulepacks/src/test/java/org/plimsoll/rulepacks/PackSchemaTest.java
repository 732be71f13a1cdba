package org.plimsoll.rulepacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The published schema and the loader refuse the same shapes.
class PackSchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Schema SCHEMA = schema();
  private static final long SEED = 20_261_125;
  private static final int CHANGES = 1_500;

  /// What a schema can say; the loader alone knows calendars, names, formulas and contradictions.
  private static final EnumSet<PackErrorCode> STRUCTURAL =
      EnumSet.of(
          PackErrorCode.KEY_UNKNOWN,
          PackErrorCode.KEY_MISSING,
          PackErrorCode.SHAPE_WRONG,
          PackErrorCode.VALUE_MALFORMED,
          PackErrorCode.LIST_SIZE);

  @Test
  void everyBuiltInPackConformsToTheSchema() {
    for (String file : BuiltInPacks.files()) {
      assertEquals(List.of(), refusals(canonical(file)), file);
    }
  }

  @Test
  void schemaAndLoaderAgreeOnWhatIsRefused() {
    var random = new SplittableRandom(SEED);
    List<String> files = BuiltInPacks.files();
    int refused = 0;
    for (int i = 0; i < CHANGES; i++) {
      String file = files.get(random.nextInt(files.size()));
      JsonNode pack = canonical(file);
      String change = change(pack, random);
      boolean bySchema = !refusals(pack).isEmpty();
      List<PackError> byLoader = errors(pack);
      String context = "seed " + SEED + ", change " + i + " of " + file + ": " + change;
      if (bySchema) {
        refused++;
        assertTrue(!byLoader.isEmpty(), context + "; schema: " + refusals(pack));
      }
      if (byLoader.stream().anyMatch(error -> STRUCTURAL.contains(error.code()))) {
        assertTrue(bySchema, context + "; loader: " + byLoader);
      }
    }
    assertTrue(refused > CHANGES / 2, "only " + refused + " changes were refused");
  }

  /// Changes one place of the tree and says how.
  private static String change(JsonNode root, SplittableRandom random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    JsonNode wrong = wrong(random.nextInt(4));
    if (container instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      switch (random.nextInt(3)) {
        case 0 -> object.remove(name);
        case 1 -> object.put("NOVELTY", "x");
        default -> object.set(name, wrong);
      }
      return name + " with " + wrong + " in " + object;
    }
    if (container instanceof ArrayNode array) {
      array.add(wrong);
    }
    return container.toString();
  }

  private static JsonNode wrong(int kind) {
    return switch (kind) {
      case 0 -> JSON.getNodeFactory().stringNode("???");
      case 1 -> JSON.getNodeFactory().stringNode(" ");
      case 2 -> JSON.createObjectNode();
      default -> JSON.createArrayNode().add(JSON.createArrayNode());
    };
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode canonical(String file) {
    LoadResult result = PackLoader.load(file, BuiltInPacks.bytes(file));
    return JSON.readTree(assertInstanceOf(LoadResult.Loaded.class, result, file).canonical());
  }

  private static List<String> refusals(JsonNode pack) {
    return SCHEMA.validate(pack).stream().map(Object::toString).toList();
  }

  /// The loader reads JSON too, as every JSON text is YAML.
  private static List<PackError> errors(JsonNode pack) {
    return switch (PackLoader.load("changed", pack.toString().getBytes(UTF_8))) {
      case LoadResult.Loaded _ -> List.of();
      case LoadResult.Rejected rejected -> rejected.errors();
    };
  }

  private static Schema schema() {
    try (InputStream in =
        Objects.requireNonNull(PackSchemaTest.class.getResourceAsStream("/rulepack.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JSON.readTree(in));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
