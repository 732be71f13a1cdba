package org.plimsoll.engine.book;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.market.IndexPrice;
import org.plimsoll.engine.market.MarkPrice;
import org.plimsoll.engine.quantity.Asset;
import org.plimsoll.engine.quantity.Reason;
import org.plimsoll.engine.rulebook.RuleBook;

/// A venue as one deterministic state machine: commands in, effects out.
///
/// The law comes from the rule packs it is built with; the first command names their hash, so that
/// a journal is never replayed under another law. One thread uses a book.
public final class VenueBook implements StateMachine {
  private static final int FORMAT = 3;

  private final RuleBook rules;
  private final String ruleLibrary;
  private @Nullable Venue venue;

  /// A book without a venue yet.
  ///
  /// @param ruleLibrary hash of the rule packs, which {@link Command.OpenVenue} must name
  public VenueBook(RuleBook rules, String ruleLibrary) {
    this.rules = rules;
    this.ruleLibrary = ruleLibrary;
  }

  /// The venue as its readers see it, or nothing before it was opened. For the book's own thread.
  public Optional<VenueReader> reader() {
    return Optional.ofNullable(venue)
        .map(
            open ->
                new VenueReader(
                    open.terms, open.now, open.markets, open.accounts, open.rates, open.defaults));
  }

  @Override
  public byte[] apply(long sequence, byte[] command) {
    return EffectCodec.encode(effectsOf(command));
  }

  private List<Effect> effectsOf(byte[] bytes) {
    Command command;
    try {
      command = CommandCodec.decode(bytes);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return List.of(new Effect.Refused(Reason.COMMAND_MALFORMED, "" + e.getMessage()));
    }
    Venue open = venue;
    if (command instanceof Command.OpenVenue first) {
      return List.of(open == null ? open(first) : alreadyOpen());
    }
    if (open == null) {
      return List.of(
          new Effect.Refused(Reason.COMMAND_MALFORMED, "The first command must open the venue"));
    }
    if (command.at().isBefore(open.now)) {
      return List.of(
          new Effect.Refused(
              Reason.TIME_REVERSED,
              "The command is dated " + command.at() + ", the venue is at " + open.now));
    }
    open.now = command.at();
    List<Effect> effects = new ArrayList<>();
    open.apply(command, effects);
    if (!open.accounts.book().isConserved()) {
      throw new IllegalStateException("Money or positions are not conserved by " + command);
    }
    return effects;
  }

  private Effect open(Command.OpenVenue command) {
    if (!command.terms().ruleLibrary().equals(ruleLibrary)) {
      return new Effect.Refused(
          Reason.RULE_LIBRARY_MISMATCH,
          "The venue was opened under the rule packs "
              + command.terms().ruleLibrary()
              + ", these are "
              + ruleLibrary
              + ". Use the program version that the journal was written with.");
    }
    try {
      venue = new Venue(rules, command.terms(), AccountDesk.open(command.terms()), command.at());
      return new Effect.Applied();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Effect.Refused(Reason.COMMAND_MALFORMED, "Venue terms: " + e.getMessage());
    }
  }

  private static Effect alreadyOpen() {
    return new Effect.Refused(Reason.COMMAND_MALFORMED, "The venue is open already");
  }

