package org.plimsoll.feeds.recorded;

import java.util.List;

/// The files that together record one series.
public record RecordedSeries(SeriesId id, List<DataFile> files) {
  public RecordedSeries {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("Series " + id.name() + " has no file");
    }
    for (DataFile file : files) {
      if (!file.series().equals(id)) {
        throw new IllegalArgumentException(
            "File %s belongs to series %s, not to %s"
                .formatted(file.name(), file.series().name(), id.name()));
      }
    }
  }

  /// A series in one place.
  public static RecordedSeries of(ByteSource bytes, FileFormat format, SeriesId id) {
    return new RecordedSeries(id, List.of(new DataFile(bytes, format, id, "")));
  }
}
