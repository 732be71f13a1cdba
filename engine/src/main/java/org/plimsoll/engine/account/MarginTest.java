package org.plimsoll.engine.account;

import java.util.Optional;

/// The question whether an account still covers its initial requirement after a change.
///
/// The book makes the change, asks, and takes it back exactly when the answer is a refusal.
public interface MarginTest {
  /// The refusal, when a cross account falls short as it now stands.
  Optional<LedgerResult.Refused> crossShortfall(AccountBook book, int account);

  /// The refusal, when the bucket of one isolated position falls short as it now stands.
  Optional<LedgerResult.Refused> isolatedShortfall(AccountBook book, int account, int contract);

  /// Asks nothing: for liquidations, takeovers and restored history.
  MarginTest NONE =
      new MarginTest() {
        @Override
        public Optional<LedgerResult.Refused> crossShortfall(AccountBook book, int account) {
          return Optional.empty();
        }

        @Override
        public Optional<LedgerResult.Refused> isolatedShortfall(
            AccountBook book, int account, int contract) {
          return Optional.empty();
        }
      };
}
