/* Start page of the treasury: approvals that wait for the user, numbers of other open work, and the merchant accounts. */

import {repeat} from 'lit/directives/repeat.js';
import './governance-words.js';
import {View, html, nothing, errorCard, code, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {number, t} from './language.js';
import {ask, foldedForm} from './ask.js';
import {card, day, pairs, localizedCode, rials, stateBadge, table, tableFile, statusMessage} from './parts.js';
import './approvals.js';

const LINES = 100;

class Treasury extends View {
  static properties = {principal: {}, found: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const [merchants, refunds, orderedRefunds, payouts, orderedPayouts, differences, fees] = await Promise.all([
        get('committee/v1/merchants', {}, signal), get('committee/v1/refunds', {state: 'due', limit: LINES}, signal), get('committee/v1/refunds', {state: 'ordered', limit: LINES}, signal),
        get('committee/v1/payouts', {state: 'due', limit: LINES}, signal), get('committee/v1/payouts', {state: 'ordered', limit: LINES}, signal),
        get('committee/v1/settlement-differences', {open: 'true', limit: LINES}, signal), get('office/v1/fees', {limit: 1}, signal),
      ]);
      this.found = {merchants: merchants.items, refunds, orderedRefunds, payouts, orderedPayouts, differences, fees: fees.totals};
    });
  }

  /** Details of the payment that a request concerns, because the request contains only its ID. */
  about(a) {
    const one = this.found?.refunds.items.find((r) => r.id === a.terms.refund) || this.found?.payouts.items.find((p) => p.id === a.terms.payout);
    const difference = this.found?.differences.items.find((d) => d.id === a.terms.difference);
    return [
      ...(one ? [[t('amount'), rials(one.amount)], [t('iban'), one.iban ? localizedCode(one.iban) : null], [t('case'), one.caseNumber ? localizedCode(one.caseNumber) : null], [t('office-code'), one.office ? localizedCode(one.office) : null]] : []),
      ...(difference ? [[t('reference'), localizedCode(difference.reference)], [t('ours'), rials(difference.ours)], [t('banks'), rials(difference.banks)]] : []),
    ];
  }

  render() {
    const f = this.found;
    const count = (page) => `${number(page.items.length)}${page.next ? '+' : ''}`;
    const line = (href, words, page) => html`<tr><th scope="row"><a class="row-link" href=${href}>${words}</a></th><td>${count(page)}</td><td class="text-end">${rials(page.items.reduce((sum, one) => sum + (one.amount || 0), 0))}</td></tr>`;
    return html`<h1 tabindex="-1">${t('treasury')}</h1>${errorCard(this.failure, () => this.load())}
      ${!f ? (this.failure ? nothing : loading()) : html`<div class="stack-cards"><pk-approvals .bare=${true} .principal=${this.principal} .about=${(a) => this.about(a)} @decided=${() => this.load()}></pk-approvals>
        ${card('waits', t('treasury.waits'), table(t('treasury.waits'), [t('treasury.what'), t('treasury.how-many'), `>${t('amount')}`], [
    html`<tr><th scope="row"><a class="row-link" href="#/merchants">${t('treasury.merchants')}</a></th><td>${number(f.merchants.filter((m) => m.here && m.state === 'waiting').length)}</td><td></td></tr>`,
    line('#/refunds?state=due', t('treasury.refunds-due'), f.refunds), line('#/refunds?state=ordered', t('treasury.refunds-ordered'), f.orderedRefunds),
    html`<tr><th scope="row"><a class="row-link" href="#/payouts">${t('treasury.owed')}</a></th><td></td><td class="text-end">${rials(f.fees.owed)}</td></tr>`,
    line('#/payouts?state=due', t('treasury.payouts-due'), f.payouts), line('#/payouts?state=ordered', t('treasury.payouts-ordered'), f.orderedPayouts),
    html`<tr><th scope="row"><a class="row-link" href="#/settlement">${t('treasury.differences')}</a></th><td>${count(f.differences)}</td><td></td></tr>`]))}</div>`}`;
  }
}

class Merchants extends View {
  static properties = {principal: {}, items: {}, done: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load() {
    return this.attempt(async () => {
      this.items = (await get('committee/v1/merchants', {}, this.ending.signal)).items;
    });
  }

  render() {
    return html`<h1 tabindex="-1">${t('merchants')}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.items ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">${statusMessage(this.done)}${repeat(this.items, (m) => `${m.gateway} ${m.terminal}`, (m) => this.account(m))}${this.items.length ? tableFile(this, 'committee/v1/merchants.csv') : nothing}</div>`}`;
  }

  account(m) {
    const id = `${m.gateway}-${m.terminal}`;
    const path = `committee/v1/merchants/${m.gateway}/${m.terminal}`;
    const act = (word, key) => ask({
      name: `${word}-${id}`, label: t(key), danger: word === 'withdrawal', fields: [{name: 'reason', label: t('decision.reason')}],
      action: async (body) => (await call('POST', `${path}/${word}`, {body: {fingerprint: m.fingerprint, ...body}, keyed: true})).json,
      done: async () => {
        this.done = t('approvals.sent');
        await this.load();
      },
    });
    return html`<section class="card" data-merchant=${id} data-merchant-state=${m.state} aria-labelledby="m-${id}"><h2 id="m-${id}">${code(m.gateway)} ${localizedCode(m.terminal)} ${stateBadge('merchant', m.state, 'approved', 'withdrawn')}${m.here ? nothing : html` <span class="state">${t('merchant.gone')}</span>`}</h2>
      ${pairs([...Object.entries(m.terms).map(([name, value]) => [t(`merchant.term.${name}`), html`<span class="hash">${code(value)}</span>`]), [t('merchant.fingerprint'), html`<span class="hash">${code(m.fingerprint)}</span>`],
    [t('asked-by'), m.askedBy ? code(m.askedBy) : null], [t('decided-by'), m.decidedBy ? html`${code(m.decidedBy)} · ${day(m.decided)}` : null]])}
      ${m.here && m.state === 'waiting' ? act('approval', 'merchant.ask') : nothing}
      ${m.state === 'approved' ? foldedForm(t('merchant.withdraw'), act('withdrawal', 'merchant.withdraw.do')) : nothing}
      ${m.state === 'asked' ? html`<p class="mb-0 text-secondary">${t('merchant.asked.what')}</p>` : nothing}</section>`;
  }
}

customElements.define('pk-treasury', Treasury);
customElements.define('pk-merchants', Merchants);
