package org.plimsoll.service.publiclog;

import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.transparency.JsonValue;
import org.plimsoll.transparency.Opening;
import org.plimsoll.transparency.Salts;

/// What the log commits to of an account: one line for each effect that concerns it, of which the
/// log shows only a salted hash. Lines are canonical JSON.
public final class AccountLines {
  private static final String PURPOSE = "line";

  /// More effects than one command has.
  private static final long EFFECTS = 1L << 20;

  private final Salts salts;

  /// A line of an account with its salt.
  public record Line(String account, long sequence, Opening opening) {}

  /// Lines salted from this secret.
  public AccountLines(Salts salts) {
    this.salts = salts;
  }

  /// The line of an effect, or null when it concerns no account or is public.
  ///
  /// @param sequence of the command in the journal
  /// @param place of the effect among the command's
  public @Nullable Line of(Effect effect, long sequence, int place, String at) {
    return switch (effect) {
      case Effect.StatusChanged e ->
          new Members(e.account())
              .with("at", at)
              .with("equity", e.equity())
              .with("from", e.from())
              .with("initial", e.initial())
              .with("line", "status")
              .with("maintenance", e.maintenance())
              .sequence(sequence)
              .with("to", e.to())
              .line(sequence, place);
      case Effect.LiquidationOrdered e ->
          new Members(e.account())
              .with("at", at)
              .with("equity", e.equity())
              .with("instrument", e.instrument())
              .with("limit", e.limit())
              .with("line", "liquidation")
              .with("maintenance", e.maintenance())
              .with("mark", e.mark())
              .with("quantity", e.quantity())
              .sequence(sequence)
              .line(sequence, place);
      case Effect.PositionTakenOver e ->
          new Members(e.account())
              .with("at", at)
              .with("instrument", e.instrument())
              .with("line", "takeover")
              .with("mark", e.mark())
              .with("price", e.price())
              .with("quantity", e.quantity())
              .sequence(sequence)
              .with("worth", e.worth())
              .line(sequence, place);
      case Effect.Deleveraged e ->
          new Members(e.account())
              .with("at", at)
              .with("instrument", e.instrument())
              .with("line", "deleveraged")
              .with("mark", e.mark())
              .with("place", e.place())
              .with("price", e.price())
              .with("quantity", e.quantity())
              .sequence(sequence)
              .line(sequence, place);
      case Effect.PoolMoved e when !e.account().isEmpty() ->
          new Members(e.account())
              .with("asset", e.asset())
              .with("at", at)
              .with("cause", e.cause())
              .with("line", "pool")
              .with("pool", e.pool())
              .sequence(sequence)
              .with("units", e.units())
              .line(sequence, place);
      default -> null;
    };
  }

  /// Members of a line, written in the order of their names: a venue writes millions of lines, and
  /// sorting them one by one would cost more than hashing them. A test compares the form.
  private final class Members {
    private final StringBuilder text = new StringBuilder(240);
    private final String account;

    Members(String account) {
      this.account = account;
      text.append('{');
      with("account", account);
    }

    Members with(String name, long value) {
      name(name).append('"').append(value).append('"');
      return this;
    }

    Members with(String name, String value) {
      name(name);
      if (isPlain(value)) {
        text.append('"').append(value).append('"');
      } else {
        text.append(new JsonValue.Text(value).canonical());
      }
      return this;
    }

    Members sequence(long value) {
      name("sequence").append(value);
      return this;
    }

    private StringBuilder name(String name) {
      return text.append(text.length() == 1 ? "\"" : ",\"").append(name).append("\":");
    }

    Line line(long sequence, int place) {
      String line = text.append('}').toString();
      return new Line(
          account, sequence, salts.opening(account, PURPOSE, sequence * EFFECTS + place, line));
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }
}
