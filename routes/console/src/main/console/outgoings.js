/*
 * Outgoing money: refunds to payers, payouts to offices. One person names the account, another approves, the bank is instructed, and its reference is
 * recorded.
 */

import {repeat} from 'lit/directives/repeat.js';
import './governance-words.js';
import {html, nothing, errorCard, code, loading} from './view.js';
import {call, get} from './api.js';
import {digits, number, t} from './language.js';
import {ask, foldedForm} from './ask.js';
import {AddressedView, card, day, moreButton, pairs, localizedCode, rials, stateBadge, tableFile, statusMessage} from './parts.js';

const LINES = 50;

class Outgoings extends AddressedView {
  static properties = {principal: {}, items: {}, next: {}};

  load(cursor) {
    return this.attempt(async () => {
      const page = await get(this.door, {state: this.query.get('state'), limit: LINES, cursor}, this.ending.signal);
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.next = page.next;
      if (!cursor) await this.besides();
    });
  }

  async besides() {}

  render() {
    return html`<h1 tabindex="-1">${t(this.word)}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.items ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">${statusMessage(this.done)}${this.before()}
        ${card('list', t(this.word), html`<div class="d-flex flex-wrap gap-3 align-items-end"><div><label class="form-label mb-0" for="o-state">${t('outcome')}</label><select class="form-select" id="o-state" @change=${(e) => (location.hash = `#/${this.word}${e.target.value ? `?state=${e.target.value}` : ''}`)}>
          <option value="" ?selected=${!this.query.get('state')}>${t('every')}</option>${this.states.map((s) => html`<option value=${s} ?selected=${this.query.get('state') === s}>${t(`outgoing.${s}`)}</option>`)}</select></div>
          <a class="btn btn-outline-primary" href=${this.csv} download>${t('outgoing.csv')}</a></div>
          ${this.items.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(this.items, (one) => one.id, (one) => this.line(one))}</ul>` : html`<p class="empty">${t('nothing')}</p>`}${moreButton(this, this.next, () => this.load(this.next))}${this.items.length ? tableFile(this, `${this.door}.csv`, {state: this.query.get('state')}) : nothing}`, `${number(this.items.length)}${this.next ? '+' : ''}`)}</div>`}`;
  }

  before() {
    return nothing;
  }

  /** Form to order a payment; another member of the treasury approves it. */
  order(one, fields, shaped = (body) => body) {
    return foldedForm(t('outgoing.order'), ask({
      name: `order-${one.id}`, label: t('outgoing.order.do'), fields: [...fields, {name: 'reason', label: t('decision.reason')}],
      action: async (body) => (await call('POST', `${this.door}/${one.id}/order`, {body: shaped(body), keyed: true})).json,
      done: () => this.after(t('approvals.sent')),
    }));
  }

  completion(one) {
    return foldedForm(t('outgoing.complete'), ask({
      name: `paid-${one.id}`, label: t('outgoing.complete.do'), final: true, fields: [{name: 'reference', label: t('outgoing.reference'), kind: 'code'}],
      action: async (body) => (await call('POST', `${this.door}/${one.id}/completion`, {body, keyed: true})).json,
      done: () => this.after(t('outgoing.completed')),
    }));
  }

  async after(words) {
    this.done = words;
    await this.load();
  }
}

class RefundsPage extends Outgoings {
  word = 'refunds';
  door = 'committee/v1/refunds';
  csv = 'committee/v1/refund-orders.csv';
  states = ['due', 'ordered', 'done', 'cancelled'];

  line(r) {
    return html`<li class="element" data-refund=${r.state}><div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${rials(r.amount)} ${t('rial')}</strong> ${stateBadge('outgoing', r.state, 'done', 'cancelled')} <span>${t(`refund.${r.kind}`)}</span></div>
      ${pairs([[t('case'), localizedCode(r.caseNumber)], [t('since'), day(r.created)], [t('merchant'), html`${code(r.gateway)} ${localizedCode(r.terminal)}`], [t('iban'), r.iban ? localizedCode(r.iban) : null], [t('reference'), r.reference ? localizedCode(r.reference) : null]])}
      ${r.state === 'due' ? this.order(r, [{name: 'iban', label: t('iban'), kind: 'code', max: 40}, {name: 'holder', label: t('holder'), max: 100}]) : nothing}
      ${r.state === 'ordered' ? this.completion(r) : nothing}</li>`;
  }
}

class PayoutsPage extends Outgoings {
  word = 'payouts';
  door = 'committee/v1/payouts';
  csv = 'committee/v1/payout-orders.csv';
  states = ['due', 'ordered', 'done'];

  async besides() {
    const [fees, due] = await Promise.all([get('office/v1/fees', {limit: 200}, this.ending.signal), get(this.door, {state: 'due', limit: 200}, this.ending.signal)]);
    this.totals = fees.totals;
    const owed = new Map();
    fees.fees.filter((f) => f.state === 'owed').forEach((f) => owed.set(f.office, (owed.get(f.office) || 0) + f.amount));
    // amounts that are gathered in a payout are already in the list below
    due.items.forEach((p) => owed.set(p.office, (owed.get(p.office) || 0) - p.amount));
    this.owed = [...owed].filter(([, amount]) => amount > 0);
    this.partly = Boolean(fees.next);
    this.merchants ??= (await get('committee/v1/merchants', {}, this.ending.signal)).items.filter((m) => m.state === 'approved');
  }

  before() {
    const options = (this.owed || []).map(([office, amount]) => [office, `${digits(office)}: ${number(amount)}${this.partly ? '+' : ''}`]);
    return card('owed', t('treasury.owed'), html`${pairs([[t('fees.owed'), rials(this.totals?.owed)], [t('fees.ordered'), rials(this.totals?.ordered)], [t('fees.paid'), rials(this.totals?.paid)]])}
      ${options.length ? ask({
    name: 'gather', label: t('payout.gather.do'), fields: [{name: 'office', label: t('office-code'), kind: 'choice', options}],
    action: async (body) => (await call('POST', this.door, {body, keyed: true})).json,
    done: () => this.after(t('payout.gathered')),
  }) : nothing}`);
  }

  line(p) {
    return html`<li class="element" data-payout=${p.state} data-office=${p.office}><div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${rials(p.amount)} ${t('rial')}</strong> ${stateBadge('outgoing', p.state, 'done')} <span>${t('payout.fees', number(p.fees))}</span></div>
      ${pairs([[t('office-code'), localizedCode(p.office)], [t('since'), day(p.created)], [t('merchant'), p.gateway ? html`${code(p.gateway)} ${localizedCode(p.terminal)}` : null], [t('iban'), p.iban ? localizedCode(p.iban) : null], [t('reference'), p.reference ? localizedCode(p.reference) : null]])}
      ${p.state === 'due' ? this.order(p, [{name: 'iban', label: t('iban'), kind: 'code', max: 40}, {name: 'holder', label: t('holder'), max: 100},
    {name: 'gateway', label: t('payout.from'), kind: 'choice', options: (this.merchants || []).map((m) => [`${m.gateway} ${m.terminal}`, `${m.gateway} ${m.terminal}`])}], (body) => {
    const [gateway, terminal] = (body.gateway || '').split(' ');
    return {...body, gateway, terminal};
  }) : nothing}
      ${p.state === 'ordered' ? this.completion(p) : nothing}</li>`;
  }
}

customElements.define('pk-refunds', RefundsPage);
customElements.define('pk-payouts', PayoutsPage);
