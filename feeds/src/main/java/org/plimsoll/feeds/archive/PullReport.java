package org.plimsoll.feeds.archive;

import java.util.List;

/// What became of each file of a request, in the order of the request.
public record PullReport(List<PullResult> results) {
  public PullReport {
    results = List.copyOf(results);
  }

  /// Whether every file is in place or not published.
  public boolean isComplete() {
    return results.stream()
        .allMatch(
            result ->
                switch (result) {
                  case PullResult.Fetched _, PullResult.AlreadyHere _, PullResult.NotPublished _ ->
                      true;
                  case PullResult.Refused _, PullResult.Failed _ -> false;
                });
  }

  /// How many results are of a kind.
  public long count(Class<? extends PullResult> kind) {
    return results.stream().filter(kind::isInstance).count();
  }
}
