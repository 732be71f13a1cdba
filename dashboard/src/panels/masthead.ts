import { html, nothing, svg, type TemplateResult } from 'lit';
import { page } from '../state/page.js';
import { riseColour, type Language, type RiseColour, type Theme } from '../state/preferences.js';
import { t, word } from '../text/catalogue.js';
import { count, dateTime, sigma } from '../text/format.js';
import { Panel } from './panel.js';

/** The load line: a circle crossed by a line, which a ship must not sink below. */
const MARK = svg`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <circle cx="16" cy="16" r="9.5"></circle><path d="M1.5 16h29"></path>
</svg>`;

/** The venue's name, what kind of data this is, how far the replay has come, and the page's own switches. */
export class Masthead extends Panel {
  protected override render(): TemplateResult {
    const health = this.venue.health;
    return html`<header class="masthead">
      <div class="brand">
        ${MARK}
        <div>
          <h1>Plimsoll</h1>
          <p class="venue">${health === undefined ? t('venue.unnamed') : word('mode', health.mode)}</p>
        </div>
      </div>
      ${health?.syntheticAccounts === true
        ? html`<p class="label" title=${`${t('label.synthetic.long')} ${health.source ?? ''}`}>${t('label.synthetic')}</p>`
        : nothing}
      ${this.progress()}
      <div class="switches">
        ${this.languages()} ${this.themes()} ${this.rises()}
      </div>
    </header>`;
  }

  private progress(): TemplateResult {
    const health = this.venue.health;
    const share = health?.progress?.fraction;
    const halted = health?.status === 'HALTED';
    return html`<div class="progress">
      <div class="progress-text">
        <span class="connection ${halted ? 'lost' : this.venue.connection}"
          >${halted ? t('connection.halted') : this.venue.connection === 'live' && health !== undefined ? word('venue', health.status) : t(`connection.${this.venue.connection}`)}</span>
        <time class="figure" data-field="time" data-raw=${health?.time ?? nothing} datetime=${health?.time ?? nothing}
          >${health === undefined ? '–' : dateTime(health.time)} UTC</time>
        <span class="figure" data-field="sequence" data-raw=${health?.sequence ?? nothing} title=${t('progress.sequence.long', { hash: health?.stateHash ?? '', n: count(health?.stateHashSequence ?? 0) })}
          >${health === undefined ? '' : t('progress.sequence', { n: count(health.sequence) })}</span>
        <span class="figure" data-field="share" data-raw=${share ?? nothing}
          >${share === undefined ? '' : sigma(share, 1)}</span>
        ${health?.recalled === undefined
          ? nothing
          : html`<span class="figure" data-field="recalled" data-raw=${health.recalled}>${t('progress.recalled', { share: sigma(health.recalled, 0) })}</span>`}
      </div>
      <progress max="1" class=${share === undefined ? 'idle' : ''} value=${share ?? '0'} aria-label=${t('progress.label')}></progress>
    </div>`;
  }

  private languages(): TemplateResult {
    return choice<Language>('language', t('switch.language'), page.preferences.language, [
      ['en', 'EN', 'English'],
      ['zh', '中文', '中文'],
    ], (language) => page.prefer({ language }));
  }

  private themes(): TemplateResult {
    return choice<Theme>('theme', t('switch.theme'), page.preferences.theme, [
      ['system', t('theme.system'), t('theme.system.long')],
      ['dark', t('theme.dark'), t('theme.dark.long')],
      ['light', t('theme.light'), t('theme.light.long')],
    ], (theme) => page.prefer({ theme }));
  }

  private rises(): TemplateResult {
    return choice<RiseColour>('rise', t('switch.rise'), riseColour(page.preferences), [
      ['green', t('rise.green'), t('rise.green.long')],
      ['red', t('rise.red'), t('rise.red.long')],
    ], (rise) => page.prefer({ rise }));
  }
}

function choice<T extends string>(
  name: string,
  legend: string,
  chosen: T,
  options: readonly (readonly [T, string, string])[],
  choose: (value: T) => void,
): TemplateResult {
  return html`<fieldset class="choice ${name}">
    <legend>${legend}</legend>
    ${options.map(
      ([value, text, long]) => html`<label title=${long}>
        <input type="radio" name=${name} value=${value} aria-label=${long} .checked=${value === chosen}
          @change=${() => choose(value)} /><span>${text}</span>
      </label>`,
    )}
  </fieldset>`;
}

customElements.define('plimsoll-masthead', Masthead);
