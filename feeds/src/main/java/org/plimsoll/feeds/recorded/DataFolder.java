package org.plimsoll.feeds.recorded;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.plimsoll.feeds.BarLength;
import org.plimsoll.feeds.FeedException;

/// What a folder of recordings holds: the series found, and each file ignored with the reason.
///
/// @param series by name, each with its files
/// @param ignored in the order of their paths
public record DataFolder(List<RecordedSeries> series, List<Ignored> ignored) {
  /// How many levels of folders are looked through.
  public static final int MAX_DEPTH = 16;

  /// The most files that are looked at.
  public static final int MAX_FILES = 100_000;

  /// A file that is not used, and why.
  public record Ignored(Path path, String reason) {}

  public DataFolder {
    series = List.copyOf(series);
    ignored = List.copyOf(ignored);
  }

  /// Looks through a folder and the folders below it. Symbolic links to folders are not followed.
  public static DataFolder at(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FeedException(
          "%s is not a folder. Give the folder that holds the recordings.".formatted(folder));
    }
    TreeMap<SeriesId, List<DataFile>> found = new TreeMap<>();
    List<Ignored> ignored = new ArrayList<>();
    for (Path path : files(folder)) {
      switch (FileNames.recognise(folder.relativize(path))) {
        case FileNames.Recognised known ->
            found
                .computeIfAbsent(known.series(), _ -> new ArrayList<>())
                .add(
                    new DataFile(
                        ByteSource.ofFile(path), known.format(), known.series(), known.part()));
        case FileNames.Unknown unknown -> ignored.add(new Ignored(path, unknown.reason()));
      }
    }
    List<RecordedSeries> series = new ArrayList<>();
    found.forEach(
        (id, files) -> series.add(new RecordedSeries(id, withoutCovered(files, ignored))));
    return new DataFolder(series, ignored);
  }

  /// The series that meet a condition, by name.
  public List<RecordedSeries> series(Predicate<SeriesId> condition) {
    return series.stream().filter(found -> condition.test(found.id())).toList();
  }

  /// The candles of one length of a segment of all venues: `candles("spot", BarLength.HOUR)`.
  public List<RecordedSeries> candles(String segment, BarLength length) {
    Content content = new Content.Candles(length);
    return series(id -> id.segment().equals(segment) && id.content().equals(content));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH, new FileVisitOption[0])) {
      List<Path> files = walk.filter(Files::isRegularFile).limit(MAX_FILES + 1L).sorted().toList();
      if (files.size() > MAX_FILES) {
        throw new FeedException(
            "%s holds more than %d files. Give a folder nearer to the recordings."
                .formatted(folder, MAX_FILES));
      }
      return files;
    } catch (java.io.UncheckedIOException e) {
      throw new FeedException(
          "%s cannot be looked through: %s. Check its permissions."
              .formatted(folder, String.valueOf(e.getMessage())),
          e);
    }
  }

  /// Leaves out the daily files of a month that a monthly file holds as well.
  private static List<DataFile> withoutCovered(List<DataFile> files, List<Ignored> ignored) {
    Set<String> parts = new java.util.TreeSet<>();
    files.forEach(file -> parts.add(file.part()));
    List<DataFile> kept = new ArrayList<>();
    for (DataFile file : files) {
      boolean daily = file.part().matches("\\d{4}-\\d{2}-\\d{2}");
      if (daily && parts.contains(file.part().substring(0, 7))) {
        ignored.add(
            new Ignored(
                Path.of(file.name()),
                "its day is in the monthly file of " + file.part().substring(0, 7)));
      } else {
        kept.add(file);
      }
    }
    return kept;
  }
}
