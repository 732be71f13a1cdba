package org.plimsoll.feeds.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plimsoll.feeds.recorded.ByteSource;

/// The download of one file, from its checksum to its place.
final class FilePull {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_FOUND = 404;
  private static final int TIMED_OUT = 408;
  private static final int RANGE_REFUSED = 416;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;
  private static final int MAX_CHECKSUM_BYTES = 1_024;
  private static final Pattern CHECKSUM = Pattern.compile("([0-9a-fA-F]{64})[ *\\t]+(\\S+)\\s*");
  private static final Pattern RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

  private final HttpClient client;
  private final PullSettings settings;
  private final ArchiveFile file;
  private final Path target;
  private final Path part;
  private final PullProgress progress;
  private long resumedAt;

  FilePull(
      HttpClient client,
      PullSettings settings,
      ArchiveFile file,
      Path folder,
      PullProgress progress) {
    this.client = client;
    this.settings = settings;
    this.file = file;
    this.target = folder.resolve(file.path());
    this.part = target.resolveSibling(file.name() + ".part");
    this.progress = progress;
  }

  /// Tries until the file is in place, is known not to be published, or the attempts are used up.
  PullResult run() throws InterruptedException {
    String reason = "";
    for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
      if (attempt > 1) {
        progress.retrying(file, attempt, reason);
        Thread.sleep(settings.pauseBefore(attempt));
      }
      try {
        Optional<String> expected = publishedChecksum();
        if (expected.isEmpty()) {
          return new PullResult.NotPublished(file);
        }
        if (Files.isRegularFile(target) && Sha256.of(target).equals(expected.get())) {
          return new PullResult.AlreadyHere(file, target, expected.get());
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        if (!download()) {
          return new PullResult.NotPublished(file);
        }
        Optional<PullResult> placed = verifyAndPlace(expected.get());
        if (placed.isPresent()) {
          return placed.get();
        }
        reason = "the resumed bytes did not match the published checksum";
      } catch (TransferException e) {
        reason = String.valueOf(e.getMessage());
        if (!e.isWorthRepeating()) {
          return new PullResult.Failed(file, reason);
        }
      } catch (IOException e) {
        reason = e.getClass().getSimpleName() + ": " + e.getMessage();
      }
    }
    return new PullResult.Failed(
        file,
        "%s after %d attempts. Run the same command again: it resumes."
            .formatted(reason, settings.attempts()));
  }

  /// The SHA-256 that the archive publishes for the file; empty when it publishes none.
  private Optional<String> publishedChecksum() throws IOException, InterruptedException {
    HttpResponse<InputStream> response = send(file.checksumPath(), 0);
    try (InputStream body = watched(response.body())) {
      if (response.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      requireOk(response, OK, OK);
      String text = new String(body.readNBytes(MAX_CHECKSUM_BYTES), StandardCharsets.US_ASCII);
      Matcher match = CHECKSUM.matcher(text);
      if (!match.matches() || !match.group(2).equals(file.name())) {
        throw new TransferException(
            "%s is not a SHA-256 of %s. Check the archive's address."
                .formatted(file.checksumPath(), file.name()),
            false);
      }
      return Optional.of(match.group(1).toLowerCase(Locale.ROOT));
    }
  }

  /// Brings the rest of the file into its part; false when the archive does not have it.
  private boolean download() throws IOException, InterruptedException {
    long already = Files.exists(part) ? Files.size(part) : 0;
    HttpResponse<InputStream> response = send(file.path(), already);
    try (InputStream body = watched(response.body())) {
      int status = response.statusCode();
      if (status == NOT_FOUND) {
        return false;
      }
      if (status == RANGE_REFUSED) {
        // The part is whole already, or longer than the file: the checksum decides.
        resumedAt = already;
        return true;
      }
      requireOk(response, OK, PARTIAL);
      long from = status == PARTIAL ? startOf(response.headers(), already) : 0;
      resumedAt = from;
      OptionalLong total = totalOf(response.headers(), from);
      if (total.isPresent() && total.getAsLong() > settings.maxFileBytes()) {
        throw tooLarge();
      }
      progress.started(file, from, total);
      long size = from + copy(body, from);
      if (total.isPresent() && size != total.getAsLong()) {
        throw new TransferException(
            "the connection ended at %d of %d bytes".formatted(size, total.getAsLong()), true);
      }
      return true;
    }
  }

  private long copy(InputStream body, long from) throws IOException {
    long copied = 0;
    try (FileChannel channel =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      lock(channel);
      channel.truncate(from).position(from);
      byte[] buffer = new byte[1 << 16];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        copied += read;
        if (from + copied > settings.maxFileBytes()) {
          throw tooLarge();
        }
        out.write(buffer, 0, read);
        progress.received(file, read);
      }
      channel.force(true);
    }
    return copied;
  }

  /// Two downloads into one part would mix their bytes.
  private void lock(FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      locked = false;
    }
    if (!locked) {
      throw new TransferException(
          "another download is writing %s. Wait for it to end.".formatted(part.getFileName()),
          false);
    }
  }

  /// Empty when only a fresh start can tell whether the file itself is at fault.
  private Optional<PullResult> verifyAndPlace(String expected) throws IOException {
    String found = Sha256.of(part);
    if (!found.equals(expected)) {
      boolean resumed = resumedAt > 0;
      Files.delete(part);
      return resumed
          ? Optional.empty()
          : refused(
              "its SHA-256 is %s, the archive publishes %s. Nothing was kept; try again later or from another mirror."
                  .formatted(found, expected));
    }
    long bytes = Files.size(part);
    try {
      readThrough();
    } catch (IOException e) {
      Files.delete(part);
      return refused(String.valueOf(e.getMessage()));
    }
    Files.writeString(
        target.resolveSibling(file.name() + ".CHECKSUM"), found + "  " + file.name() + "\n");
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(new PullResult.Fetched(file, target, bytes, resumedAt, found));
  }

  private void readThrough() throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream table = ByteSource.ofFile(part, file.name()).open()) {
      while (table.read(buffer) >= 0) {
        // Reading to the end is the check: one entry of the right name, sound and not too large.
      }
    }
  }

  private Optional<PullResult> refused(String reason) {
    return Optional.of(new PullResult.Refused(file, reason));
  }

  private HttpResponse<InputStream> send(String path, long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.base().resolve(path))
            .timeout(settings.stallTimeout())
            .header("User-Agent", "plimsoll")
            .GET();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private InputStream watched(InputStream body) {
    return new StallGuard(body, settings.stallTimeout());
  }

  private static void requireOk(HttpResponse<InputStream> response, int one, int other)
      throws TransferException {
    int status = response.statusCode();
    if (status != one && status != other) {
      boolean passing = status == TIMED_OUT || status == TOO_MANY || status >= SERVER_ERROR;
      throw new TransferException(
          "%s answered with status %d".formatted(response.uri(), status), passing);
    }
  }

  private long startOf(HttpHeaders headers, long asked) throws IOException {
    Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    if (!range.matches() || Long.parseLong(range.group(1)) != asked) {
      Files.deleteIfExists(part);
      throw new TransferException("the server sent another range than the one asked for", true);
    }
    return asked;
  }

  private static OptionalLong totalOf(HttpHeaders headers, long from) {
    OptionalLong length = headers.firstValueAsLong("Content-Length");
    return length.isPresent() ? OptionalLong.of(from + length.getAsLong()) : length;
  }

  private TransferException tooLarge() {
    return new TransferException(
        "%s is larger than %d bytes, the limit. Raise the limit if that is right."
            .formatted(file.name(), settings.maxFileBytes()),
        false);
  }
}
