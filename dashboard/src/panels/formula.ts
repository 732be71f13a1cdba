import { html, nothing, type TemplateResult } from 'lit';
import type { Citation, Explanation, FormulaInput, Rate, TraceNode } from '../api/types.js';
import { t, word } from '../text/catalogue.js';
import { exactPercent } from '../text/format.js';
import { chip, figure } from './figure.js';
import { mathOf } from './mathml.js';
import { Panel } from './panel.js';

const MAX_DEPTH = 24;

/** How the rate came about: the law's formula, the same with the numbers of now, each step, and the sources. */
export class FormulaPanel extends Panel {
  private drawn: Explanation | undefined;
  private law: Node | undefined;
  private numbers: Node | undefined;

  protected override render(): TemplateResult {
    const detail = this.venue.detail;
    const explanation = detail?.explanation;
    if (explanation !== this.drawn) {
      this.drawn = explanation;
      this.law = mathOf(explanation?.formula?.mathml);
      this.numbers = mathOf(explanation?.formula?.substitutedMathml);
    }
    return html`<section class="panel formula" aria-labelledby="formula-title">
      <div class="panel-head">
        <h2 id="formula-title">${t('formula.title', { instrument: detail?.instrument ?? '' })}</h2>
        ${explanation === undefined ? nothing : packOf(explanation.rate)}
      </div>
      ${explanation === undefined
        ? html`<p class="note">${detail?.problem ?? t('formula.none')}</p>`
        : html`
          ${explanation.formula === undefined
            ? html`<p class="note">${t('formula.none')}</p>`
            : html`<div class="formulas">
                ${block(t('formula.law'), this.law, explanation.formula.plain)}
                ${block(t('formula.numbers'), this.numbers, explanation.formula.substitutedPlain)}
              </div>`}
          ${bounds(explanation.rate)}
          <div class="columns">
            ${inputs(explanation.inputs)} ${citations(explanation.citations)}
          </div>
          ${explanation.trace === undefined
            ? nothing
            : html`<details><summary>${t('formula.steps')}</summary><ul class="trace-tree">${node(explanation.trace, 0)}</ul></details>`}`}
    </section>`;
  }
}

function packOf(rate: Rate): TemplateResult {
  return html`<span class="sub">
    <code>${rate.packId ?? ''}</code> ${rate.packVersion ?? ''}
    <code title=${t('formula.hash')} data-field="packHash" data-raw=${rate.packHash ?? nothing}>${(rate.packHash ?? '').slice(0, 12)}</code>
  </span>`;
}

function block(title: string, math: Node | undefined, text: string | undefined): TemplateResult | typeof nothing {
  return math === undefined && text === undefined
    ? nothing
    : html`<div><h3>${title}</h3>
      <div class="math" tabindex="0" role="group" aria-label=${title} title=${text ?? nothing}>${math ?? html`<code>${text}</code>`}</div></div>`;
}

/** From what the formula gives to the rate in force: floor, cap and each step of the governor. */
function bounds(rate: Rate): TemplateResult | typeof nothing {
  if (rate.kind !== 'RATE') {
    return html`<p class="bounds">${chip(word('kind', rate.kind), `kind-${rate.kind}`, word('kind.long', rate.kind))} ${word('kind.long', rate.kind)}</p>`;
  }
  const item = (label: string, field: string, value: string | undefined): TemplateResult | typeof nothing =>
    value === undefined ? nothing : html`<li><span>${label}</span>${figure(`explain.${field}`, value, exactPercent)}</li>`;
  return html`<ol class="bounds">
    ${item(t('formula.unbounded'), 'unboundedRate', rate.unboundedRate)}
    ${item(t('formula.floor'), 'floor', rate.floor)}
    ${item(t('formula.cap'), 'cap', rate.cap)}
    ${item(t('col.demanded'), 'demandedRate', rate.demandedRate)}
    ${(rate.governorSteps ?? []).map((step) => item(word('governor', step.step), 'governor', step.after))}
    ${item(t('col.rate'), 'rate', rate.rate)}
  </ol>`;
}

function inputs(all: readonly FormulaInput[]): TemplateResult | typeof nothing {
  return all.length === 0
    ? nothing
    : html`<div><h3>${t('formula.inputs')}</h3>
      <table class="inputs"><tbody>${all.map(
        (input) => html`<tr title=${input.description ?? nothing}>
          <th scope="row" class="left"><code>${input.name}</code></th>
          <td>${figure(`input.${input.name}`, input.value, String)}</td>
          <td class="left"><span class="sub">${input.unit === undefined ? '' : word('unit', input.unit)}</span></td>
          <td class="left"><span class="sub">${input.detail ?? word('origin', input.origin)}</span></td>
        </tr>`,
      )}</tbody></table></div>`;
}

function node(step: TraceNode, depth: number): TemplateResult {
  return html`<li><code>${step.text}</code> =
    ${step.value === undefined
      ? html`<span>${step.truth === undefined ? word('reason', step.reason ?? '') : word('truth', String(step.truth))}</span>`
      : html`<span class="figure" data-field="trace" data-raw=${step.value}>${step.value}</span>`}
    <span class="sub">${step.unit === undefined ? '' : word('unit', step.unit)}</span>
    ${step.children.length === 0 || depth >= MAX_DEPTH
      ? nothing
      : html`<ul>${step.children.map((child) => node(child, depth + 1))}</ul>`}</li>`;
}

function citations(sources: readonly Citation[]): TemplateResult | typeof nothing {
  return sources.length === 0
    ? nothing
    : html`<div><h3>${t('formula.sources')}</h3>
      <ul class="citations">${sources.map((source) => {
        const link = safeLink(source.link);
        return html`<li>
          ${link === undefined ? html`<span>${source.title}</span>` : html`<a href=${link} rel="noreferrer noopener" target="_blank">${source.title}</a>`}
          ${source.article === undefined ? nothing : html`<span class="sub">${source.article}</span>`}
          ${source.grade === undefined ? nothing : chip(word('grade', source.grade), `grade-${source.grade}`, word('grade.long', source.grade))}
          ${source.checked === undefined ? nothing : html`<span class="sub">${t('formula.checked', { date: source.checked })}</span>`}
        </li>`;
      })}</ul></div>`;
}

function safeLink(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//.test(link) ? link : undefined;
}

customElements.define('plimsoll-formula', FormulaPanel);
