import { html, type TemplateResult } from 'lit';
import type { Forecast, ForecastRow } from '../api/types.js';
import type { Layer } from '../charts/time-chart.js';
import { t } from '../text/catalogue.js';
import { shortTime, sigma, tickLabel } from '../text/format.js';
import { figure } from './figure.js';
import { Panel } from './panel.js';

type Field = Exclude<keyof ForecastRow, 'time'>;

/** The forecast of daily volatility as a fan of 50, 90 and 99 % bands, with what then happened drawn over it. */
export class ForecastFan extends Panel {
  private cursor: number | undefined;
  private drawn: Forecast | undefined;
  private times: number[] = [];
  private layers: Layer[] = [];

  protected override render(): TemplateResult {
    const forecast = this.venue.detail?.forecast;
    this.prepare(forecast);
    const rows = forecast?.rows ?? [];
    const row = rows[Math.min(this.cursor ?? rows.length - 1, rows.length - 1)];
    return html`<section class="panel chart-panel" aria-labelledby="fan-title">
      <div class="panel-head"><h2 id="fan-title">${t('fan.title')}</h2><span class="sub">${forecast?.model ?? ''}</span></div>
      <p class="readout" aria-live="off">
        <time>${row === undefined ? '' : shortTime(row.time)}</time>
        <span><i class="key forecast"></i>${t('fan.forecast')} ${figure('fan.forecast', row?.forecast, sigma)}</span>
        <span><i class="key outcome"></i>${t('fan.outcome')} ${figure('fan.realised', row?.realised, sigma)}</span>
        <span><i class="key band90"></i>90 % ${figure('fan.low90', row?.low90, sigma)}–${figure('fan.high90', row?.high90, sigma)}</span>
        <span><i class="key band99"></i>99 % ${figure('fan.low99', row?.low99, sigma)}–${figure('fan.high99', row?.high99, sigma)}</span>
      </p>
      <time-chart .times=${this.times} .layers=${this.layers} label=${t('fan.chart')}
        .tickLabel=${tickLabel}
        @cursor=${(event: CustomEvent<number | undefined>) => {
          this.cursor = event.detail;
          this.requestUpdate();
        }}></time-chart>
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
    this.cursor = undefined;
  }
}

customElements.define('plimsoll-forecast-fan', ForecastFan);
