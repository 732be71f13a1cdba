import { html, nothing, type TemplateResult } from 'lit';
import { t, word } from '../text/catalogue.js';
import { dateTime, shortTime } from '../text/format.js';
import { sentence } from '../text/sentences.js';
import { chip } from './figure.js';
import { Panel } from './panel.js';

const MAX_ROWS = 100;
const SPOKEN_MILLIS = 5_000;

/** What happened, newest first. A screen reader hears a summary every five seconds, not every event. */
export class EventFeed extends Panel {
  private spoken = '';
  private spokenAt = 0;
  private spokenSequence = 0;

  protected override render(): TemplateResult {
    const effects = this.venue.effects.slice(0, MAX_ROWS);
    return html`<section class="panel feed" aria-labelledby="feed-title">
      <div class="panel-head"><h2 id="feed-title">${t('feed.title')}</h2></div>
      <p class="visually-hidden" role="status">${this.summary()}</p>
      <div class="scroller" tabindex="0" role="log" aria-live="off" aria-labelledby="feed-title">
        ${effects.length === 0 ? html`<p class="note">${t('feed.none')}</p>` : nothing}
        <ol>${effects.map((effect) => html`<li>
          <time datetime=${effect.time} title=${dateTime(effect.time)}>${shortTime(effect.time)}</time>
          ${chip(word('effect', effect.type), `effect-${effect.type}`)}
          <span>${[effect.account, effect.instrument].filter(Boolean).join(' · ')}</span>
          <span class="sub" title=${effect.detail ?? nothing}>${sentence(effect.detail ?? '', effect.reason)}</span>
        </li>`)}</ol>
      </div>
    </section>`;
  }

  private summary(): string {
    const newest = this.venue.effects[0]?.sequence ?? 0;
    if (newest > this.spokenSequence && performance.now() - this.spokenAt > SPOKEN_MILLIS) {
      const kinds = new Map<string, number>();
      for (const effect of this.venue.effects) {
        if (effect.sequence > this.spokenSequence) {
          kinds.set(effect.type, (kinds.get(effect.type) ?? 0) + 1);
        }
      }
      this.spoken = [...kinds].map(([type, n]) => `${word('effect', type)}: ${n}`).join(', ');
      this.spokenSequence = newest;
      this.spokenAt = performance.now();
    }
    return this.spoken;
  }
}

customElements.define('plimsoll-event-feed', EventFeed);
