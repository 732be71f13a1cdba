package org.plimsoll.forecast.backtest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.plimsoll.forecast.combine.Promotion;

/// The figures of a backtest as JSON, for programs.
public final class ScoresJson {
  private ScoresJson() {}

  /// The document: `models.<model>.<symbol>` with scores and intervals, `models.<model>.ALL` with
  /// the comparison over all symbols, and `promotions`.
  public static String of(Backtest.Result result) {
    StringBuilder out = new StringBuilder(65_536);
    List<Track> reference = result.of(result.plan().champion());
    out.append("{\n \"champion\": \"").append(result.plan().champion());
    out.append("\",\n \"lead\": \"").append(result.lead()).append("\",\n \"models\": {");
    String separator = "";
    for (Map.Entry<String, List<Track>> entry : result.tracks().entrySet()) {
      out.append(separator).append("\n  \"").append(entry.getKey()).append("\": {");
      separator = ",";
      model(out, entry.getValue(), reference);
      out.append("\n  }");
    }
    out.append("\n },\n \"promotions\": [");
    separator = "";
    for (Promotion each : result.promotions()) {
      out.append(separator).append("\n  {\"from\": \"").append(Figures.day(each.day()));
      out.append("\", \"challenger\": \"").append(each.challenger());
      out.append("\", \"promoted\": ").append(each.promoted());
      number(out, ", \"days\": ", each.days());
      number(out, ", \"dm\": ", each.statistic());
      number(out, ", \"qlike_ratio\": ", each.ratio());
      out.append('}');
      separator = ",";
    }
    return out.append("\n ]\n}\n").toString();
  }

  private static void model(StringBuilder out, List<Track> tracks, List<Track> reference) {
    for (int s = 0; s < tracks.size(); s++) {
      Track track = tracks.get(s);
      Score score = Score.of(track.judged());
      out.append("\n   \"").append(track.symbol()).append("\": {\"n\": ").append(score.days());
      number(out, ", \"left_out\": ", track.leftOut());
      number(out, ", \"qlike\": ", score.qlike());
      number(out, ", \"mse\": ", score.mse());
      number(out, ", \"r2_log\": ", score.logR2());
      number(out, ", \"mean_ratio\": ", score.meanRatio());
      comparison(out, Comparison.of(track, reference.get(s)));
      out.append(", \"intervals\": {");
      String separator = "";
      for (Band band : Band.values()) {
        BandScore held = BandScore.of(band, track.judged()).orElse(null);
        if (held != null) {
          out.append(separator).append("\n    ");
          band(out, held);
          separator = ",";
        }
      }
      out.append("}},");
    }
    Comparison all = Comparison.pooled(tracks, reference);
    out.append("\n   \"ALL\": {\"n\": ").append(all.days());
    comparison(out, all);
    out.append('}');
  }

  private static void comparison(StringBuilder out, Comparison comparison) {
    number(out, ", \"qlike_ratio\": ", comparison.ratio());
    number(out, ", \"dm\": ", comparison.test().statistic());
    number(out, ", \"dm_p\": ", comparison.test().pValue());
  }

  private static void band(StringBuilder out, BandScore held) {
    out.append('"').append(held.band().name().toLowerCase(Locale.ROOT)).append("\": {\"n\": ");
    out.append(held.days());
    number(out, ", \"coverage\": ", held.coverage());
    number(out, ", \"mean_width\": ", held.meanWidth());
    number(out, ", \"below\": ", held.below());
    number(out, ", \"above\": ", held.above());
    number(out, ", \"kupiec_p\": ", held.kupiec().pValue());
    number(out, ", \"kupiec_p_below\": ", held.kupiecBelow().pValue());
    number(out, ", \"kupiec_p_above\": ", held.kupiecAbove().pValue());
    number(out, ", \"christoffersen_p\": ", held.conditional().pValue());
    out.append(", \"zone\": \"").append(held.zone()).append("\"}");
  }

  private static void number(StringBuilder out, String name, double value) {
    out.append(name);
    if (!Double.isFinite(value)) {
      out.append("null");
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.append((long) value);
    } else {
      out.append(value);
    }
  }
}
