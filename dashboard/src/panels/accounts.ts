import { html, nothing, svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AccountDetail, AccountRow, Defaults, Position } from '../api/types.js';
import { STATUSES } from '../state/venue.js';
import { t, word } from '../text/catalogue.js';
import { count, cover, decimal, short } from '../text/format.js';
import { chip, figure } from './figure.js';
import { Panel } from './panel.js';

/** How many accounts stand where, the accounts in most trouble first, and one of them with its positions. */
export class AccountsPanel extends Panel {
  protected override render(): TemplateResult {
    const { accounts, summary, health } = this.venue;
    return html`<section class="panel accounts" aria-labelledby="accounts-title">
      <div class="panel-head">
        <h2 id="accounts-title">${t('accounts.title')}</h2>
        <span class="sub">${t('accounts.total', { n: count(summary?.accounts ?? 0) })}${health?.syntheticAccounts === true ? ` · ${t('label.synthetic.accounts')}` : ''}</span>
      </div>
      ${this.histogram()}
      <p class="totals">
        <span>${t('accounts.calls')} ${figure('marginCalls', summary?.marginCalls?.toString(), decimal)}</span>
        <span>${t('accounts.liquidations')} ${figure('liquidations', summary?.liquidations?.toString(), decimal)}</span>
      </p>
      ${this.venue.defaults?.managed === true ? pools(this.venue.defaults) : nothing}
      <div class="scroller">
        <table role="grid" aria-labelledby="accounts-title" @keydown=${(event: KeyboardEvent) => this.onKey(event)}>
          <thead><tr>
            <th scope="col" class="left">${t('account.id')}</th>
            <th scope="col" class="left">${t('account.status')}</th>
            <th scope="col">${t('account.equity')}</th>
            <th scope="col" title=${t('account.ratio.long')}>${t('account.ratio')}</th>
          </tr></thead>
          <tbody>${repeat(accounts, (row) => row.id, (row, index) => this.row(row, index))}</tbody>
        </table>
        ${accounts.length === 0 ? html`<p class="note">${t('accounts.none')}</p>` : nothing}
        ${this.venue.moreAccounts ? html`<p class="note">${t('accounts.more', { n: String(accounts.length) })}</p>` : nothing}
      </div>
      ${this.venue.account === undefined ? html`<p class="note hint">${t('account.hint')}</p>` : opened(this.venue.account)}
    </section>`;
  }

  /** Bars on a logarithm of the count: one bankrupt account must be seen beside five thousand healthy ones. */
  private histogram(): TemplateResult {
    const counts = STATUSES.map(
      (status) => this.venue.summary?.statuses.find((each) => each.status === status)?.accounts ?? 0,
    );
    const top = Math.log10(1 + Math.max(1, ...counts));
    return html`<div class="histogram" role="group" aria-label=${t('accounts.histogram')}>
      ${STATUSES.map((status, index) => {
        const n = counts[index] ?? 0;
        const share = `${((Math.log10(1 + n) / top) * 100).toFixed(2)}%`;
        const on = this.venue.accountStatus === status;
        return html`<button type="button" class="status-${status}" data-status=${status} aria-pressed=${on ? 'true' : 'false'}
          title=${t('accounts.filter', { status: word('account', status) })} @click=${() => this.venue.filterAccounts(status)}>
          <span class="name">${word('account', status)}</span>
          <svg class="count-bar" width="100%" height="10" aria-hidden="true">${svg`<rect class="track" x="0" y="4.5" width="100%" height="1"></rect><rect x="0" y="1" width=${share} height="8"></rect>`}</svg>
          <span class="figure" data-field="count" data-raw=${n}>${count(n)}</span>
        </button>`;
      })}
    </div>`;
  }

