package org.plimsoll.service.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.AccountSummary;
import org.plimsoll.service.api.view.EffectRow;
import org.plimsoll.service.api.view.Health;
import org.plimsoll.service.api.view.RateList;
import org.plimsoll.service.api.view.RegimeKey;

/// Something that the stream tells its clients.
public sealed interface StreamEvent {
  /// How far the venue is.
  record Progress(Health health) implements StreamEvent {}

  /// The rates of one regime; only clients that asked for the regime get it.
  record Rates(RateList rates) implements StreamEvent {}

  /// Accounts by status.
  record Accounts(AccountSummary summary) implements StreamEvent {}

  /// What happened.
  record Effects(List<EffectRow> effects) implements StreamEvent {
    /// Copies the list.
    public Effects {
      effects = List.copyOf(effects);
    }
  }

  /// The event's name on the wire.
  default String type() {
    return switch (this) {
      case Progress _ -> "progress";
      case Rates _ -> "rates";
      case Accounts _ -> "accounts";
      case Effects _ -> "effects";
    };
  }

  /// What is sent as data.
  default Object data() {
    return switch (this) {
      case Progress(Health health) -> health;
      case Rates(RateList rates) -> rates;
      case Accounts(AccountSummary summary) -> summary;
      case Effects effects -> effects;
    };
  }

  /// The regime that a client must have asked for, or nothing when all clients get the event.
  default @Nullable RegimeKey regime() {
    return this instanceof Rates(RateList rates)
        ? new RegimeKey(rates.jurisdiction(), rates.clientClass())
        : null;
  }
}
