package org.plimsoll.engine.book;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.volatility.ForecastBands;
import org.plimsoll.engine.volatility.VolatilityForecast;

/// The journal's form of a command's effects.
public final class EffectCodec {
  private static final int REFUSED = 1;
  private static final int APPLIED = 2;
  private static final int PRICE_REFUSED = 3;
  private static final int INDEX_HELD = 4;
  private static final int INDEX_RESTORED = 5;
  private static final int RATE_ANNOUNCED = 8;
  private static final int STATUS_CHANGED = 9;
  private static final int FORECAST_MADE = 10;
  private static final int RATE_CHANGED = 12;
  private static final int SIGMA_DECIDED = 15;

  private static final HexFormat HEX = HexFormat.of();

  private EffectCodec() {}

  /// The effects' bytes, in their order.
  public static byte[] encode(List<Effect> effects) {
    WireWriter out = new WireWriter();
    out.list(effects, effect -> write(effect, out));
    return out.toBytes();
  }

  /// The effects that `bytes` are the form of.
  ///
  /// @throws IllegalArgumentException when they are the form of none
  public static List<Effect> decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    List<Effect> effects = in.list(() -> read(in));
    in.end();
    return effects;
  }

  private static void write(Effect effect, WireWriter out) {
    switch (effect) {
      case Effect.DefaultStep e -> DefaultStepCodec.write(e, out);
      case Effect.Refused e -> out.int8(REFUSED).text(e.reason().name()).text(e.detail());
      case Effect.Applied _ -> out.int8(APPLIED);
      case Effect.PriceRefused e ->
          out.int8(PRICE_REFUSED)
              .text(e.market())
              .text(e.source())
              .text(e.reason().name())
              .text(e.detail());
      case Effect.IndexHeld e -> out.int8(INDEX_HELD).text(e.market()).float64(e.rateFactor());
      case Effect.IndexRestored e -> out.int8(INDEX_RESTORED).text(e.market());
      case Effect.ForecastMade e -> writeForecast(e, out);
      case Effect.SigmaDecided e -> SigmaCodec.write(e, out.int8(SIGMA_DECIDED));
      case Effect.RateChanged e -> writeRate(e, out);
      case Effect.RateAnnounced e ->
          out.int8(RATE_ANNOUNCED)
              .text(e.rateClass())
              .text(e.instrument())
              .float64(e.rate())
              .float64(e.announced())
              .instant(e.effectiveAt());
      case Effect.StatusChanged e ->
          out.int8(STATUS_CHANGED)
              .text(e.account())
              .text(e.from())
              .text(e.to())
              .int64(e.equity())
              .int64(e.initial())
              .int64(e.maintenance());
    }
  }

  private static void writeForecast(Effect.ForecastMade effect, WireWriter out) {
    VolatilityForecast forecast = effect.forecast();
    ForecastBands bands = forecast.bands();
    Reason fallback = forecast.fallback();
    out.int8(FORECAST_MADE)
        .text(effect.market())
        .instant(forecast.origin())
        .text(forecast.model())
        .float64(forecast.variance())
        .flag(bands != null);
    if (bands != null) {
      out.float64(bands.low50())
          .float64(bands.high50())
          .float64(bands.low90())
          .float64(bands.high90())
          .float64(bands.low99())
          .float64(bands.high99());
    }
    out.int32(forecast.observations())
        .int32(forecast.leftOut())
        .int32(forecast.missingHours())
        .text(fallback == null ? "" : fallback.name());
    Double realised = effect.realised();
    out.flag(realised != null);
    if (realised != null) {
      out.float64(realised);
    }
  }

  private static VolatilityForecast readForecast(WireReader in) {
    return new VolatilityForecast(
        in.instant(),
        in.text(),
        in.float64(),
        in.flag() ? readBands(in) : null,
        in.int32(),
        in.int32(),
        in.int32(),
        reasonOrNull(in.text()));
  }

  private static ForecastBands readBands(WireReader in) {
    return new ForecastBands(
        in.float64(), in.float64(), in.float64(), in.float64(), in.float64(), in.float64());
  }

  private static @Nullable Reason reasonOrNull(String name) {
    return name.isEmpty() ? null : Reason.valueOf(name);
  }

  private static void writeRate(Effect.RateChanged effect, WireWriter out) {
    out.int8(RATE_CHANGED)
        .text(effect.rateClass())
        .text(effect.instrument())
        .text(effect.kind())
        .float64(effect.rate())
        .float64(effect.maintenance())
        .float64(effect.demanded())
        .float64(effect.floor())
        .int64(effect.mark());
    out.list(
        effect.steps(),
        step ->
            out.text(step.kind()).float64(step.before()).float64(step.after()).text(step.why()));
    Effect.Basis basis = effect.basis();
    out.float64(basis.before())
        .bytes(HEX.parseHex(basis.packHash()))
        .text(basis.model())
        .bytes(HEX.parseHex(basis.inputsHash()))
        .bytes(HEX.parseHex(basis.id()));
  }

  private static Effect.Basis readBasis(WireReader in) {
    return new Effect.Basis(
        in.float64(),
        HEX.formatHex(in.bytes()),
        in.text(),
        HEX.formatHex(in.bytes()),
        HEX.formatHex(in.bytes()));
  }

  private static Effect read(WireReader in) {
    int type = in.int8();
    return switch (type) {
      case REFUSED -> new Effect.Refused(Reason.valueOf(in.text()), in.text());
      case APPLIED -> new Effect.Applied();
      case PRICE_REFUSED ->
          new Effect.PriceRefused(in.text(), in.text(), Reason.valueOf(in.text()), in.text());
      case INDEX_HELD -> new Effect.IndexHeld(in.text(), in.float64());
      case INDEX_RESTORED -> new Effect.IndexRestored(in.text());
      case FORECAST_MADE ->
          new Effect.ForecastMade(
              in.text(), readForecast(in), in.flag() ? (Double) in.float64() : null);
      case SIGMA_DECIDED -> SigmaCodec.read(in);
      case RATE_CHANGED ->
          new Effect.RateChanged(
              in.text(),
              in.text(),
              in.text(),
              in.float64(),
              in.float64(),
              in.float64(),
              in.float64(),
              in.int64(),
              in.list(() -> new Effect.Step(in.text(), in.float64(), in.float64(), in.text())),
              readBasis(in));
      case RATE_ANNOUNCED ->
          new Effect.RateAnnounced(in.text(), in.text(), in.float64(), in.float64(), in.instant());
      case STATUS_CHANGED ->
          new Effect.StatusChanged(
              in.text(), in.text(), in.text(), in.int64(), in.int64(), in.int64());
      default -> DefaultStepCodec.read(type, in);
    };
  }
}
