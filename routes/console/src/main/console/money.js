/* Amounts due of a case with their reasons, and payment on the bank's page or by slip. Only the bank confirms a payment. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code} from './view.js';
import {Problem, call, get} from './api.js';
import {both, digits, number, t, time} from './language.js';

const ASK_EACH = 1500;
const THOUSAND = 1000;
const OVER = ['settled', 'failed', 'reversed', 'double'];

export class Money extends View {
  static properties = {file: {}, form: {}, readonly: {}, duties: {}, bills: {}, attempts: {}};

  constructor() {
    super();
    this.attempts = new Map();
  }

  updated(changed) {
    if (changed.has('file') && this.file.version !== this.seen) {
      this.seen = this.file.version;
      this.load();
    }
  }

  get path() {
    return `office/v1/cases/${this.file.id}`;
  }

  /** Loads one at a time. A request during a load repeats it, so that an older answer never replaces a newer one. */
  async load() {
    if (this.loading) {
      this.stale = true;
      return;
    }
    this.loading = true;
    do {
      this.stale = false;
      await this.attempt(async () => {
        [this.duties, this.bills] = await Promise.all([get(`${this.path}/duties`), get(`${this.path}/bills`)]);
      }, {background: true});
    } while (this.stale);
    this.loading = false;
  }

  render() {
    const lines = this.duties?.lines || [];
    if (!lines.length && !this.failure) return nothing;
    return html`<section class="card" aria-labelledby="money-title"><h2 id="money-title">${t('duties')}</h2>
      ${errorCard(this.failure, () => this.load())}
      ${this.account(lines)}
    </section>`;
  }

  /** The duties line by line, then the bills. */
  account(lines) {
    return html`${this.listed(lines)}${this.billed()}`;
  }

  listed(lines) {
    return html`${lines.length ? html`<div class="table-responsive"><table class="table align-middle mb-0"><thead><tr><th scope="col">${t('duty')}</th><th scope="col" class="text-end">${t('amount')}</th></tr></thead>
        <tbody>${lines.map((l) => html`<tr><td>${digits(both(l))}<details class="small"><summary>${t('why-owed')}</summary><bdi class="d-block text-secondary">${both(l, 'why')}</bdi></details></td>
          <td class="text-end text-nowrap">${code(number(l.amount))}</td></tr>`)}</tbody>
        <tfoot>${this.rounding ? html`<tr><th scope="row" class="fw-normal">${t('total.exact')}</th><td class="text-end text-nowrap">${code(number(this.duties.total))}</td></tr>
          <tr data-rounding><th scope="row" class="fw-normal">${t('total.rounding')}</th><td class="text-end text-nowrap">${code(`${this.rounding > 0 ? '+' : '−'}${number(Math.abs(this.rounding))}`)}</td></tr>` : nothing}
          <tr><th scope="row">${t('total')}</th><td class="text-end text-nowrap"><strong data-payable>${code(number(this.duties.total + this.rounding))}</strong> ${t('rial')}</td></tr></tfoot></table></div>` : nothing}
      ${this.duties?.refunds ? html`<p class="small text-secondary mb-0">${both(this.duties.refunds)}</p>` : nothing}`;
  }

  billed() {
    return repeat(this.bills?.items.filter((b) => b.state !== 'cancelled') ?? [], (b) => b.id, (b) => this.bill(b));
  }

  /** Difference between the bills and the duties, in rials: each bill is rounded to whole thousands. */
  get rounding() {
    const bills = this.bills?.items.filter((b) => b.state !== 'cancelled') || [];
    const beyond = bills.reduce((sum, b) => sum + b.amount, 0) - this.duties.total;
    return Math.abs(beyond) < THOUSAND * bills.length ? beyond : 0;
  }

  bill(b) {
    const attempt = this.attempts.get(b.id);
    const receipt = `${this.path}/bills/${b.id}/receipt.pdf`;
    return html`<div class="bill bill-${b.state}" data-bill=${b.state}>
      <div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${t('bill')}</strong> ${code(digits(b.billId))} <span class="text-secondary">${t('payment-id')}</span> ${code(digits(b.paymentId))}
        <span class="flex-grow-1"></span><strong>${code(number(b.amount))}</strong> ${t('rial')} <span class="state state-bill-${b.state}">${t(`bill.${b.state}`)}</span></div>
      ${b.receipt ? html`<div class="text-secondary small">${t('reference')} ${code(digits(b.receipt.reference))} · ${time(b.receipt.verified)}</div>
        <a class="btn btn-outline-primary justify-self-start receipt" href=${receipt} target="_blank" rel="noopener">${t('receipt')}</a>` : nothing}
      ${!this.readonly && (b.state === 'open' || b.state === 'pending') ? html`
        ${attempt ? html`<p class="mb-0" role="status"><span class="state">${t(`attempt.${attempt.state}`)}</span> ${both(attempt, 'notice')}</p>` : nothing}
        ${attempt?.fault ? errorCard(attempt.fault) : nothing}
        <div class="d-flex flex-wrap gap-2"><button class="btn btn-primary btn-lg pay" ?disabled=${this.busy} @click=${() => this.pay(b)}>${t('pay')}</button>
          ${attempt?.page ? this.bank(b, attempt) : nothing}</div>
        <details><summary>${t('slip')}</summary><form class="d-flex flex-wrap gap-2 mt-2 align-items-end" @submit=${(e) => this.slip(e, b)}>
          <div><label class="form-label" for="ref-${b.id}">${t('reference')}</label><input class="form-control ${this.wrongSlip(b) ? 'is-invalid' : ''}" id="ref-${b.id}" name="reference" dir="ltr" maxlength="40" required inputmode="numeric" autocomplete="off" aria-invalid=${this.wrongSlip(b) ? 'true' : 'false'} aria-describedby=${this.wrongSlip(b) ? `ref-${b.id}-fault` : nothing}>
            ${this.wrongSlip(b) ? html`<div class="invalid-feedback d-block" id="ref-${b.id}-fault">${this.slipped.failure.words}</div>` : nothing}</div>
          <button class="btn btn-outline-primary" ?disabled=${this.busy}>${t('slip.enter')}</button></form>
          ${this.slipped?.bill === b.id && !this.wrongSlip(b) ? html`<div class="mt-2">${errorCard(this.slipped.failure)}</div>` : nothing}</details>` : nothing}
    </div>`;
  }

  /** Starts a payment. The bank's page opens in another window, and this page polls for the result. */
  async pay(b) {
    const begun = await this.attempt(async () => (await call('POST', `${this.path}/bills/${b.id}/attempts`, {body: {}, keyed: true})).json);
    if (!begun) return;
    this.attempts = new Map(this.attempts).set(b.id, begun);
    await this.updateComplete;
    this.querySelector(`#bank-${b.id}`)?.requestSubmit();
    this.ask(b, begun.id);
  }

  /** The bank's form. If the browser blocks new windows, the button remains to be pressed. */
  bank(b, attempt) {
    return html`<form id="bank-${b.id}" method="post" action=${attempt.page} target="_blank" rel="noopener">
      ${Object.entries(attempt.form).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
      <button class="btn btn-outline-primary">${t('to-bank')}</button></form>`;
  }

  async ask(b, id) {
    while (!this.ending.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, ASK_EACH));
      const list = await get(`${this.path}/bills/${b.id}/attempts`, {}, this.ending.signal).catch(() => null);
      const now = list?.items.find((a) => a.id === id);
      if (now) {
        this.attempts = new Map(this.attempts).set(b.id, now);
        if (OVER.includes(now.state)) {
          this.dispatchEvent(new CustomEvent('changed', {detail: null}));
          await this.load();
          return;
        }
      }
    }
  }

  async slip(e, b) {
    e.preventDefault();
    const reference = new FormData(e.target).get('reference').trim();
    this.slipped = null;
    const entered = await this.attempt(async () => (await call('POST', `${this.path}/slips`, {body: {billId: b.billId, paymentId: b.paymentId, reference}, keyed: true})).json);
    if (entered) {
      this.attempts = new Map(this.attempts).set(b.id, entered);
      this.ask(b, entered.id);
    } else if (this.failure) {
      // shown at the slip's field, because the failure does not concern the list of duties
      this.slipped = {bill: b.id, failure: this.failure};
      this.failure = null;
      this.requestUpdate();
      await this.updateComplete;
      e.target.elements.reference.focus();
    }
  }

  /** Whether the hub refused the slip entered for a bill. */
  wrongSlip(b) {
    return this.slipped?.bill === b.id && this.slipped.failure instanceof Problem && this.slipped.failure.status < 500;
  }
}

customElements.define('pk-money', Money);
