package org.plimsoll.service.publiclog;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.Effect;
import org.plimsoll.engine.book.EffectCodec;
import org.plimsoll.engine.rulebook.RulePack;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.StateMark;
import org.plimsoll.service.venue.RuleLibrary;
import org.plimsoll.transparency.Hash;
import org.plimsoll.transparency.JsonValue;

/// Which entries of the public log follow from a record of the journal: a function of the record,
/// the rule packs and the secret of salts, and of nothing else, so that the log can always be
/// continued, and compared, from the journal.
///
/// Entries are canonical JSON. Each has a `type`, the venue's time `at`, and its place: `sequence`
/// of the journal and `part`, counted from 0 within it. Decimals are text. Types: `library`,
/// `venue`, `rules`, `override`, `rate`, `announcement`, `pool`, `regime`, `accounts`, `state`;
/// `promotion` is kept for models that come into use.
public final class LogEntries {
  /// Commitments in one entry: an entry has at most 65,535 bytes.
  private static final int LINES = 1_000;

  private static final int PACKS = 200;

  /// Bytes of a type and a time; a command of fewer was refused as malformed.
  private static final int SHORTEST = 9;

  /// Bytes of effects that say no more than that the command took effect.
  private static final int QUIET = 5;

  private final AccountLines lines;
  private final RuleLibrary library;
  private final SortedMap<String, RulePack> packs = new TreeMap<>();

  /// Entries under these packs.
  public LogEntries(RuleLibrary library, AccountLines lines) {
    this.library = library;
    this.lines = lines;
    library.packs().book().packs().forEach(pack -> packs.put(pack.hash(), pack));
  }

  /// The entries of one record, in order.
  ///
  /// @param mark the state hash after it, where the journal has one
  public List<byte[]> of(JournalRecord record, @Nullable StateMark mark) {
    boolean quiet = record.effects().length <= QUIET && mark == null;
    if (record.command().length < SHORTEST
        || (quiet && !CommandCodec.changesRules(record.command()))) {
      return List.of();
    }
    Parts parts = new Parts(record.sequence(), CommandCodec.at(record.command()).toString());
    List<Effect> effects = EffectCodec.decode(record.effects());
    boolean applied = effects.stream().anyMatch(Effect.Applied.class::isInstance);
    if (applied) {
      command(record.command(), parts);
    }
    List<String> commitments = new ArrayList<>();
    for (int place = 0; place < effects.size(); place++) {
      effect(effects.get(place), parts);
      AccountLines.Line line = lines.of(effects.get(place), record.sequence(), place, parts.at);
      if (line != null) {
        commitments.add(line.opening().commitment().text());
      }
    }
    for (int from = 0; from < commitments.size(); from += LINES) {
      List<String> some = commitments.subList(from, Math.min(commitments.size(), from + LINES));
      parts.add("accounts", "commitments", List.copyOf(some));
    }
    if (mark != null) {
      HexFormat hex = HexFormat.of();
      parts.add(
          "state", "stateHash", hex.formatHex(mark.hash()), "chain", hex.formatHex(record.chain()));
    }
    return parts.entries;
  }

  /// The entries of one record so far.
  private static final class Parts {
    private final List<byte[]> entries = new ArrayList<>();
    private final long sequence;
    private final String at;

    Parts(long sequence, String at) {
      this.sequence = sequence;
      this.at = at;
    }

    void add(String type, Object... namesAndValues) {
      Object[] all = new Object[namesAndValues.length + 8];
      Object[] head = {"type", type, "at", at, "sequence", sequence, "part", entries.size()};
      System.arraycopy(head, 0, all, 0, head.length);
      System.arraycopy(namesAndValues, 0, all, head.length, namesAndValues.length);
      entries.add(JsonValue.of(all).canonicalBytes());
    }
  }

