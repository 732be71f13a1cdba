import { html, nothing, type TemplateResult } from 'lit';
import { get } from '../api/client.js';
import type { LogEntry, LogHead, LogRows } from '../api/types.js';
import { t } from '../text/catalogue.js';
import { count, dateTime } from '../text/format.js';
import { Panel } from './panel.js';

const ROWS = 30;

/** The public log: search by examples, each entry with its proof, a link to keep, and the ways to verify it. */
export class LogBrowser extends Panel {
  private head: LogHead | undefined;
  private rows: LogRows | undefined;
  private entry: LogEntry | undefined;
  private query = '';
  private problem = '';
  private shown = '';

  protected override firstUpdated(): void {
    void this.search('');
  }

  protected override updated(): void {
    const wanted = this.venue.view.entry;
    if (wanted !== this.shown) {
      this.shown = wanted;
      void this.open(wanted);
    }
  }

  protected override render(): TemplateResult {
    return html`<section class="panel log" aria-labelledby="log-title">
      <div class="panel-head">
        <h2 id="log-title">${t('log.title')}</h2>
        <span class="sub">${this.head?.size === undefined ? '' : t('log.size', { n: count(this.head.size), origin: this.head.origin ?? '' })}</span>
      </div>
      ${this.head?.kept !== true
        ? html`<p class="note">${this.problem === '' ? t('log.none') : this.problem}</p>`
        : html`<form role="search" @submit=${(event: Event) => this.submit(event)}>
            <label for="log-query">${t('log.search')}</label>
            <input id="log-query" type="search" maxlength="200" autocomplete="off" .value=${this.query}
              @input=${(event: InputEvent) => { this.query = (event.target as HTMLInputElement).value; }} />
            <button type="submit">${t('log.find')}</button>
          </form>
          <div class="examples" role="group" aria-label=${t('log.examples')}>
            ${this.examples().map((query) => html`<button type="button" @click=${() => void this.search(query)}>${query}</button>`)}
          </div>
          ${this.list()} ${this.opened()}`}
    </section>`;
  }

  /** What a reader may type, with what they look at now. */
  private examples(): readonly string[] {
    const { instrument } = this.venue.view;
    return [
      `type:rate instrument:${instrument}`,
      'type:override',
      'type:library',
      'type:pool cause:LOSS',
      'type:state',
      'type:announcement',
    ];
  }

  private list(): TemplateResult {
    const rows = this.rows;
    return html`<div class="scroller" tabindex="0" role="region" aria-labelledby="log-title">
      ${rows !== undefined && rows.entries.length === 0 ? html`<p class="note">${t('log.nothing')}</p>` : nothing}
      <ol>${(rows?.entries ?? []).map((row) => html`<li>
        <button type="button" data-index=${row.index} aria-pressed=${this.venue.view.entry === String(row.index) ? 'true' : 'false'}
          @click=${() => this.venue.choose({ entry: String(row.index) })}>#${row.index} ${summary(row.text)}</button>
      </li>`)}</ol>
      ${rows?.next === undefined ? nothing : html`<button type="button" @click=${() => void this.search(this.query, rows.next)}>${t('log.more')}</button>`}
    </div>`;
  }

  private opened(): TemplateResult | typeof nothing {
    const entry = this.entry;
    if (entry === undefined) {
      return nothing;
    }
    const given = new URLSearchParams({ key: entry.key, proof: entry.proof, entry: entry.text });
    return html`<div class="entry" data-entry=${entry.index}>
      <h3>${t('log.entry', { n: String(entry.index) })}</h3>
      <pre>${pretty(entry.text)}</pre>
      <p><a href=${`log/verify.html#${given}`} target="_blank" rel="noopener">${t('log.verify')}</a>
        · <a href=${`log/proof/${entry.index}`} download>${t('log.proof')}</a>
        · <a href=${`log/entry/${entry.index}`} download>${t('log.bytes')}</a>
        · <a href=${`#${new URLSearchParams({ ...this.venue.view })}`}>${t('log.link')}</a>
        ${lineageOf(entry.text)}</p>
      <p class="sub">${t('log.leaf')} <code>${entry.leaf}</code></p>
      <p class="sub">${t('log.repeat')}</p>
      <pre><code>${entry.repeat}</code></pre>
    </div>`;
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.search(this.query);
  }

  private async search(query: string, before?: number): Promise<void> {
    this.query = query;
    try {
      this.head = await get<LogHead>('log');
      if (this.head.kept) {
        this.rows = await get<LogRows>('log/entries', { q: query, before, limit: ROWS });
      }
      this.problem = '';
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.requestUpdate();
  }

  private async open(index: string): Promise<void> {
    try {
      this.entry = /^[0-9]{1,16}$/.test(index) ? await get<LogEntry>(`log/entries/${index}`) : undefined;
    } catch {
      this.entry = undefined;
    }
    this.requestUpdate();
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function pretty(text: string): string {
  return JSON.stringify(parsed(text), null, 1);
}

/** One line of an entry: when, what, of whom. */
function summary(text: string): string {
  const entry = parsed(text);
  const words = ['type', 'rateClass', 'instrument', 'kind', 'old', 'new', 'pool', 'units', 'cause', 'name', 'reason']
    .map((name) => entry[name])
    .filter((value) => typeof value === 'string' && value !== '');
  const at = typeof entry['at'] === 'string' ? dateTime(entry['at']) : '';
  return `${at} ${words.join(' · ')}`;
}

/** A rate's entry names its computation; everything that it depended on is one step away. */
function lineageOf(text: string): TemplateResult | typeof nothing {
  const { id, type } = parsed(text);
  return type === 'rate' && typeof id === 'string'
    ? html`· <a href=${`api/v1/lineage/${id}`} target="_blank" rel="noopener">${t('log.lineage')}</a>`
    : nothing;
}

customElements.define('plimsoll-log-browser', LogBrowser);
