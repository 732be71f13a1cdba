import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../text/catalogue.js';
import type { Decimal } from '../text/format.js';

/**
 * A number on the page. `data-raw` carries the API's own text, and the tooltip too, so that what was
 * shortened for reading can be read in full.
 */
export function figure(
  name: string,
  value: Decimal | undefined,
  format: (value: Decimal) => string,
  style = '',
): TemplateResult {
  return value === undefined
    ? html`<span class="figure none ${style}" data-field=${name} title=${t('value.none')}>–</span>`
    : html`<span class="figure ${style}" data-field=${name} data-raw=${value} title=${value}>${format(value)}</span>`;
}

/** A word from a closed list, coloured by what it means, never by colour alone. */
export function chip(text: string, style: string, title = ''): TemplateResult {
  return html`<span class="chip ${style}" title=${title === '' ? nothing : title}>${text}</span>`;
}
