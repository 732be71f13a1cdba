package org.plimsoll.service.stress;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A crash that markets went through, as a window of the recordings.
public enum Crash {
  /// The market-wide sale of 12 March 2020; the low came after midnight.
  MARCH_2020("2020-03-12", "12 March 2020", "2020-03-12T00:00:00Z", "2020-03-14T00:00:00Z", ""),
  /// The fall of 19 May 2021.
  MAY_2021("2021-05-19", "19 May 2021", "2021-05-18T12:00:00Z", "2021-05-20T12:00:00Z", ""),
  /// The week in which LUNA went to nothing.
  LUNA("luna", "LUNA, May 2022", "2022-05-09T00:00:00Z", "2022-05-13T00:00:00Z", ""),
  /// The days in which FTX stopped paying out.
  FTX("ftx", "FTX, November 2022", "2022-11-07T12:00:00Z", "2022-11-10T12:00:00Z", ""),
  /// The unwinding of carry trades on 5 August 2024.
  AUGUST_2024("2024-08-05", "5 August 2024", "2024-08-04T12:00:00Z", "2024-08-06T12:00:00Z", ""),
  /// The largest liquidation on record, 10 October 2025.
  OCTOBER_2025("2025-10-10", "10 October 2025", "2025-10-10T00:00:00Z", "2025-10-12T00:00:00Z", ""),
  /// The same week as LUNA, in accounts that hold UST as collateral.
  UST("ust", "UST as collateral, May 2022", "2022-05-08T00:00:00Z", "2022-05-14T00:00:00Z", "UST");

  private final String id;
  private final String title;
  private final Instant from;
  private final Instant to;
  private final String coin;

  Crash(String id, String title, String from, String to, String coin) {
    this.id = id;
    this.title = title;
    this.from = Instant.parse(from);
    this.to = Instant.parse(to);
    this.coin = coin;
  }

  /// Short and stable: `2020-03-12`, `luna`.
  public String id() {
    return id;
  }

  /// The crash's name for people.
  public String title() {
    return title;
  }

  /// When the window begins.
  public Instant from() {
    return from;
  }

  /// When the window ends.
  public Instant to() {
    return to;
  }

  /// The coin that accounts hold as collateral besides; the empty text for none.
  public String coin() {
    return coin;
  }

  /// The crash of an id.
  public static Optional<Crash> parse(String id) {
    String wanted = id.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(one -> one.id.equals(wanted)).findFirst();
  }

  /// Every id, in order of time.
  public static List<String> ids() {
    return Arrays.stream(values()).map(Crash::id).toList();
  }
}
