package org.plimsoll.engine.waterfall;

import java.util.OptionalInt;
import org.plimsoll.engine.account.AccountBook;
import org.plimsoll.engine.account.AccountMode;

/// The venue's accounts behind the layers, by index in the book. Each holds every asset apart, so
/// that there is a pool for each settlement asset.
///
/// @param base the base margin pool
/// @param ownCapital what the venue itself stakes
/// @param insurance the volatility insurance pool
/// @param backstop holds what was taken over until it is sold
public record PoolAccounts(int base, int ownCapital, int insurance, int backstop) {
  /// Id of the base margin pool.
  public static final String BASE = "venue:base-pool";

  /// Id of the venue's own capital.
  public static final String OWN_CAPITAL = "venue:own-capital";

  /// Id of the volatility insurance pool.
  public static final String INSURANCE = "venue:insurance-pool";

  /// Id of the account that takes over.
  public static final String BACKSTOP = "venue:backstop";

  /// The accounts of a book, opened where they are not there yet.
  ///
  /// @throws IllegalArgumentException when a client's account has one of their ids
  public static PoolAccounts in(AccountBook book) {
    return new PoolAccounts(
        find(book, BASE), find(book, OWN_CAPITAL), find(book, INSURANCE), find(book, BACKSTOP));
  }

  private static int find(AccountBook book, String id) {
    OptionalInt found = book.accountIndex(id);
    if (found.isEmpty()) {
      return book.openAccount(id, AccountMode.VENUE, 0);
    }
    if (book.mode(found.getAsInt()) != AccountMode.VENUE) {
      throw new IllegalArgumentException("Account " + id + " is a client's");
    }
    return found.getAsInt();
  }

  /// The account of a layer that has money.
  ///
  /// @throws IllegalArgumentException for the two layers that have none of the venue's
  public int of(Layer layer) {
    return switch (layer) {
      case BASE_POOL -> base;
      case OWN_CAPITAL -> ownCapital;
      case INSURANCE_POOL -> insurance;
      case DEFAULTER_MARGIN, DELEVERAGING ->
          throw new IllegalArgumentException(layer + " has no account of the venue's");
    };
  }
}
