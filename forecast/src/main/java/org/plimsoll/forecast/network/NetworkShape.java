package org.plimsoll.forecast.network;

/// The sizes of a network, from which the places of its parameters follow.
///
/// @param architecture how it reads the window
/// @param hours length of the window
/// @param patchHours hours that make one step or token; divides `hours`
/// @param hourFeatures features of an hour
/// @param contextFeatures features of symbol and day, joined to the reading of the window
/// @param width of the state or of a token
/// @param layers of the encoder; 1 for the recurrent network
/// @param heads of attention, a divisor of the width; 1 for the recurrent network
/// @param inner width of an encoder layer's feed-forward part; 0 for the recurrent network
/// @param headWidth width of the hidden layer that gives the residual
/// @param clip the residual's bound on either side
public record NetworkShape(
    Architecture architecture,
    int hours,
    int patchHours,
    int hourFeatures,
    int contextFeatures,
    int width,
    int layers,
    int heads,
    int inner,
    int headWidth,
    double clip) {
  private static final int LARGEST = 4_096;

  public NetworkShape {
    within("hours", hours, 1);
    within("patch hours", patchHours, 1);
    within("hour features", hourFeatures, 1);
    within("context features", contextFeatures, 0);
    within("width", width, 1);
    within("layers", layers, 1);
    within("heads", heads, 1);
    within("inner width", inner, 0);
    within("head width", headWidth, 1);
    if (hours % patchHours != 0 || width % heads != 0) {
      throw new IllegalArgumentException(
          "Patches of %d h must divide %d h, and %d heads the width %d"
              .formatted(patchHours, hours, heads, width));
    }
    if (!(clip > 0 && clip <= 10)) {
      throw new IllegalArgumentException("The clip must be within (0, 10]: " + clip);
    }
  }

  private static void within(String name, int value, int least) {
    if (value < least || value > LARGEST) {
      throw new IllegalArgumentException(
          "The %s must be within %d and %d: %d".formatted(name, least, LARGEST, value));
    }
  }

  /// The shape that is trained by default: an LSTM of width 32 over steps of six hours, or an
  /// encoder of two layers of width 32 over patches of eight; residual within ±3.
  public static NetworkShape standard(Architecture architecture) {
    int features = DayFeatures.HOUR_FEATURES;
    int context = DayFeatures.CONTEXT_FEATURES;
    return switch (architecture) {
      case LSTM ->
          new NetworkShape(
              architecture, DayFeatures.HOURS, 6, features, context, 32, 1, 1, 0, 16, 3);
      case PATCH_TRANSFORMER ->
          new NetworkShape(
              architecture, DayFeatures.HOURS, 8, features, context, 32, 2, 2, 64, 16, 3);
    };
  }

  /// How many steps or tokens the window makes.
  public int tokens() {
    return hours / patchHours;
  }

  /// How many numbers make one step or token.
  public int tokenInputs() {
    return patchHours * hourFeatures;
  }

  /// How many numbers the window has.
  public int windowSize() {
    return hours * hourFeatures;
  }
}
