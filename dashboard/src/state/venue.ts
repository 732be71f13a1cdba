import { get, Problem } from '../api/client.js';
import { EventStream, type Connection, type ServerEvent } from '../api/events.js';
import type {
  AccountDetail, AccountPage, AccountRow, AccountStatus, AccountSummary, Defaults, Effect, Explanation, Forecast,
  Health, Instrument, Rate, RateHistory, RateList, Regime,
} from '../api/types.js';
import { Pace } from './pace.js';
import { readView, writeView, type View } from './view.js';

const FRAME_MILLIS = 100;
const DETAIL_GAP_MILLIS = 2_000;
const ACCOUNTS_GAP_MILLIS = 1_000;
export const DAY_MILLIS = 86_400_000;
/** How far back the history of a rate is shown. */
export const HISTORY_DAYS = 30;
const FORECAST_DAYS = 120;
const MAX_EFFECTS = 200;
const MAX_ACCOUNTS = 100;

/** The statuses of accounts, the most pressing last. */
export const STATUSES: readonly AccountStatus[] = [
  'HEALTHY', 'WARNING', 'MARGIN_CALL', 'LIQUIDATABLE', 'BANKRUPT',
];

/** What the reader looks at: one instrument's history, forecast and formula under one regime. */
export interface Detail {
  readonly instrument: string;
  readonly history?: RateHistory | undefined;
  readonly forecast?: Forecast | undefined;
  readonly explanation?: Explanation | undefined;
  readonly problem?: string | undefined;
}

/**
 * Everything the page shows, as last heard from the API. Panels are told of changes at most ten times a
 * second, however fast events arrive; between two frames only the newest values survive.
 */
export class Venue extends EventTarget {
  health: Health | undefined;
  instruments: readonly Instrument[] = [];
  regimes: readonly Regime[] = [];
  rates: RateList | undefined;
  readonly rows = new Map<string, Rate>();
  /** Which way each mark price last moved. */
  readonly moves = new Map<string, 'up' | 'down'>();
  summary: AccountSummary | undefined;
  defaults: Defaults | undefined;
  accounts: readonly AccountRow[] = [];
  moreAccounts = false;
  /** The only status to list, or an empty text for all, the most pressing first. */
  accountStatus: AccountStatus | '' = '';
  account: AccountDetail | undefined;
  effects: readonly Effect[] = [];
  connection: Connection = 'connecting';
  problem: string | undefined;
  detail: Detail | undefined;
  view: View = readView();

  private chosenAccount = '';
  private frame: number | undefined;
  private framedAt = -Infinity;
  private readonly stream = new EventStream(
    () => this.streamAddress(),
    (event) => this.receive(event),
    (connection) => this.connected(connection),
  );
  private readonly detailPace = new Pace(() => this.fetchDetail(), DETAIL_GAP_MILLIS);
  private readonly accountsPace = new Pace(() => this.fetchAccounts(), ACCOUNTS_GAP_MILLIS);

