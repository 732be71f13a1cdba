package org.plimsoll.service.venue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.plimsoll.engine.book.Command;
import org.plimsoll.engine.book.CommandCodec;
import org.plimsoll.engine.book.VenueBook;
import org.plimsoll.rulepacks.PackLibrary;
import org.plimsoll.service.store.JournalRecord;
import org.plimsoll.service.store.LogReader;
import org.plimsoll.service.store.RecordCursor;
import org.plimsoll.service.store.StoreException;
import org.plimsoll.service.store.StoreFault;

/// The rule packs that a program runs under, with the hash by which its journals name them.
///
/// @param hash SHA-256 of the packs' ids and hashes, in hexadecimal
public record RuleLibrary(PackLibrary packs, String hash) {
  /// The packs that come with the program.
  public static RuleLibrary builtIn() {
    return of(PackLibrary.builtIn());
  }

  /// A library and its hash.
  public static RuleLibrary of(PackLibrary packs) {
    StringBuilder names = new StringBuilder();
    packs
        .book()
        .packs()
        .forEach(pack -> names.append(pack.id()).append('@').append(pack.hash()).append('\n'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(names.toString().getBytes(StandardCharsets.UTF_8));
      return new RuleLibrary(packs, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  /// A book under these packs, without a venue yet.
  public VenueBook book() {
    return new VenueBook(packs.book(), hash);
  }

  /// A book that can replay a journal.
  ///
  /// Throws [StoreException] when the journal was written by a program with other rule packs, or
  /// begins with a command that this one cannot read: a replay would differ from the first command
  /// on, which says nothing of the reason.
  public VenueBook bookFor(LogReader log) {
    try (RecordCursor cursor = log.read(1)) {
      JournalRecord first = cursor.next();
      if (first != null && first.sequence() == 1) {
        requireSame(first);
      }
    }
    return book();
  }

  private void requireSame(JournalRecord first) {
    Command command;
    try {
      command = CommandCodec.decode(first.command());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new StoreException(
          StoreFault.STORE_INCOMPATIBLE,
          1,
          "The first command cannot be read (%s): it is damaged, or another version of the program wrote it."
              .formatted(e.getMessage()),
          e);
    }
    if (command instanceof Command.OpenVenue open && !open.terms().ruleLibrary().equals(hash)) {
      throw new StoreException(
          StoreFault.STORE_INCOMPATIBLE,
          1,
          "The journal was written by another version of the program, under the rule packs %s; this version has %s."
              .formatted(open.terms().ruleLibrary(), hash));
    }
  }
}