  @Override
  public byte[] stateHash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(snapshot());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  @Override
  public byte[] snapshot() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(FORMAT);
      Venue open = venue;
      out.writeBoolean(open != null);
      if (open != null) {
        byte[] terms = CommandCodec.encode(new Command.OpenVenue(open.now, open.terms));
        out.writeInt(terms.length);
        out.write(terms);
        open.accounts.writeTo(out);
        open.markets.writeTo(out);
        open.rates.writeTo(out);
        open.defaults.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void restore(byte[] snapshot) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
      int format = in.readInt();
      if (format != FORMAT) {
        throw new IOException("Snapshot format is " + format + ", this program reads " + FORMAT);
      }
      venue = in.readBoolean() ? readVenue(in) : null;
      if (in.read() >= 0) {
        throw new IOException("Snapshot has bytes left over");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Venue readVenue(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    if (!(CommandCodec.decode(bytes) instanceof Command.OpenVenue opened)) {
      throw new IOException("Snapshot does not begin with the venue's terms");
    }
    Venue restored =
        new Venue(rules, opened.terms(), AccountDesk.read(opened.terms(), in), opened.at());
    restored.markets.readFrom(in);
    restored.priceEverything();
    restored.rates.readFrom(in, restored.now);
    restored.defaults.readFrom(in);
    return restored;
  }

  /// An open venue: the desks and what ties them together.
  private static final class Venue {
    final VenueTerms terms;
    final MarketDesk markets;
    final AccountDesk accounts;
    final RateDesk rates;
    final DefaultDesk defaults;
    Instant now;

    Venue(RuleBook rules, VenueTerms terms, AccountDesk accounts, Instant now) {
      this.terms = terms;
      this.accounts = accounts;
      this.now = now;
      markets = new MarketDesk(terms);
      rates = new RateDesk(rules, terms, markets, accounts);
      defaults = new DefaultDesk(terms, accounts, markets, rates);
    }

    void apply(Command command, List<Effect> effects) {
      switch (command) {
        case Command.OpenVenue _ -> effects.add(alreadyOpen());
        case Command.OpenAccount c -> effects.add(accounts.open(c));
        case Command.Deposit c -> effects.add(defaults.deposit(c, effects));
        case Command.Withdraw c -> effects.add(defaults.withdraw(c, effects));
        case Command.Allocate c -> effects.add(accounts.allocate(c));
        case Command.Trade c -> effects.add(trade(c, effects));
        case Command.SettleFunding c -> {
          effects.add(accounts.fund(c));
          sweep(effects);
        }
        case Command.SettleExpiry c -> {
          effects.add(accounts.expire(c));
          sweep(effects);
        }
        case Command.OverrideRate c -> override(c, effects);
        case Command.ObservePrices c -> observe(c, effects);
        case Command.CloseBars c -> close(c, effects);
        case Command.OfferForecast c -> offer(c, effects);
        case Command.SetDefaultRules c -> effects.add(defaults.setRules(c.rules(), effects));
        case Command.ReportLiquidationFill c -> effects.add(defaults.fill(c, effects));
        case Command.EndLiquidationOrder c -> effects.add(defaults.end(c, effects));
      }
    }

    private void observe(Command.ObservePrices command, List<Effect> effects) {
      markets.observe(command, effects);
      priceEverything();
      rates.uplift(now, effects);
      sweep(effects);
      defaults.advance(now, effects);
    }

    private void close(Command.CloseBars command, List<Effect> effects) {
      markets.close(command, effects);
      rates.update(now, effects);
      sweep(effects);
      defaults.measure(now, effects);
    }

    private void offer(Command.OfferForecast command, List<Effect> effects) {
      Effect effect = markets.offer(command, effects);
      effects.addFirst(effect);
      if (effect instanceof Effect.Applied) {
        rates.update(now, effects);
        sweep(effects);
      }
    }

    private void sweep(List<Effect> effects) {
      int first = effects.size();
      accounts.sweep(effects);
      defaults.note(effects, first);
    }

    private void override(Command.OverrideRate command, List<Effect> effects) {
      Effect effect = rates.override(command);
      effects.add(effect);
      if (effect instanceof Effect.Applied) {
        rates.update(now, effects);
        sweep(effects);
      }
    }

    private Effect trade(Command.Trade command, List<Effect> effects) {
      if (command.checked()) {
        for (String account : List.of(command.buyer(), command.seller())) {
          long change = account.equals(command.buyer()) ? command.quantity() : -command.quantity();
          if (isForbidden(account, command.instrument(), change)) {
            return new Effect.Refused(
                Reason.INSTRUMENT_PROHIBITED,
                "The law in force prohibits " + command.instrument() + " to account " + account);
          }
        }
      }
      return defaults.trade(command, effects);
    }

    private boolean isForbidden(String account, String instrument, long change) {
      OptionalInt index = accounts.book().accountIndex(account);
      OptionalInt contract = accounts.book().contractIndex(instrument);
      if (index.isEmpty() || contract.isEmpty()) {
        return false;
      }
      long before = accounts.book().position(index.getAsInt(), contract.getAsInt()).quantityUnits();
      boolean reduces =
          before != 0
              && Long.signum(before) != Long.signum(change)
              && Math.abs(change) <= Math.abs(before);
      int rateClass = accounts.book().rateClass(index.getAsInt());
      return !reduces
          && rates.line(rateClass, contract.getAsInt()).kind == RateLine.Kind.PROHIBITED;
    }

    /// Brings marks and collateral prices to the latest snapshot of the markets.
    void priceEverything() {
      for (int contract = 0; contract < terms.contracts().size(); contract++) {
        int index = contract;
        markets
            .latest()
            .mark(terms.contracts().get(contract).contract().id())
            .map(MarkPrice::price)
            .ifPresent(price -> accounts.marks().setContract(index, price));
      }
      for (VenueTerms.CollateralTerms collateral : terms.collateral()) {
        price(collateral.asset(), collateral.market());
      }
      accounts.scaleAll();
    }

    private void price(Asset asset, String market) {
      OptionalInt index = accounts.book().assetIndex(asset.code());
      if (index.isPresent()
          && markets.latest().index(market).orElse(null) instanceof IndexPrice.Known known) {
        accounts.marks().setAsset(index.getAsInt(), known.price());
      }
    }
  }
}
