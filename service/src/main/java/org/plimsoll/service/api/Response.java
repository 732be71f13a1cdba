package org.plimsoll.service.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// One HTTP response, free of any server's types.
record Response(int status, String contentType, SortedMap<String, String> headers, Body body) {
  private static final String JSON = "application/json";

  Response {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /// What follows the headers.
  sealed interface Body {}

  /// Bytes known at once.
  @SuppressWarnings("ArrayRecordComponent") // bodies are never compared
  record Bytes(byte[] content) implements Body {}

  /// Bytes written as they come, until the writer returns or the client leaves.
  record Streaming(Writer writer) implements Body {}

  /// Writes a streaming body.
  interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  static Response json(Object value) {
    return of(200, JSON, Json.bytes(value));
  }

  static Response text(String contentType, String text) {
    return of(200, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  static Response of(int status, String contentType, byte[] content) {
    return new Response(status, contentType, new TreeMap<>(), new Bytes(content));
  }

  Response with(String header, String value) {
    var all = new TreeMap<>(headers);
    all.put(header, value);
    return new Response(status, contentType, all, body);
  }
}