  private void command(byte[] bytes, Parts parts) {
    if (!CommandCodec.changesRules(bytes)) {
      return;
    }
    switch (CommandCodec.decode(bytes)) {
      case Command.OpenVenue open -> {
        parts.add("venue", "name", open.terms().name(), "terms", Hash.ofContent(bytes).hex());
        library(parts);
      }
      case Command.OverrideRate e ->
          parts.add(
              "override",
              "rateClass",
              e.rateClass(),
              "instrument",
              e.instrument(),
              "rate",
              decimal(e.rate()),
              "reason",
              e.reason(),
              "until",
              e.until().toString());
      case Command.SetDefaultRules _ ->
          parts.add("rules", "what", "defaults", "hash", Hash.ofContent(bytes).hex());
      default -> {}
    }
  }

  private void library(Parts parts) {
    List<JsonValue> all = new ArrayList<>();
    for (RulePack pack : library.packs().book().packs()) {
      all.add(JsonValue.of("id", pack.id(), "version", pack.version(), "hash", pack.hash()));
    }
    for (int from = 0; from < all.size(); from += PACKS) {
      parts.add(
          "library",
          "hash",
          library.hash(),
          "packs",
          new JsonValue.Items(all.subList(from, Math.min(all.size(), from + PACKS))));
    }
  }

  private void effect(Effect effect, Parts parts) {
    switch (effect) {
      case Effect.RateChanged e -> rate(e, parts);
      case Effect.RateAnnounced e ->
          parts.add(
              "announcement",
              "rateClass",
              e.rateClass(),
              "instrument",
              e.instrument(),
              "rate",
              decimal(e.rate()),
              "announced",
              decimal(e.announced()),
              "effective",
              e.effectiveAt().toString());
      case Effect.PoolMoved e ->
          parts.add(
              "pool",
              "pool",
              e.pool(),
              "asset",
              e.asset(),
              "units",
              Long.toString(e.units()),
              "balance",
              Long.toString(e.balance()),
              "cause",
              e.cause());
      case Effect.RegimeChanged e ->
          parts.add(
              "regime",
              "from",
              e.from(),
              "to",
              e.to(),
              "sigma",
              decimal(e.sigma()),
              "drawdown",
              decimal(e.drawdown()));
      default -> {}
    }
  }

  private void rate(Effect.RateChanged e, Parts parts) {
    Effect.Basis basis = e.basis();
    RulePack pack = packs.get(basis.packHash());
    List<JsonValue> steps = new ArrayList<>();
    for (Effect.Step step : e.steps()) {
      steps.add(
          JsonValue.of(
              "kind",
              step.kind(),
              "before",
              decimal(step.before()),
              "after",
              decimal(step.after())));
    }
    parts.add(
        "rate",
        "rateClass",
        e.rateClass(),
        "instrument",
        e.instrument(),
        "kind",
        e.kind(),
        "old",
        decimal(basis.before()),
        "new",
        decimal(e.rate()),
        "maintenance",
        decimal(e.maintenance()),
        "demanded",
        decimal(e.demanded()),
        "floor",
        decimal(e.floor()),
        "mark",
        Long.toString(e.mark()),
        "steps",
        new JsonValue.Items(steps),
        "pack",
        pack == null ? "" : pack.id(),
        "packHash",
        basis.packHash(),
        "model",
        basis.model(),
        "inputs",
        basis.inputsHash(),
        "id",
        basis.id(),
        "effective",
        parts.at);
  }

  /// The shortest plain decimal that reads back to the same double.
  private static String decimal(double value) {
    return value == 0
        ? "0"
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /// The place in the journal that an entry says it follows from.
  public static Place place(byte[] entry) {
    var members = JsonValue.parse(new String(entry, StandardCharsets.UTF_8)).members();
    if (members.get("sequence") instanceof JsonValue.Numeric(double sequence)
        && members.get("part") instanceof JsonValue.Numeric(double part)
        && members.get("at") instanceof JsonValue.Text(String at)) {
      return new Place((long) sequence, (int) part, Instant.parse(at));
    }
    throw new IllegalArgumentException("not an entry of a venue's log");
  }

  /// A place in the journal.
  ///
  /// @param part counted from 0 among the entries of one record
  public record Place(long sequence, int part, Instant at) {}
}
