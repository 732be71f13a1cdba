package org.plimsoll.forecast.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The trained models of one architecture in a folder: by the first origin at which they may be
/// used, those of several seeds together.
public final class ModelFolder {
  /// The most files that are read.
  public static final int MAX_FILES = 10_000;

  private final NavigableMap<Instant, List<NetworkModel>> generations = new TreeMap<>();

  private ModelFolder() {}

  /// Reads the models of an architecture; other files than model files are passed over.
  ///
  /// @throws ModelFormatException when a model file is damaged or there is no model
  public static ModelFolder read(Path folder, Architecture architecture) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ModelFormatException(
          folder + " is not a folder of models. `plimsoll forecast train` makes one.");
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> file.toString().endsWith(ModelFile.SUFFIX))
              .sorted()
              .limit(MAX_FILES + 1L)
              .toList();
    }
    if (files.size() > MAX_FILES) {
      throw new ModelFormatException(folder + " holds more than " + MAX_FILES + " models");
    }
    List<NetworkModel> models = new ArrayList<>();
    for (Path file : files) {
      NetworkModel model = ModelFile.read(file);
      if (model.shape().architecture() == architecture) {
        models.add(model);
      }
    }
    if (models.isEmpty()) {
      throw new ModelFormatException(
          "%s holds no %s. `plimsoll forecast train --models %s` makes one."
              .formatted(folder, architecture.id(), architecture.id()));
    }
    return of(models);
  }

  /// The models given, of one architecture.
  public static ModelFolder of(List<NetworkModel> models) {
    ModelFolder folder = new ModelFolder();
    models.stream()
        .sorted(Comparator.comparingLong(model -> model.origin().seed()))
        .forEach(
            model ->
                folder
                    .generations
                    .computeIfAbsent(model.origin().usableFrom(), _ -> new ArrayList<>())
                    .add(model));
    return folder;
  }

  /// The newest models that may be used at an origin; none before the first may.
  public Optional<NetworkEnsemble> at(Instant origin) {
    return Optional.ofNullable(generations.floorEntry(origin))
        .map(generation -> new NetworkEnsemble(generation.getValue()));
  }

  /// When the newest models that may be used at an origin were first allowed.
  public Optional<Instant> newest(Instant origin) {
    return Optional.ofNullable(generations.floorKey(origin));
  }

  /// The first origin of each generation of models, ascending.
  public List<Instant> generations() {
    return List.copyOf(generations.keySet());
  }
}
