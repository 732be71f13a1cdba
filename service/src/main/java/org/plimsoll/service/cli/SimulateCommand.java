package org.plimsoll.service.cli;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plimsoll.service.api.view.SimulationRequest;
import org.plimsoll.service.api.view.SimulationRequest.PriceChange;
import org.plimsoll.service.api.view.SimulationRequest.TradeChange;
import org.plimsoll.service.api.view.SimulationRequest.TransferChange;
import org.plimsoll.service.api.view.VenueView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// Asks what an account's margin would be after some changes.
@Command(name = "simulate")
final class SimulateCommand implements Callable<Integer> {
  private final Session session;
  private final Launch launch;

  @Mixin Venue venue = new Venue();

  @Option(names = "--account", paramLabel = "ID", required = true)
  String account = "";

  @Option(names = "--trade", paramLabel = "INSTRUMENT=QUANTITY[@PRICE]")
  List<String> trades = List.of();

  @Option(names = "--transfer", paramLabel = "ASSET=AMOUNT")
  List<String> transfers = List.of();

  @Option(names = "--price", paramLabel = "INSTRUMENT=PRICE|CHANGE%")
  List<String> prices = List.of();

  SimulateCommand(Session session, Launch launch) {
    this.session = session;
    this.launch = launch;
  }

  private record Part(String name, String value) {}

  @Override
  public Integer call() throws InterruptedException {
    SimulationRequest request =
        new SimulationRequest(
            account,
            trades.stream().map(SimulateCommand::trade).toList(),
            transfers.stream().map(SimulateCommand::transfer).toList(),
            prices.stream().map(SimulateCommand::price).toList());
    VenueView view = venue.view(session, launch, null);
    JsonNode answer =
        view == null
            ? venue.server().post("/api/v1/simulations", request)
            : Venue.found(view.simulate(request));
    session.printer().print(answer, SimulationTable.of(answer));
    return answer.path("accepted").asBoolean(false) ? ExitCode.OK : ExitCode.NO;
  }

  static TradeChange trade(String text) {
    Part part = part(text);
    String[] parts = part.value().split("@", 2);
    BigDecimal price = parts.length == 2 ? decimal(text, parts[1]) : null;
    return new TradeChange(part.name(), decimal(text, parts[0]), price);
  }

  static TransferChange transfer(String text) {
    Part part = part(text);
    return new TransferChange(part.name(), decimal(text, part.value()));
  }

  static PriceChange price(String text) {
    Part part = part(text);
    @Nullable BigDecimal change = null;
    @Nullable BigDecimal price = null;
    if (part.value().endsWith("%")) {
      String digits = part.value().substring(0, part.value().length() - 1);
      change = decimal(text, digits).movePointLeft(2);
    } else {
      price = decimal(text, part.value());
    }
    return new PriceChange(part.name(), price, change);
  }

  private static Part part(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new Failure(ExitCode.USAGE, "NOT_A_CHANGE", text);
    }
    return new Part(text.substring(0, equals), text.substring(equals + 1));
  }

  private static BigDecimal decimal(String text, String number) {
    if (!number.matches("-?\\d{1,30}(\\.\\d{1,18})?")) {
      throw new Failure(ExitCode.USAGE, "NOT_A_DECIMAL", text, number);
    }
    return new BigDecimal(number);
  }
}
