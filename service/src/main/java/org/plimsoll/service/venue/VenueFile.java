package org.plimsoll.service.venue;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.VenueTerms;
import org.plimsoll.engine.waterfall.DefaultRules;
import org.plimsoll.rulepacks.PackError;
import org.plimsoll.rulepacks.Place;
import org.plimsoll.rulepacks.StrictYaml;
import org.plimsoll.service.api.Json;
import tools.jackson.databind.JsonNode;

/// A venue's terms as people write them, in YAML or JSON; the format is `venue.schema.json`.
///
/// Bytes are read under the limits of rule packs. Whatever is wrong is told with its place, all of
/// it at once as far as one pass can see.
public final class VenueFile {
  private static final int MOST_ERRORS = 50;

  private VenueFile() {}

  /// What reading gave.
  public sealed interface Reading {
    /// The file describes a venue.
    ///
    /// @param openedAt when it opens, absent for the present
    /// @param defaults the rules for defaults, absent where the venue only reports statuses
    record Described(VenueTerms terms, @Nullable Instant openedAt, @Nullable DefaultRules defaults)
        implements Reading {}

    /// The file does not.
    ///
    /// @param errors at least one, as `file:line:column: what is wrong`
    record Rejected(List<String> errors) implements Reading {
      /// Copies the list.
      public Rejected {
        errors = List.copyOf(errors);
      }
    }
  }

  /// The venue in `bytes`, or every reason why there is none. Never throws for what they hold.
  ///
  /// @param file the name that errors show
  /// @param rules the rule packs that the venue is opened under
  public static Reading read(String file, byte[] bytes, RuleLibrary rules) {
    return switch (StrictYaml.read(file, bytes)) {
      case StrictYaml.Result.Rejected rejected ->
          new Reading.Rejected(rejected.errors().stream().map(PackError::toString).toList());
      case StrictYaml.Tree tree -> read(file, tree, rules);
    };
  }

  private static Reading read(String file, StrictYaml.Tree tree, RuleLibrary rules) {
    JsonNode root = Json.read(tree.json().getBytes(StandardCharsets.UTF_8));
    List<String> errors = new ArrayList<>();
    for (Error error : schema().validate(root).stream().limit(MOST_ERRORS).toList()) {
      String pointer = error.getInstanceLocation().toString();
      errors.add(line(file, tree.placeOf(pointer), named(pointer) + error.getMessage()));
    }
    if (!errors.isEmpty()) {
      return new Reading.Rejected(errors);
    }
    VenueFileReader reader =
        new VenueFileReader(
            root, rules, (pointer, what) -> errors.add(line(file, tree.placeOf(pointer), what)));
    VenueTerms terms = reader.terms();
    Instant openedAt = reader.openedAt();
    if (terms == null || !errors.isEmpty()) {
      return new Reading.Rejected(errors);
    }
    DefaultRules defaults = reader.defaults(terms);
    return errors.isEmpty()
        ? new Reading.Described(terms, openedAt, defaults)
        : new Reading.Rejected(errors);
  }

  private static String named(String pointer) {
    return pointer.isEmpty() ? "" : pointer + ": ";
  }

  private static String line(String file, Place place, String what) {
    return file + ":" + place.line() + ":" + place.column() + ": " + what;
  }

  private static Schema schema() {
    try (InputStream in = VenueFile.class.getResourceAsStream("/venue.schema.json")) {
      byte[] text = Objects.requireNonNull(in, "venue.schema.json").readAllBytes();
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Json.read(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
