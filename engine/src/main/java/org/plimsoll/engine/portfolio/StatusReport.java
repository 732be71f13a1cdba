package org.plimsoll.engine.portfolio;

import org.plimsoll.engine.account.AccountStatus;
import org.plimsoll.engine.margin.StatusSink;

/// Turns noted changes into what is told, in order of urgency, and keeps who is not healthy.
final class StatusReport {
  private static final AccountStatus[] STATUSES = AccountStatus.values();

  private final Figures figures;
  private final StatusIndex index = new StatusIndex();
  private final Urgency urgency = new Urgency();

  StatusReport(Figures figures) {
    this.figures = figures;
  }

  /// Takes noted changes; those whose status is again what it was are dropped.
  void collect(Changes changes) {
    for (int i = 0; i < changes.count(); i++) {
      int account = changes.account(i);
      int before = changes.before(i);
      figures.rows[Figures.row(account) + Figures.PAIR] &= ~Figures.NOTED;
      int now = figures.status(account).ordinal();
      if (now != before) {
        index.move(account, before, now);
        add(account, now, before);
      }
    }
    changes.clear();
  }

  private void add(int account, int now, int before) {
    long excess = figures.equity(account) - figures.maintenance(account);
    urgency.add(now, excess, account, before);
  }

  int publish(StatusSink sink) {
    return tell(urgency.count(), sink);
  }

  int mostUrgent(int limit, StatusSink sink) {
    for (int status = STATUSES.length - 1; status > 0; status--) {
      for (int i = 0; i < index.count(status); i++) {
        add(index.account(status, i), status, status);
      }
      if (urgency.count() >= limit) {
        break;
      }
    }
    return tell(Math.min(limit, urgency.count()), sink);
  }

  private int tell(int count, StatusSink sink) {
    urgency.sort();
    for (int i = 0; i < count; i++) {
      int account = urgency.account(i);
      sink.changed(
          account,
          STATUSES[urgency.before(i)],
          figures.status(account),
          figures.equity(account),
          figures.initial(account),
          figures.maintenance(account));
    }
    urgency.clear();
    return count;
  }

  int count(AccountStatus status, int accounts) {
    if (status != AccountStatus.HEALTHY) {
      return index.count(status.ordinal());
    }
    int others = 0;
    for (int i = 1; i < STATUSES.length; i++) {
      others += index.count(i);
    }
    return accounts - others;
  }
}
