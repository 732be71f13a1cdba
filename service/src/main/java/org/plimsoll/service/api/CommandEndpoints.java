package org.plimsoll.service.api;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.EffectRow;
import org.plimsoll.service.api.view.RegimeKey;
import tools.jackson.databind.JsonNode;

/// The one way in: commands, under idempotency keys.
final class CommandEndpoints {
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private final Contract contract;
  private final @Nullable CommandGateway gateway;
  private final @Nullable String token;

  private record Receipt(long sequence, boolean duplicate, List<EffectRow> effects) {}

  CommandEndpoints(Contract contract, @Nullable CommandGateway gateway, @Nullable String token) {
    this.contract = contract;
    this.gateway = gateway;
    this.token = token;
  }

  List<Route> routes() {
    return List.of(Route.post("/api/v1/commands", (request, _) -> submit(request)));
  }

  private Response submit(Request request) {
    requirePermission(request);
    if (gateway == null) {
      throw Problem.of(
              503,
              "COMMANDS_DISABLED",
              "commands-disabled",
              Sentence.of("detail.commands-disabled"))
          .thrown();
    }
    String key = key(request);
    CommandRequest command = command(contract.body(request, "Command"));
    return switch (gateway.submit(key, command)) {
      case CommandGateway.Result.Applied(
              long sequence,
              boolean duplicate,
              List<EffectRow> effects) ->
          Response.json(new Receipt(sequence, duplicate, effects))
              .with("Cache-Control", "no-store");
      case CommandGateway.Result.Refused(long sequence, boolean _, String reason, String detail) ->
          throw Problem.of(422, reason, "refused", Sentence.reported(reason, detail))
              .withSequence(sequence)
              .thrown();
      case CommandGateway.Result.Conflict(String detail) ->
          throw Problem.of(
                  409,
                  "IDEMPOTENCY_CONFLICT",
                  "idempotency-conflict",
                  Sentence.reported("IDEMPOTENCY_CONFLICT", detail))
              .withRemedy("remedy.new-key")
              .thrown();
      case CommandGateway.Result.Unavailable(String code, String detail) ->
          throw Problem.of(503, code, "no-command-now", Sentence.reported(code, detail)).thrown();
    };
  }

  private void requirePermission(Request request) {
    if (token == null) {
      return;
    }
    String sent = Objects.requireNonNullElse(request.header("authorization"), "");
    byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8))) {
      throw Problem.of(401, "NOT_PERMITTED", "not-permitted", Sentence.of("detail.not-permitted"))
          .withRemedy("remedy.send-the-token")
          .thrown();
    }
  }

  private static String key(Request request) {
    String key = request.header("Idempotency-Key");
    if (key == null || !KEY.matcher(key).matches()) {
      throw Problem.of(
              400,
              "IDEMPOTENCY_KEY_REQUIRED",
              "idempotency-key-required",
              Sentence.of("detail.idempotency-key"))
          .withPlaces(
              List.of(
                  new Problem.Place(null, "Idempotency-Key", Sentence.of("detail.required"), null)))
          .thrown();
    }
    return key;
  }

  private static CommandRequest command(JsonNode body) {
    return switch (Fields.text(body, "type")) {
      case "open-account" ->
          new CommandRequest.OpenAccount(
              Fields.text(body, "account"), Fields.text(body, "mode"), regime(body));
      case "deposit" ->
          new CommandRequest.Deposit(
              Fields.text(body, "account"),
              Fields.text(body, "asset"),
              Fields.decimal(body, "amount"));
      case "withdraw" ->
          new CommandRequest.Withdraw(
              Fields.text(body, "account"),
              Fields.text(body, "asset"),
              Fields.decimal(body, "amount"));
      case "trade" -> trade(body);
      case "price" ->
          new CommandRequest.Price(
              Fields.text(body, "source"),
              Fields.text(body, "instrument"),
              Fields.decimal(body, "price"),
              Fields.decimalOrNull(body, "bid"),
              Fields.decimalOrNull(body, "ask"),
              time(body, "time"));
      case "override-rate" ->
          new CommandRequest.OverrideRate(
              Fields.text(body, "instrument"),
              regime(body),
              Fields.decimal(body, "rate"),
              Fields.text(body, "reason"),
              time(body, "expires"));
      case "offer-forecast" -> offer(body);
      case "allocate" ->
          new CommandRequest.Allocate(
              Fields.text(body, "account"),
              Fields.text(body, "instrument"),
              Fields.decimal(body, "amount"));
      case "bar" -> bar(body);
      case "funding" ->
          new CommandRequest.Funding(
              Fields.text(body, "instrument"), Fields.decimal(body, "rate").doubleValue());
      case "expiry" ->
          new CommandRequest.Expiry(Fields.text(body, "instrument"), Fields.decimal(body, "price"));
      case "liquidation-fill" -> liquidationFill(body);
      case "liquidation-end" -> new CommandRequest.LiquidationEnd(body.path("order").asLong());
      case String other -> throw new IllegalStateException("the schema let through " + other);
    };
  }

  private static CommandRequest offer(JsonNode body) {
    return new CommandRequest.OfferForecast(
        Fields.text(body, "instrument"),
        Fields.text(body, "model"),
        time(body, "origin"),
        Fields.decimal(body, "sigmaDay").doubleValue(),
        time(body, "trainedUntil"),
        body.path("outOfRange").asBoolean(false));
  }

  private static CommandRequest trade(JsonNode body) {
    return new CommandRequest.Trade(
        Fields.text(body, "buyer"),
        Fields.text(body, "seller"),
        Fields.text(body, "instrument"),
        Fields.decimal(body, "quantity"),
        Fields.decimal(body, "price"),
        Objects.requireNonNullElse(Fields.decimalOrNull(body, "buyerFee"), BigDecimal.ZERO),
        Objects.requireNonNullElse(Fields.decimalOrNull(body, "sellerFee"), BigDecimal.ZERO),
        body.path("liquidation").asBoolean(false));
  }

  private static CommandRequest liquidationFill(JsonNode body) {
    return new CommandRequest.LiquidationFill(
        body.path("order").asLong(),
        Fields.text(body, "instrument"),
        Fields.text(body, "counterparty"),
        Fields.decimal(body, "quantity"),
        Fields.decimal(body, "price"),
        Objects.requireNonNullElse(Fields.decimalOrNull(body, "counterpartyFee"), BigDecimal.ZERO));
  }

  private static CommandRequest bar(JsonNode body) {
    return new CommandRequest.Bar(
        Fields.text(body, "instrument"),
        time(body, "openTime"),
        Fields.decimal(body, "open").doubleValue(),
        Fields.decimal(body, "high").doubleValue(),
        Fields.decimal(body, "low").doubleValue(),
        Fields.decimal(body, "close").doubleValue(),
        Fields.decimal(body, "volume").doubleValue());
  }

  private static Instant time(JsonNode body, String name) {
    return Parameters.time(name, Fields.text(body, name));
  }

  private static RegimeKey regime(JsonNode body) {
    return new RegimeKey(Fields.text(body, "jurisdiction"), Fields.text(body, "clientClass"));
  }
}
