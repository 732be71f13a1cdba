package org.plimsoll.service.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.market.Candle;
import org.plimsoll.engine.market.PriceObservation;
import org.plimsoll.engine.quantity.Exact;
import org.plimsoll.engine.quantity.Rounding;
import org.plimsoll.feeds.ExactCandle;
import org.plimsoll.feeds.FeedSource;
import org.plimsoll.feeds.FundingRate;
import org.plimsoll.feeds.MarketEvent;
import org.plimsoll.feeds.PublicTrade;
import org.plimsoll.feeds.Tick;
import org.plimsoll.feeds.Window;
import org.plimsoll.feeds.replay.MarketReplay;
import org.plimsoll.feeds.replay.PricePathFeed;
import org.plimsoll.service.sequencer.Acknowledgement;
import org.plimsoll.service.sequencer.Foresight;
import org.plimsoll.service.sequencer.Sequencer;

/// Replays recorded markets through the sequencer, with synthetic accounts that trade in them.
///
/// Every instant of the recording is one round: its commands are submitted together, and the round
/// ends when they are applied and what they set off has been answered. So the same recording and
/// seed give the same journal. The desk acts on answers before they are durable, which only a
/// driver in the same process may do, see {@link Foresight}.
final class Demo {
  private static final Duration WARM_UP = Duration.ofDays(1_000);
  private static final int ROUNDS_OF_ANSWERS = 40;
  private static final int MOST_AHEAD = 256;

  private final Sequencer sequencer;
  private final DemoFeeds feeds;
  private final SyntheticTraders traders;
  private final DemoReport report;
  private final SimulatedMarket market;
  private final Map<String, DemoMarket> markets = new TreeMap<>();
  private final Instant from;
  private final Instant to;
  private final int accounts;
  private final double speed;
  private final PrintStream progress;
  private final List<Sent> ahead = new ArrayList<>();
  private @Nullable Foresight last;
  private long commands;
  private boolean seeded;
  private volatile Instant reached;
  private long startedNanos;
  private long lastShown;

  Demo(
      Sequencer sequencer,
      DemoFeeds feeds,
      SyntheticTraders traders,
      DemoReport report,
      Span span,
      PrintStream progress) {
    this.sequencer = sequencer;
    this.feeds = feeds;
    this.traders = traders;
    this.report = report;
    this.market = new SimulatedMarket(feeds.markets());
    this.from = span.from();
    this.to = span.to();
    this.accounts = span.accounts();
    this.speed = span.speed();
    this.progress = progress;
    this.reached = span.from();
    feeds.markets().forEach(market -> markets.put(market.recorded(), market));
  }

  /// What is replayed.
  ///
  /// @param speed recorded seconds per second; 0 for as fast as it goes
  record Span(Instant from, Instant to, int accounts, double speed) {}

  /// How much of the span has been replayed, 0 to 1. Any thread may ask.
  double fraction() {
    double whole = Duration.between(from, to).toMillis();
    double done = Duration.between(from, reached).toMillis();
    return whole <= 0 ? 1 : Math.clamp(done / whole, 0, 1);
  }

  long commands() {
    return commands;
  }

  void run() throws IOException, InterruptedException {
    startedNanos = System.nanoTime();
    Instant warm = from.minus(WARM_UP);
    Instant begin = warm.isBefore(feeds.from()) ? feeds.from() : warm;
    List<FeedSource> paths = new ArrayList<>();
    feeds.feeds().forEach(feed -> paths.add(PricePathFeed.of(feed)));
    paths.addAll(feeds.funding());
    Window window = new Window(begin.minus(feeds.shift()), to.minus(feeds.shift()));
    try (MarketReplay.Cursor cursor = MarketReplay.of(paths).open(window)) {
      for (List<MarketEvent> events = cursor.nextInstant();
          !events.isEmpty();
          events = cursor.nextInstant()) {
        round(events);
      }
    }
    settle();
    awaitDurable();
    reached = to;
  }

  /// Waits until everything sent is durable: answers become so in the order of submission.
  private void awaitDurable() throws InterruptedException {
    Foresight sent = last;
    if (sent != null) {
      await(sent.answer());
    }
  }

