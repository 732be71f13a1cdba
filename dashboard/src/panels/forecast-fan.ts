import { html, nothing, type TemplateResult } from 'lit';
import type { Forecast, ForecastRow, MarginSigma } from '../api/types.js';
import type { Layer } from '../charts/time-chart.js';
import { t, word } from '../text/catalogue.js';
import { shortTime, sigma, tickLabel } from '../text/format.js';
import { chip, figure } from './figure.js';
import { Panel } from './panel.js';

type Field = Exclude<keyof ForecastRow, 'time' | 'inCharge' | 'reason'>;

/** As many exceedances of a 5 % edge in 60 days raise the alarm. */
const ALARM = 10;

/** The forecast of daily volatility as a fan of 50, 90 and 99 % bands, with what then happened drawn over it. */
export class ForecastFan extends Panel {
  private cursor: number | undefined;
  private drawn: Forecast | undefined;
  private times: number[] = [];
  private layers: Layer[] = [];
  private coverage: Layer[] = [];

  protected override render(): TemplateResult {
    const forecast = this.venue.detail?.forecast;
    this.prepare(forecast);
    const rows = forecast?.rows ?? [];
    const row = rows[Math.min(this.cursor ?? rows.length - 1, rows.length - 1)];
    return html`<section class="panel chart-panel" aria-labelledby="fan-title">
      <div class="panel-head"><h2 id="fan-title">${t('fan.title')}</h2><span class="sub">${forecast?.model ?? ''}</span></div>
      ${forecast?.marginSigma === undefined ? nothing : inCharge(forecast.marginSigma)}
      <p class="readout" aria-live="off">
        <time>${row === undefined ? '' : shortTime(row.time)}</time>
        <span><i class="key forecast"></i>${t('fan.forecast')} ${figure('fan.forecast', row?.forecast, sigma)}</span>
        <span><i class="key outcome"></i>${t('fan.outcome')} ${figure('fan.realised', row?.realised, sigma)}</span>
        <span><i class="key band90"></i>90 % ${figure('fan.low90', row?.low90, sigma)}–${figure('fan.high90', row?.high90, sigma)}</span>
        <span><i class="key band99"></i>99 % ${figure('fan.low99', row?.low99, sigma)}–${figure('fan.high99', row?.high99, sigma)}</span>
        ${row?.inCharge === undefined
          ? nothing
          : html`<span title=${row.reason === undefined ? nothing : word('reason', row.reason)}>${word('rung', row.inCharge)}</span>`}
      </p>
      <time-chart .times=${this.times} .layers=${this.layers} label=${t('fan.chart')}
        .tickLabel=${tickLabel}
        @cursor=${(event: CustomEvent<number | undefined>) => {
          this.cursor = event.detail;
          this.requestUpdate();
        }}></time-chart>
      ${rows.some((one) => one.exceedances !== undefined)
        ? html`<p class="readout"><span><i class="key outcome"></i>${t('fan.coverage')} ${row?.exceedances ?? '–'}</span></p>
          <time-chart class="small" .times=${this.times} .layers=${this.coverage} .cursor=${this.cursor}
            label=${t('fan.coverage.chart')}></time-chart>`
        : nothing}
    </section>`;
  }

  private prepare(forecast: Forecast | undefined): void {
    if (forecast === this.drawn) {
      return;
    }
    this.drawn = forecast;
    const rows = forecast?.rows ?? [];
    const column = (name: Field) => {
      const values = rows.map((row) => (row[name] === undefined ? undefined : Number(row[name])));
      return (row: number): number | undefined => values[row];
    };
    this.times = rows.map((row) => Date.parse(row.time));
    this.layers = [
      { kind: 'band', style: 'band99', low: column('low99'), high: column('high99') },
      { kind: 'band', style: 'band90', low: column('low90'), high: column('high90') },
      { kind: 'band', style: 'band50', low: column('low50'), high: column('high50') },
      { kind: 'line', style: 'forecast', at: column('forecast') },
      { kind: 'line', style: 'outcome', at: column('realised') },
    ];
    this.coverage = [
      { kind: 'line', style: 'limit', at: () => ALARM },
      { kind: 'step', style: 'outcome', at: column('exceedances') },
    ];
    this.cursor = undefined;
  }
}

/** Which model sets the volatility for margin, why, and what the others say. */
function inCharge(margin: MarginSigma): TemplateResult {
  return html`<div class="in-charge">
    <p>${chip(word('rung', margin.inCharge), margin.reason === undefined ? 'grade-verified' : 'notice', margin.model)}
      <span>${t('fan.incharge', { model: margin.model })}</span>
      ${figure('fan.sigma', margin.sigmaDay, sigma)}
      ${margin.reason === undefined
        ? nothing
        : html`<span class="why" title=${margin.detail ?? nothing}>${word('reason', margin.reason)}</span>`}
      ${margin.floor === undefined
        ? nothing
        : html`<span class="sub">${t('fan.floor')} ${figure('fan.floor', margin.floor, sigma)}</span>`}
      <span class="sub">${t('fan.exceeded', { count: String(margin.exceedances), days: String(margin.observed) })}</span></p>
    <ul class="ladder">${margin.candidates.map(
      (one) => html`<li title=${one.detail ?? nothing}><span>${word('rung', one.rung)}</span>
        ${figure('fan.candidate', one.sigmaDay, sigma)}
        <span class="sub">${one.reason === undefined ? '' : word('reason', one.reason)}</span></li>`,
    )}</ul>
  </div>`;
}

customElements.define('plimsoll-forecast-fan', ForecastFan);
