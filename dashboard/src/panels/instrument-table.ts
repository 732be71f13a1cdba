import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Rate } from '../api/types.js';
import { roundUp } from '../charts/scale.js';
import { t, word, type TextKey } from '../text/catalogue.js';
import { dateTime, decimal, exactPercent, rate, sigma } from '../text/format.js';
import { sentence } from '../text/sentences.js';
import { chip, figure } from './figure.js';
import { Panel } from './panel.js';
import { watermark } from './watermark.js';

type Column = 'instrument' | 'markPrice' | 'rate' | 'demandedRate' | 'lawfulFloor' | 'maintenanceRate' | 'sigmaDay' | 'forecastSigmaDay';

const MAX_ROWS = 200;
const RESORT_MILLIS = 2_000;

/** The live table: each instrument's mark price, the rate in force against what risk demands and law requires. */
export class InstrumentTable extends Panel {
  private sortBy: Column = 'instrument';
  private descending = false;
  private order: readonly string[] = [];
  private sortedAt = -Infinity;

  protected override render(): TemplateResult {
    this.sort();
    const rows = this.order.slice(0, MAX_ROWS);
    const top = this.scaleTop();
    return html`<section class="panel instruments" aria-labelledby="instruments-title">
      <div class="panel-head">
        <h2 id="instruments-title">${t('table.title')}</h2>
        ${this.legend()}
      </div>
      <div class="scroller">
        <table role="grid" aria-labelledby="instruments-title" aria-rowcount=${this.order.length + 1}
          data-sequence=${this.venue.rates?.sequence ?? nothing} data-time=${this.venue.rates?.time ?? nothing}
          @keydown=${(event: KeyboardEvent) => this.onKey(event)}>
          <thead><tr>
            ${this.heading('instrument', 'col.instrument', 'left')}
            ${this.heading('markPrice', 'col.mark')}
            ${this.heading('rate', 'col.rate')}
            ${this.heading('demandedRate', 'col.demanded', 'wide')}
            ${this.heading('lawfulFloor', 'col.floor')}
            <th scope="col" class="bar-cell" title=${t('col.bar.long')}>
              <span class="bar-scale"><span>0</span><span>${exactPercent(String(top))}</span></span>
            </th>
            ${this.heading('maintenanceRate', 'col.maintenance', 'wide')}
            ${this.heading('sigmaDay', 'col.sigma', 'wide')}
            ${this.heading('forecastSigmaDay', 'col.forecast', 'wide')}
            <th scope="col" class="left wide">${t('col.flags')}</th>
          </tr></thead>
          <tbody>
            ${repeat(rows, (id) => id, (id, index) => this.row(id, index, top))}
          </tbody>
        </table>
        ${this.order.length > MAX_ROWS ? html`<p class="note">${t('table.more', { shown: String(MAX_ROWS), all: String(this.order.length) })}</p>` : nothing}
      </div>
    </section>`;
  }

  private legend(): TemplateResult {
    return html`<ul class="legend" aria-hidden="true">
      <li><i class="key rate"></i>${t('col.rate')}</li>
      <li><i class="key demanded"></i>${t('col.demanded')}</li>
      <li><i class="key floor"></i>${t('col.floor')}</li>
    </ul>`;
  }

  private heading(column: Column, key: TextKey, style = ''): TemplateResult {
    const sorted = this.sortBy === column ? (this.descending ? 'descending' : 'ascending') : nothing;
    return html`<th scope="col" class=${style} aria-sort=${sorted}>
      <button type="button" title=${t(`${key}.long` as TextKey)} @click=${() => this.sortOn(column)}>${t(key)}</button>
    </th>`;
  }

  private row(id: string, index: number, top: number): TemplateResult {
    const row = this.venue.rows.get(id);
    const selected = id === this.venue.view.instrument;
    const instrument = this.venue.instruments.find((each) => each.id === id);
    return html`<tr data-instrument=${id} aria-rowindex=${index + 2} aria-selected=${selected ? 'true' : 'false'}
      tabindex=${selected ? 0 : -1} class=${row?.belowStatutoryFloor === true ? 'below' : ''}
      @click=${() => this.venue.choose({ instrument: id })}>
      <th scope="row" class="left">
        <span class="id">${id}</span>
        <span class="sub">${instrument === undefined ? '' : word('instrumentClass', instrument.instrumentClass)}</span>
        <span class="narrow">${row === undefined ? nothing : this.marks(row)}</span>
      </th>
      <td>${this.mark(id, row)}</td>
      ${row === undefined
        ? html`<td colspan="8"></td>`
        : row.kind === 'RATE' ? this.rateCells(row, top) : this.wordCells(row)}
    </tr>`;
  }

  private mark(id: string, row: Rate | undefined): TemplateResult {
    const move = this.venue.moves.get(id);
    return html`<span class="move ${move ?? ''}" aria-hidden="true">${move === 'up' ? '▲' : move === 'down' ? '▼' : ''}</span>
      ${figure('markPrice', row?.markPrice, decimal)}`;
  }

  private rateCells(row: Rate, top: number): TemplateResult {
    return html`<td class="strong">${figure('rate', row.rate, rate)}</td>
      <td class="wide">${figure('demandedRate', row.demandedRate, rate)}</td>
      <td>${figure('lawfulFloor', row.lawfulFloor, rate)}</td>
      <td class="bar-cell">${bar(row, top)}</td>
      <td class="wide">${figure('maintenanceRate', row.maintenanceRate, rate)}</td>
      ${this.sigmaCells(row)}
      <td class="left wide flags">${this.flags(row)}</td>`;
  }