  private static Acknowledgement await(CompletableFuture<Acknowledgement> answer)
      throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The venue has stopped: " + e.getCause(), e);
    }
  }

  private void round(List<MarketEvent> events) throws InterruptedException {
    Instant at = events.getFirst().eventTime().plus(feeds.shift());
    List<Command.MarketBar> bars = new ArrayList<>();
    List<PriceObservation> prices = new ArrayList<>();
    List<Command> funding = new ArrayList<>();
    double range = 0;
    for (MarketEvent event : events) {
      DemoMarket market = markets.get(event.market().replace("-PERP", ""));
      if (market == null) {
        continue;
      }
      switch (event) {
        case ExactCandle candle -> {
          Candle bar = shifted(candle.candle());
          bars.add(new Command.MarketBar(market.market(), bar));
          range = Math.max(range, (bar.high() - bar.low()) / bar.open());
        }
        case Tick tick -> prices.add(observe(market, tick, at));
        case FundingRate paid ->
            funding.add(new Command.SettleFunding(at, market.perpetual(), paid.rate()));
        case PublicTrade _ -> {}
      }
    }
    if (at.isBefore(from)) {
      warmUp(at, bars);
    } else {
      live(at, bars, prices, funding);
      report.hour(at, range);
    }
  }

  /// Sends the bars before the first live instant; nobody trades yet, so nothing is waited for.
  private void warmUp(Instant at, List<Command.MarketBar> bars) throws InterruptedException {
    if (!bars.isEmpty()) {
      ahead.addAll(send(List.of(new Command.CloseBars(at, bars))));
    }
    if (ahead.size() == MOST_AHEAD) {
      settle();
    }
    show(at, false);
  }

  private void live(
      Instant at,
      List<Command.MarketBar> bars,
      List<PriceObservation> prices,
      List<Command> funding)
      throws InterruptedException {
    settle();
    List<Command> commands = new ArrayList<>();
    if (!bars.isEmpty()) {
      commands.add(new Command.CloseBars(at, bars));
    }
    if (!prices.isEmpty()) {
      commands.add(new Command.ObservePrices(at, prices));
    }
    if (seeded) {
      commands.addAll(funding);
    }
    submit(commands);
    if (!prices.isEmpty()) {
      trade(at);
      reached = at;
      pace(at);
    }
    show(at, true);
  }

  private void settle() throws InterruptedException {
    for (Sent sent : ahead) {
      take(sent, new ArrayList<>());
    }
    ahead.clear();
  }

  private Candle shifted(Candle bar) {
    return new Candle(
        bar.openTime().plus(feeds.shift()),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume());
  }

  private PriceObservation observe(DemoMarket market, Tick tick, Instant at) {
    long price =
        Exact.rescale(tick.price(), tick.priceScale(), market.priceScale(), Rounding.HALF_EVEN);
    traders.priced(market, price);
    return new PriceObservation(
        market.source(), market.market(), null, price, market.priceScale(), at);
  }

  private void trade(Instant at) throws InterruptedException {
    if (!seeded) {
      seeded = true;
      submit(traders.open(at));
      submit(traders.trades(at, accounts * 2));
    } else if (at.getEpochSecond() % 86_400 == 0) {
      submit(traders.trades(at, Math.max(1, accounts / 50)));
    }
  }

  /// Submits commands as one group, and then what their effects call for, until nothing does.
  private void submit(List<? extends Command> first) throws InterruptedException {
    List<? extends Command> wave = first;
    for (int i = 0; i <= ROUNDS_OF_ANSWERS && !wave.isEmpty(); i++) {
      List<Command> next = new ArrayList<>();
      for (Sent one : send(wave)) {
        take(one, next);
      }
      wave = next;
    }
  }

  /// A command on its way, and the promise of its answer.
  private record Sent(Command command, Foresight answer) {}

  private List<Sent> send(List<? extends Command> together) throws InterruptedException {
    List<Sequencer.Keyed> keyed = new ArrayList<>();
    for (Command command : together) {
      commands++;
      keyed.add(new Sequencer.Keyed("demo-" + commands, CommandCodec.encode(command)));
    }
    List<Foresight> answers = sequencer.submitForeseeing(keyed);
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      sent.add(new Sent(together.get(i), answers.get(i)));
    }
    if (!answers.isEmpty()) {
      last = answers.getLast();
    }
    return sent;
  }

  private void take(Sent sent, List<Command> next) throws InterruptedException {
    switch (await(sent.answer().foreseen())) {
      case Acknowledgement.Committed committed -> {
        for (Effect effect : EffectCodec.decode(committed.effects())) {
          take(sent.command(), effect, next);
        }
      }
      case Acknowledgement.Refused refused ->
          throw new IllegalStateException(refused.reason() + ": " + refused.detail());
    }
  }

  private void take(Command command, Effect effect, List<Command> next) {
    report.step(effect);
    switch (effect) {
      case Effect.Refused _ -> report.refusal();
      case Effect.RateChanged changed -> {
        traders.rateChanged(changed.rateClass(), changed.instrument(), changed.rate());
        report.rate(
            changed.rateClass(),
            changed.instrument(),
            changed.kind(),
            changed.rate(),
            changed.floor());
      }
      case Effect.StatusChanged changed -> {
        report.status(changed.to());
        if (changed.to().equals(AccountStatus.MARGIN_CALL.name())) {
          next.addAll(traders.called(command.at(), changed.account()));
        }
      }
      case Effect.LiquidationOrdered order -> next.addAll(market.answer(command.at(), order));
      default -> {}
    }
  }

  private void pace(Instant at) throws InterruptedException {
    if (speed > 0) {
      double due = Duration.between(from, at).toMillis() / 1000.0 / speed;
      double passed = (System.nanoTime() - startedNanos) / 1e9;
      if (due > passed) {
        Thread.sleep((long) ((due - passed) * 1000));
      }
    }
  }

  private void show(Instant at, boolean live) {
    long now = System.nanoTime();
    if (now - lastShown >= 1_000_000_000L) {
      lastShown = now;
      progress.printf(
          "  %s %s  %3.0f %%  %,d commands%n",
          live ? "replaying" : "warming up", at, 100 * fraction(), commands);
    }
  }
}
