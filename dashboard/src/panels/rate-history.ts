import { html, nothing, type TemplateResult } from 'lit';
import type { GovernorStep, RateHistory as History, RatePoint } from '../api/types.js';
import type { Layer } from '../charts/time-chart.js';
import { DAY_MILLIS, HISTORY_DAYS } from '../state/venue.js';
import { t, word } from '../text/catalogue.js';
import { dateTime, exactPercent, rate, shortTime, tickLabel } from '../text/format.js';
import { sentence } from '../text/sentences.js';
import { figure } from './figure.js';
import { Panel } from './panel.js';

const MAX_STEPS = 12;

/** The rate over time as steps, beside what risk demanded and law required, and why each step was taken. */
export class RateHistory extends Panel {
  private cursor: number | undefined;
  private drawn: History | undefined;
  private times: number[] = [];
  private layers: Layer[] = [];
  private marks: number[] = [];
  private rows: readonly RatePoint[] = [];

  protected override render(): TemplateResult {
    const history = this.venue.detail?.history;
    this.prepare(history);
    const rows = this.rows;
    const row = rows[Math.min(this.cursor ?? rows.length - 1, rows.length - 1)];
    return html`<section class="panel chart-panel" aria-labelledby="history-title">
      <div class="panel-head"><h2 id="history-title">${t('history.title')}</h2></div>
      <p class="readout" aria-live="off">
        <time>${row === undefined ? '' : shortTime(row.time)}</time>
        <span><i class="key rate"></i>${t('col.rate')} ${figure('history.rate', row?.rate, rate)}</span>
        <span><i class="key demanded"></i>${t('col.demanded')} ${figure('history.demandedRate', row?.demandedRate, rate)}</span>
        <span><i class="key floor"></i>${t('col.floor')} ${figure('history.lawfulFloor', row?.lawfulFloor, rate)}</span>
      </p>
      <time-chart .times=${this.times} .layers=${this.layers} .marks=${this.marks} label=${t('history.chart')}
        .tickLabel=${tickLabel}
        @cursor=${(event: CustomEvent<number | undefined>) => {
          this.cursor = event.detail;
          this.requestUpdate();
        }}></time-chart>
      ${this.steps(history)}
    </section>`;
  }

  private prepare(history: History | undefined): void {
    if (history === this.drawn) {
      return;
    }
    this.drawn = history;
    const rows = this.spanned(history?.points ?? []);
    this.rows = rows;
    const column = (name: 'rate' | 'demandedRate' | 'lawfulFloor') => {
      const values = rows.map((row) => (row[name] === undefined ? undefined : Number(row[name])));
      return (row: number): number | undefined => values[row];
    };
    this.times = rows.map((row) => Date.parse(row.time));
    this.layers = [
      { kind: 'line', style: 'demanded', at: column('demandedRate') },
      { kind: 'step', style: 'floor', at: column('lawfulFloor') },
      { kind: 'step', style: 'rate', at: column('rate') },
    ];
    this.marks = rows.flatMap((row, index) => ((row.governorSteps?.length ?? 0) > 0 ? [index] : []));
    this.cursor = undefined;
  }

  /** The steps from where the window begins to now: a rate stays in force until the next step. */
  private spanned(points: readonly RatePoint[]): readonly RatePoint[] {
    const now = this.venue.health?.time;
    const first = points[0];
    const last = points[points.length - 1];
    if (now === undefined || first === undefined || last === undefined) {
      return points;
    }
    const begin = new Date(Date.parse(now) - HISTORY_DAYS * DAY_MILLIS).toISOString();
    const opening = Date.parse(first.time) < Date.parse(begin) ? { ...first, time: begin, governorSteps: [] } : first;
    const closing = Date.parse(last.time) < Date.parse(now) ? [{ ...last, time: now, governorSteps: [] }] : [];
    return [opening, ...points.slice(1), ...closing];
  }

  private steps(history: History | undefined): TemplateResult {
    const steps = (history?.points ?? [])
      .flatMap((row) => (row.governorSteps ?? []).map((step) => ({ time: row.time, step })))
      .slice(-MAX_STEPS)
      .reverse();
    return html`<h3>${t('governor.title')}</h3>
      <div class="scroller steps" tabindex="0" role="region" aria-label=${t('governor.title')}>
        ${steps.length === 0
          ? html`<p class="note">${t('governor.none')}</p>`
          : html`<table><tbody>${steps.map(({ time, step }) => stepRow(time, step))}</tbody></table>`}
      </div>`;
  }
}

function stepRow(time: string, step: GovernorStep): TemplateResult {
  return html`<tr>
    <td class="left"><time datetime=${time} title=${dateTime(time)}>${shortTime(time)}</time></td>
    <td class="left">${word('governor', step.step)}${step.detail === undefined || step.detail === '' ? nothing : html`<span class="sub">${sentence(step.detail)}</span>`}</td>
    <td>${figure('governor.before', step.before, exactPercent)}</td>
    <td aria-hidden="true">→</td>
    <td>${figure('governor.after', step.after, exactPercent)}</td>
  </tr>`;
}

customElements.define('plimsoll-rate-history', RateHistory);
