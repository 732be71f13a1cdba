import { html, nothing, type TemplateResult } from 'lit';
import type { Regime } from '../api/types.js';
import { local, t, word } from '../text/catalogue.js';
import { chip } from './figure.js';
import { Panel } from './panel.js';

/** Whose law applies: jurisdiction and client class, and the rule pack that follows from them. */
export class LawSwitch extends Panel {
  /** A list can only be set to a value once it has it. */
  protected override updated(): void {
    const { jurisdiction, clientClass } = this.venue.view;
    this.querySelector<HTMLSelectElement>('#jurisdiction')!.value = jurisdiction;
    this.querySelector<HTMLSelectElement>('#client-class')!.value = clientClass;
  }

  protected override render(): TemplateResult {
    const { regimes, view } = this.venue;
    const codes = [...new Set(regimes.map((each) => each.jurisdiction))];
    const packs = packsOf(regimes.filter((each) => each.jurisdiction === view.jurisdiction));
    const law = this.venue.chosenRegime();
    return html`<section class="law" aria-label=${t('law.title')}>
      <label>${t('law.jurisdiction')}
        <select id="jurisdiction" @change=${(event: Event) =>
          this.venue.choose({ jurisdiction: valueOf(event), clientClass: '' })}>
          ${codes.map((code) => html`<option value=${code}>${word('jurisdiction', code)}</option>`)}
        </select>
      </label>
      <label>${t('law.clientClass')}
        <select id="client-class" @change=${(event: Event) =>
          this.venue.choose({ clientClass: valueOf(event) })}>
          ${packs.map(
            (classes) => html`<option value=${classes.includes(view.clientClass) ? view.clientClass : (classes[0] ?? '')}>
              ${classes.map((each) => word('clientClass', each)).join(' · ')}</option>`,
          )}
        </select>
      </label>
      <p class="pack">
        ${law === undefined
          ? nothing
          : html`<span class="pack-title">${local(law.title, law.titleZh)}</span>
              <code data-field="packId" data-raw=${law.packId}>${law.packId}</code>
              ${chip(word('status', law.status), `status-${law.status}`, word('status.long', law.status))}`}
      </p>
    </section>`;
  }
}

/** The client classes of one jurisdiction, those that one pack decides for together. */
function packsOf(regimes: readonly Regime[]): string[][] {
  const packs = new Map<string, string[]>();
  for (const { packId, clientClass } of regimes) {
    packs.set(packId, [...(packs.get(packId) ?? []), clientClass]);
  }
  return [...packs.values()];
}

function valueOf(event: Event): string {
  return (event.target as HTMLSelectElement).value;
}

customElements.define('plimsoll-law-switch', LawSwitch);