  /** Law's answers that are not a rate are said in words, with the reason. */
  private wordCells(row: Rate): TemplateResult {
    return html`<td colspan="5" class="left words">
        ${chip(word('kind', row.kind), `kind-${row.kind}`, word('kind.long', row.kind))}
        <span class="reason" data-field="reason" data-raw=${row.reason ?? nothing}>${row.reason === undefined ? '' : word('reason', row.reason)}</span>
        ${row.detail === undefined ? nothing : html`<span class="sub" title=${row.detail}>${sentence(row.detail, row.reason)}</span>`}
      </td>
      ${this.sigmaCells(row)}
      <td class="left wide flags">${this.flags(row)}</td>`;
  }

  private sigmaCells(row: Rate): TemplateResult {
    return html`<td class="wide">${figure('sigmaDay', row.sigmaDay, sigma)}</td>
      <td class="wide">${figure('forecastSigmaDay', row.forecastSigmaDay, sigma)}</td>`;
  }

  private scaleTop(): number {
    let top = 0;
    for (const row of this.venue.rows.values()) {
      top = Math.max(top, Number(row.rate ?? 0), Number(row.demandedRate ?? 0), Number(row.lawfulFloor ?? 0));
    }
    return roundUp(top);
  }

  private sortOn(column: Column): void {
    this.descending = this.sortBy === column ? !this.descending : column !== 'instrument';
    this.sortBy = column;
    this.sortedAt = -Infinity;
    this.requestUpdate();
  }

  /** Rows keep their places between two sorts, so that nothing jumps under the reader's hand. */
  private sort(): void {
    const ids = this.venue.instruments.map((each) => each.id);
    if (this.order.length === ids.length && performance.now() - this.sortedAt < RESORT_MILLIS) {
      return;
    }
    const sign = this.descending ? -1 : 1;
    const column = this.sortBy;
    const key = (id: string): number => {
      const value = column === 'instrument' ? undefined : this.venue.rows.get(id)?.[column];
      return value === undefined ? -1 : Number(value);
    };
    this.order = ids.toSorted((a, b) =>
      column === 'instrument' ? sign * a.localeCompare(b, 'en') : sign * (key(a) - key(b)) || a.localeCompare(b, 'en'),
    );
    this.sortedAt = performance.now();
  }

  private onKey(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLTableRowElement)) {
      return;
    }
    const at = this.order.indexOf(event.target.dataset['instrument'] ?? '');
    const last = Math.min(this.order.length, MAX_ROWS) - 1;
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last, PageUp: at - 10, PageDown: at + 10 }[event.key];
    const id = to === undefined ? undefined : this.order[Math.max(0, Math.min(last, to))];
    if (id !== undefined) {
      event.preventDefault();
      this.venue.choose({ instrument: id });
      this.querySelector<HTMLTableRowElement>(`tr[data-instrument="${CSS.escape(id)}"]`)?.focus();
    }
  }

  private flags(row: Rate): TemplateResult {
    return html`${this.marks(row)}
      ${row.packId === undefined || row.belowStatutoryFloor === true
        ? nothing
        : html`<code class="sub" title=${row.packHash ?? ''}>${row.packId}</code>`}`;
  }

  /** What the reader must not miss about a rate. */
  private marks(row: Rate): TemplateResult {
    return html`${row.belowStatutoryFloor === true ? chip(t('flag.below'), 'alarm', t('flag.below.long')) : nothing}
      ${row.pending === undefined
        ? nothing
        : chip(t('flag.pending', { rate: rate(row.pending.rate) }), 'notice', t('flag.pending.long', { rate: exactPercent(row.pending.rate), time: dateTime(row.pending.effectiveAt) }))}
      ${row.watermark === undefined || row.watermark === '' ? nothing : chip(t('flag.hypothetical'), 'watermark', watermark(this.venue) ?? row.watermark)}`;
  }
}

/** The rate in force as a bar, what risk demands as a diamond, what law requires as a line: the load line. */
function bar(row: Rate, top: number): TemplateResult {
  const x = (value: string | undefined): number => (Math.min(1, Number(value ?? 0) / top) * 100);
  const at = (value: string | undefined): string => `${x(value).toFixed(2)}%`;
  return html`<svg class="bar ${row.belowStatutoryFloor === true ? 'below' : ''}" width="100%" height="16" aria-hidden="true">
    ${svg`<rect class="track" x="0" y="7.5" width="100%" height="1"></rect>
      ${row.rate === undefined ? nothing : svg`<rect class="rate" x="0" y="4" width=${at(row.rate)} height="8"></rect>`}
      ${row.demandedRate === undefined ? nothing : svg`<svg class="demanded" x=${at(row.demandedRate)} y="3" overflow="visible"><path d="M-4 5l4 -4l4 4l-4 4z"></path></svg>`}
      ${row.lawfulFloor === undefined ? nothing : svg`<line class="floor" x1=${at(row.lawfulFloor)} x2=${at(row.lawfulFloor)} y1="0" y2="16"></line>`}`}
  </svg>`;
}

customElements.define('plimsoll-instrument-table', InstrumentTable);