  private row(row: AccountRow, index: number): TemplateResult {
    const selected = row.id === this.venue.account?.id;
    const reachable = this.venue.accounts.some((each) => each.id === this.venue.account?.id) ? selected : index === 0;
    return html`<tr data-account=${row.id} aria-selected=${selected ? 'true' : 'false'} tabindex=${reachable ? 0 : -1}
      @click=${() => this.venue.openAccount(row.id)}>
      <th scope="row" class="left"><span title=${`${word('jurisdiction', row.jurisdiction)} · ${word('clientClass', row.clientClass)}`}>${row.id}</span></th>
      <td class="left">${chip(word('account', row.margin.status), `status-${row.margin.status}`, row.margin.reason === undefined ? '' : word('reason', row.margin.reason))}</td>
      <td>${figure('equity', row.margin.equity, short)} <span class="unit">${row.margin.asset}</span></td>
      <td>${figure('marginRatio', row.margin.marginRatio, cover)}</td>
    </tr>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLTableRowElement)) {
      return;
    }
    const rows = [...this.querySelectorAll<HTMLTableRowElement>('tbody tr')];
    const at = rows.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.venue.openAccount(event.target.dataset['account'] ?? '');
    }
  }
}

/** What stands between a defaulter and everybody else: the pools in the order in which they pay. */
function pools(defaults: Defaults): TemplateResult {
  const order = t('pools.order', { layers: defaults.layers.map((layer) => word('pool', layer)).join(' → ') });
  return html`<div class="pools" role="region" aria-label=${t('pools.title')}>
    <p class="totals">${chip(word('regime', defaults.regime), `regime-${defaults.regime}`, order)}
      <span>${t('pools.liquidating')} ${figure('liquidating', defaults.liquidations.toString(), decimal)}</span>
      <span>${t('pools.orders')} ${figure('openOrders', defaults.orders.toString(), decimal)}</span></p>
    <table>
      <thead><tr>
        <th scope="col" class="left">${t('pools.title')}</th>
        <th scope="col">${t('pools.left')}</th>
        <th scope="col">${t('pools.target')}</th>
        <th scope="col" title=${t('pools.lasts.long')}>${t('pools.lasts')}</th>
      </tr></thead>
      <tbody>${defaults.pools.map(
        (pool) => html`<tr data-pool=${pool.pool}>
          <th scope="row" class="left"><span title=${pool.account}>${word('pool', pool.pool)}</span></th>
          <td>${figure('balance', pool.balance, short)} <span class="unit">${defaults.asset}</span></td>
          <td>${figure('target', pool.target, short)}</td>
          <td>${figure('lastsDays', pool.lastsDays, (days) => t('pools.days', { n: Number(days) < 0.01 ? '0' : short(days) }))}</td>
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

function opened(account: AccountDetail): TemplateResult {
  const { margin } = account;
  return html`<div class="opened" role="region" aria-label=${account.id} data-opened=${account.id}>
    <p class="totals"><span class="id">${account.id}</span>
      <span>${t('account.initial')} ${figure('initialRequirement', margin.initialRequirement, decimal)}</span>
      <span>${t('account.maintenance')} ${figure('maintenanceRequirement', margin.maintenanceRequirement, decimal)}</span>
      <span>${t('account.shortfall')} ${figure('shortfall', margin.shortfall, decimal)} ${margin.asset}</span></p>
    <div class="scroller" tabindex="0" role="group" aria-label=${t('account.positions')}><table>
      <thead><tr>
        <th scope="col" class="left">${t('col.instrument')}</th>
        <th scope="col">${t('account.quantity')}</th>
        <th scope="col">${t('col.mark')}</th>
        <th scope="col" title=${t('account.liquidation.long')}>${t('account.liquidation')}</th>
      </tr></thead>
      <tbody>${account.positions.map(
        (position) => html`<tr data-position=${position.instrument}>
          <th scope="row" class="left">${position.instrument}</th>
          <td>${figure('quantity', position.quantity, decimal)}</td>
          <td>${figure('markPrice', position.markPrice, decimal)}</td>
          <td>${liquidation(position)}</td>
        </tr>`,
      )}</tbody>
    </table></div>
  </div>`;
}

/** The nearer price that liquidates; the range and its assumptions in the tooltip. "None" is a word, never 0. */
function liquidation({ liquidation }: Position): TemplateResult {
  if (liquidation?.kind === 'PRICE' && liquidation.worst !== undefined) {
    const range = t('account.liquidation.range', {
      worst: decimal(liquidation.worst),
      best: liquidation.best === undefined ? '–' : decimal(liquidation.best),
    });
    return html`<span class="figure" data-field="liquidation" data-raw=${liquidation.worst}
      title=${[range, ...liquidation.assumptions.map((each) => word('assumption', each))].join('\n')}>${decimal(liquidation.worst)}</span>`;
  }
  return liquidation?.kind === 'NONE'
    ? html`<span class="none" title=${t('account.liquidation.none.long')}>${t('account.liquidation.none')}</span>`
    : html`<span class="none">${liquidation?.reason === undefined ? '–' : word('reason', liquidation.reason)}</span>`;
}

customElements.define('plimsoll-accounts', AccountsPanel);
