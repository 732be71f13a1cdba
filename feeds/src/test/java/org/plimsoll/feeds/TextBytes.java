package org.plimsoll.feeds;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.plimsoll.feeds.recorded.ByteSource;

/// Text of a test that is read as a file would be.
public record TextBytes(String name, String text) implements ByteSource {
  @Override
  public InputStream open() {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
