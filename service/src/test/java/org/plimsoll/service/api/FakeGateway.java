package org.plimsoll.service.api;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plimsoll.service.api.view.EffectRow;

/// Applies deposits, refuses withdrawals, and remembers its keys.
final class FakeGateway implements CommandGateway {
  private final Map<String, CommandRequest> seen = new HashMap<>();
  private final Map<String, Result> answers = new HashMap<>();

  @Override
  public synchronized Result submit(String key, CommandRequest request) {
    CommandRequest before = seen.putIfAbsent(key, request);
    if (before != null) {
      return before.equals(request)
          ? repeated(Objects.requireNonNull(answers.get(key)))
          : new Result.Conflict("The key " + key + " was used for another command.");
    }
    Result result = first(seen.size(), request);
    answers.put(key, result);
    return result;
  }

  private static Result first(long sequence, CommandRequest request) {
    return switch (request) {
      case CommandRequest.Withdraw withdraw ->
          new Result.Refused(
              sequence,
              false,
              "MARGIN_INSUFFICIENT",
              "1 USDT is missing for " + withdraw.account());
      case CommandRequest.Price _ -> new Result.Unavailable("VENUE_HALTED", "The disk is full.");
      case CommandRequest.Deposit(String account, String asset, BigDecimal amount) ->
          new Result.Applied(
              sequence,
              false,
              List.of(
                  new EffectRow(
                      sequence,
                      FakeVenue.TIME,
                      "DEPOSITED",
                      account,
                      null,
                      amount,
                      asset,
                      null,
                      "deposited")));
      case CommandRequest.OpenAccount _,
          CommandRequest.Trade _,
          CommandRequest.Allocate _,
          CommandRequest.Bar _,
          CommandRequest.Funding _,
          CommandRequest.Expiry _,
          CommandRequest.OverrideRate _,
          CommandRequest.OfferForecast _,
          CommandRequest.LiquidationFill _,
          CommandRequest.LiquidationEnd _ ->
          new Result.Applied(sequence, false, List.of());
    };
  }

  private static Result repeated(Result result) {
    return result instanceof Result.Applied(long sequence, boolean _, List<EffectRow> effects)
        ? new Result.Applied(sequence, true, effects)
        : result;
  }
}
