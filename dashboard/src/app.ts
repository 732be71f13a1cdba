import { html, nothing, type TemplateResult } from 'lit';
import './charts/time-chart.js';
import './panels/index.js';
import { Panel } from './panels/panel.js';
import { watermark } from './panels/watermark.js';
import { page } from './state/page.js';
import { t } from './text/catalogue.js';

/** The whole page: masthead, law, the table of instruments, the chosen one in detail, accounts and events. */
class PlimsollPage extends Panel {
  private started = false;

  protected override render(): TemplateResult {
    document.title = t('page.title');
    const hypothetical = watermark(this.venue);
    return html`<a class="skip" href="#main" @click=${this.skip}>${t('page.skip')}</a>
      <plimsoll-masthead></plimsoll-masthead>
      <plimsoll-law-switch></plimsoll-law-switch>
      <div class="banners" role="status">
        ${this.venue.connection === 'lost' ? html`<p class="banner lost">${t('banner.lost')}</p>` : nothing}
        ${this.venue.connection === 'live' && this.venue.problem !== undefined
          ? html`<p class="banner problem">${t('banner.problem', { problem: this.venue.problem })}</p>`
          : nothing}
        ${hypothetical === undefined ? nothing : html`<p class="banner watermark">${hypothetical}</p>`}
      </div>
      <main id="main" tabindex="-1">
        <plimsoll-instrument-table></plimsoll-instrument-table>
        <plimsoll-accounts></plimsoll-accounts>
        <plimsoll-rate-history></plimsoll-rate-history>
        <plimsoll-forecast-fan></plimsoll-forecast-fan>
        <plimsoll-formula></plimsoll-formula>
        <plimsoll-event-feed></plimsoll-event-feed>
        <plimsoll-log-browser></plimsoll-log-browser>
      </main>`;
  }

  private skip(event: Event): void {
    event.preventDefault();
    document.getElementById('main')?.focus();
  }

  protected override firstUpdated(): void {
    if (!this.started) {
      this.started = true;
      page.venue.start();
    }
  }
}

customElements.define('plimsoll-page', PlimsollPage);