  /** Reads everything once and follows the stream from then on. */
  start(): void {
    window.addEventListener('hashchange', () => this.choose(readView()));
    // A page that is left is often kept to return to; its stream would hold one of the browser's few
    // connections to the server, and one of the server's places.
    window.addEventListener('pagehide', () => this.stream.stop());
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) {
        this.stream.start();
      }
    });
    void this.load().then(() => this.stream.start());
  }

  /** Changes what is looked at; what is not named stays. */
  choose(choice: Partial<View>): void {
    const { view: before, detail } = this;
    this.look({ ...before, ...choice });
    if (this.view.jurisdiction !== before.jurisdiction || this.view.clientClass !== before.clientClass) {
      this.stream.restart();
      void this.fetchRates();
    }
    if (this.detail !== detail) {
      this.detailPace.now();
    }
    this.changed();
  }

  /** Settles on what can be looked at, and drops what was known of anything else. */
  private look(view: View): void {
    const before = this.view;
    this.view = view;
    this.settleView();
    const law =
      this.view.jurisdiction !== before.jurisdiction || this.view.clientClass !== before.clientClass;
    if (law) {
      this.rates = undefined;
      this.rows.clear();
    }
    if (law || this.view.instrument !== before.instrument) {
      this.detail = { instrument: this.view.instrument };
    }
  }

  /** Narrows the list of accounts to one status; asked for the same again, shows all. */
  filterAccounts(status: AccountStatus): void {
    this.accountStatus = this.accountStatus === status ? '' : status;
    this.accountsPace.now();
    this.changed();
  }

  /** Opens one account, or closes it when it is open. */
  openAccount(id: string): void {
    this.chosenAccount = this.chosenAccount === id ? '' : id;
    if (this.chosenAccount === '') {
      this.account = undefined;
    }
    this.accountsPace.now();
    this.changed();
  }

  /** The chosen regime's entry in the list. */
  chosenRegime(): Regime | undefined {
    return this.regimes.find(
      (each) =>
        each.jurisdiction === this.view.jurisdiction && each.clientClass === this.view.clientClass,
    );
  }

  private settleView(): void {
    const regime =
      this.chosenRegime() ??
      this.regimes.find((each) => each.jurisdiction === this.view.jurisdiction) ??
      this.regimes[0];
    const known = this.instruments.some((each) => each.id === this.view.instrument);
    this.view = {
      jurisdiction: regime?.jurisdiction ?? this.view.jurisdiction,
      clientClass: regime?.clientClass ?? this.view.clientClass,
      instrument: known ? this.view.instrument : (this.instruments[0]?.id ?? this.view.instrument),
      entry: this.view.entry,
    };
    if (this.regimes.length > 0) {
      writeView(this.view);
    }
  }

  private async load(): Promise<void> {
    await this.attempt(async () => {
      const [health, instruments, regimes] = await Promise.all([
        get<Health>('health'),
        get<{ instruments: Instrument[] }>('instruments'),
        get<{ regimes: Regime[] }>('jurisdictions'),
      ]);
      this.health = health;
      this.instruments = instruments.instruments;
      this.regimes = regimes.regimes;
      // The address may have changed meanwhile, and its own event may be still to come.
      this.look(readView());
    });
    void this.fetchRates();
    this.detailPace.now();
    this.accountsPace.now();
  }

  private streamAddress(): string {
    const { jurisdiction, clientClass } = this.view;
    return jurisdiction === ''
      ? 'api/v1/stream'
      : `api/v1/stream?${new URLSearchParams({ jurisdiction, clientClass })}`;
  }

  private connected(connection: Connection): void {
    const returned = this.connection === 'lost' && connection === 'live';
    this.connection = connection;
    if (returned || (connection === 'live' && this.regimes.length === 0)) {
      void this.load();
    }
    this.changed();
  }

  private receive(event: ServerEvent): void {
    const body: unknown = JSON.parse(event.data);
    switch (event.type) {
      case 'reset':
        void this.load();
        break;
      case 'progress':
        this.health = body as Health;
        this.detailPace.request();
        break;
      case 'rates':
        this.take(body as RateList);
        break;
      case 'accounts':
        this.summary = body as AccountSummary;
        this.accountsPace.request();
        break;
      case 'effects':
        this.effects = [...(body as { effects: Effect[] }).effects.toReversed(), ...this.effects].slice(
          0,
          MAX_EFFECTS,
        );
        break;
    }
    this.changed();
  }

  private async fetchRates(): Promise<void> {
    const { jurisdiction, clientClass } = this.view;
    if (jurisdiction !== '') {
      await this.attempt(async () =>
        this.take(await get<RateList>('rates', { jurisdiction, clientClass })),
      );
    }
  }

  /** Takes rates of the regime looked at, unless newer ones are already there. */
  private take(list: RateList): void {
    const { jurisdiction, clientClass } = this.view;
    const stale = this.rates !== undefined && list.sequence < this.rates.sequence;
    if (list.jurisdiction !== jurisdiction || list.clientClass !== clientClass || stale) {
      return;
    }
    for (const rate of list.rates) {
      const before = Number(this.rows.get(rate.instrument)?.markPrice ?? NaN);
      const now = Number(rate.markPrice ?? NaN);
      if (now > before) {
        this.moves.set(rate.instrument, 'up');
      } else if (now < before) {
        this.moves.set(rate.instrument, 'down');
      }
      this.rows.set(rate.instrument, rate);
    }
    this.rates = list;
  }

  private async fetchDetail(): Promise<void> {
    const view = this.view;
    if (view.instrument === '' || view.jurisdiction === '') {
      return;
    }
    const regime = { jurisdiction: view.jurisdiction, clientClass: view.clientClass };
    const id = encodeURIComponent(view.instrument);
    const [history, forecast, explanation] = await Promise.allSettled([
      get<RateHistory>(`rates/${id}/history`, { ...regime, from: this.daysFromNow(-HISTORY_DAYS) }),
      get<Forecast>(`instruments/${id}/forecast`, {
        from: this.daysFromNow(-FORECAST_DAYS),
        // The day that is forecast ends after now.
        to: this.daysFromNow(2),
      }),
      get<Explanation>(`rates/${id}/explain`, regime),
    ]);
    if (view === this.view) {
      this.detail = {
        instrument: view.instrument,
        history: valueOf(history),
        forecast: valueOf(forecast),
        explanation: valueOf(explanation),
        problem: explanation.status === 'rejected' ? messageOf(explanation.reason) : undefined,
      };
      this.changed();
    }
  }

  /** An instant by the venue's clock, which in a replay is not the reader's. */
  private daysFromNow(days: number): string | undefined {
    return this.health === undefined
      ? undefined
      : new Date(Date.parse(this.health.time) + days * DAY_MILLIS).toISOString();
  }

  private async fetchAccounts(): Promise<void> {
    await this.attempt(async () => {
      const status = this.accountStatus;
      const chosen = this.chosenAccount;
      const summary = await get<AccountSummary>('accounts/summary');
      const defaults = await get<Defaults>('defaults');
      const { rows, more } = await this.listAccounts(summary, status);
      const account =
        chosen === ''
          ? undefined
          : await get<AccountDetail>(`accounts/${encodeURIComponent(chosen)}`);
      this.summary = summary;
      this.defaults = defaults;
      if (status === this.accountStatus) {
        this.accounts = rows;
        this.moreAccounts = more;
      }
      if (chosen === this.chosenAccount) {
        this.account = account;
      }
    });
  }

  /** The API lists accounts by id; the desk wants those in trouble first, so each status is asked for in turn. */
  private async listAccounts(
    summary: AccountSummary,
    only: AccountStatus | '',
  ): Promise<{ rows: AccountRow[]; more: boolean }> {
    const rows: AccountRow[] = [];
    let more = false;
    for (const status of only === '' ? STATUSES.toReversed() : [only]) {
      const count = summary.statuses.find((each) => each.status === status)?.accounts ?? 0;
      if (count > 0 && rows.length < MAX_ACCOUNTS) {
        const page = await get<AccountPage>('accounts', { status, limit: MAX_ACCOUNTS - rows.length });
        rows.push(...page.accounts);
        more ||= page.next !== undefined;
      } else {
        more ||= count > 0;
      }
    }
    return { rows, more };
  }

  private async attempt(job: () => Promise<void>): Promise<void> {
    try {
      await job();
      this.problem = undefined;
    } catch (error) {
      this.problem = messageOf(error);
    }
    this.changed();
  }

  private changed(): void {
    if (this.frame === undefined) {
      const wait = Math.max(0, this.framedAt + FRAME_MILLIS - performance.now());
      this.frame = window.setTimeout(() => {
        this.frame = undefined;
        this.framedAt = performance.now();
        this.dispatchEvent(new Event('change'));
      }, wait);
    }
  }
}

function valueOf<T>(result: PromiseSettledResult<T>): T | undefined {
  return result.status === 'fulfilled' ? result.value : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Problem
    ? [error.code, error.message].filter((each) => each !== '').join(': ')
    : String(error);
}
