/* Page of a citizen's own case: next step, amounts due, progress, delivery, and who accessed it. */

import {html, nothing, errorCard, code, loading} from './view.js';
import {call, get, typedId} from './api.js';
import {both, digits, language, number, localizedDigits, withLanguage, t, time, unmaskedId} from './language.js';
import {stageTitle, termName} from './forms.js';
import {turn} from './my-cases.js';
import './progress.js';
import {Money} from './money.js';
import {Handover} from './handover.js';
import {FollowedCase} from './followed.js';
import {fieldError, isAboutFields} from './faults.js';

const PAYING = 'pishkhan.paying';

class OwnMoney extends Money {
  get path() {
    return `citizen/v1/cases/${this.file.id}`;
  }

  /** Shows the sum and the payment first, because a phone has little room. The lines are folded. */
  account(lines) {
    return html`${this.billed()}${lines.length ? html`<details id="bill-lines"><summary>${t('my.lines', number(lines.length))}</summary>${this.listed(lines)}</details>` : this.listed(lines)}`;
  }

  bill(b) {
    const attempt = this.attempts.get(b.id);
    return html`<div class="bill bill-${b.state}" data-bill=${b.state}>
      <div class="d-flex flex-wrap gap-2 align-items-baseline"><strong class="fs-4">${code(number(b.amount))}</strong> ${t('rial')} <span class="state state-bill-${b.state}">${t(`bill.${b.state}`)}</span></div>
      <div class="text-secondary small">${t('bill')} ${code(digits(b.billId))} · ${t('payment-id')} ${code(digits(b.paymentId))}</div>
      ${b.receipt ? html`<div class="text-secondary small">${t('reference')} ${code(digits(b.receipt.reference))} · ${time(b.receipt.verified)}</div>
        <a class="btn btn-outline-primary receipt" href="${this.path}/bills/${b.id}/receipt.pdf" target="_blank" rel="noopener">${t('receipt')}</a>` : nothing}
      ${b.state === 'open' || b.state === 'pending' ? html`
        ${attempt ? html`<p class="mb-0" role="status"><span class="state">${t(`attempt.${attempt.state}`)}</span> ${both(attempt, 'notice')}</p>` : nothing}
        ${attempt?.fault ? errorCard(attempt.fault) : nothing}
        <button class="btn btn-primary btn-lg pay" ?disabled=${this.busy} @click=${() => this.pay(b)}>${t('my.pay')}</button>
        ${attempt?.page ? this.bank(b, attempt) : nothing}` : nothing}</div>`;
  }

  /** Opens the bank's page in this window, because a phone shows one; the bank leads back here. */
  bank(b, attempt) {
    return html`<form id="bank-${b.id}" method="post" action=${attempt.page} @submit=${() => sessionStorage.setItem(PAYING, location.hash)}>
      ${Object.entries(attempt.form).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
      <button class="btn btn-outline-primary">${t('to-bank')}</button></form>`;
  }
}

class OwnHandover extends Handover {
  constructor() {
    super();
    this.way = 'home';
  }

  get path() {
    return `citizen/v1/cases/${this.file.id}`;
  }

  get ways() {
    return this.file.office === 'home' ? ['home', 'other-office'] : ['home', 'office', 'other-office'];
  }

  get counter() {
    return false;
  }
}

class OwnCase extends FollowedCase {
  static properties = {progress: {}, readings: {}, objecting: {}, objected: {}};

  forget() {
    this.progress = this.readings = this.objected = this.askedAgain = null;
  }

  get path() {
    return `citizen/v1/cases/${this.caseId}`;
  }

  async take(read) {
    const progress = await get(`${this.path}/progress`);
    this.etag = read.etag;
    this.progress = progress;
    this.file = {...read.json, version: Number(read.etag?.replace(/\D/g, '')), inquiries: progress.inquiries.map((q) => ({...q, sheets: []}))};
  }

  render() {
    const f = this.file;
    if (!f) return html`<h1 tabindex="-1">${t('case')}</h1>${this.failure ? errorCard(this.failure, () => this.again()) : loading()}`;
    const step = this.progress.stages.find((s) => s.id === f.stage)?.kind;
    const money = html`<pk-own-money .file=${f} .form=${this.progress} @changed=${this.reread}></pk-own-money>`;
    return html`<p class="mb-1"><a href="#/">${t('my.cases')}</a></p>
      <div class="d-flex flex-wrap align-items-baseline gap-2 mb-2"><h1 tabindex="-1" class="mb-0">${both(f, 'service')} ${code(digits(f.subject))}</h1>
        <span class="state state-${turn(f)}" id="state" data-state=${f.state} data-stage=${f.stage}>${t(`my.state.${turn(f)}`)}</span></div>
      ${isAboutFields(this.failure, ['reason']) ? nothing : errorCard(this.failure, () => this.reread())}${this.now()}
      <div class="row g-3"><div class="col-lg-8 d-grid gap-3 align-content-start">
        ${f.certificate ? html`<pk-own-handover .file=${f} .form=${this.progress} @changed=${this.reread}></pk-own-handover>` : nothing}
        ${step === 'payment' && !f.ended ? money : nothing}
        ${this.papers()}<pk-progress .file=${f} .form=${this.progress}></pk-progress>
        ${step === 'payment' && !f.ended ? nothing : money}</div>
      <div class="col-lg-4 d-grid gap-3 align-content-start">${this.facts()}${this.looked()}${f.ended || f.certificate ? nothing : this.withdrawal()}</div></div>`;
  }

  /** The most important statement: whose turn it is, in one sentence. */
  now() {
    const f = this.file;
    if (f.ended) return html`<p class="now now-${f.state}">${t(`ended.${f.state}`)} <time datetime=${f.ended}>${time(f.ended)}</time></p>${this.note()}`;
    const kinds = this.waits(this.progress);
    const again = kinds.has('submission') && f.office === 'home';
    const yours = again || kinds.has('payment') || (kinds.has('delivery') && f.waitsFor.includes('delivery:choice'));
    const turns = [...kinds].map(([kind, names]) => t(kind === 'delivery' && !yours ? 'my.waits.sent' : kind === 'submission' && again ? 'my.waits.repair' : `my.waits.${kind}`, names.join(t('comma'))));
    return html`<p class="now ${yours ? 'now-yours' : ''}" aria-live="polite">${turns.join(' · ') || stageTitle(this.progress, f.stage)}</p>
      ${f.held ? html`<p class="alert alert-warning" role="note">${language() === 'fa' ? f.held.reasonFa : f.held.reason}</p>` : nothing}${this.note()}${again ? this.repair() : nothing}`;
  }

  note() {
    return this.file.note ? html`<p class="note" role="note"><strong>${t('note')}</strong> <bdi>${digits(both(this.file, 'note'))}</bdi></p>` : nothing;
  }

  /** Asks the citizen to correct the reported fault at its source; a button submits the same case again. */
  repair() {
    return html`<div class="card" id="repair">${this.askedAgain ? html`<p class="alert alert-warning mb-0" role="status">${t('my.repair.still')}</p>` : nothing}<p class="mb-0">${t('my.repair')}</p>
      <button class="btn btn-primary btn-lg justify-self-start" id="submit-again" ?disabled=${this.busy} @click=${this.submit}>${this.busy ? t('sending') : t('my.repair.do')}</button></div>`;
  }

  async submit() {
    this.askedAgain = false;
    await this.attempt(async () => this.take(await call('POST', `${this.path}/submission`, {keyed: true, version: this.file.version})));
    this.askedAgain = !this.failure;
    this.requestUpdate();
  }

  papers() {
    const f = this.file;
    if (!f.papers.length) return nothing;
    return html`<section class="card" aria-labelledby="papers-title"><h2 id="papers-title">${t('papers')}</h2>
      <ul class="needs">${f.papers.map((p) => html`<li class="need need-${p.present ? 'present' : 'scan'}"><span class="mark" aria-hidden="true"></span><span>${termName(this.progress, p.kind)}</span> <span class="what">${t(p.present ? 'need.present' : 'my.bring')}</span></li>`)}</ul>
      <p class="mb-0">${t('my.archive')}</p>
      ${this.answered ? html`<p class="alert alert-success mb-0" role="status">${t(`my.archive.${this.answered}`)}</p>` : nothing}
      <div class="d-flex flex-wrap gap-2">${['yes', 'no'].map((answer) => html`<button class="btn btn-outline-primary" data-archive=${answer} ?disabled=${this.busy} @click=${() => this.archive(answer)}>${t(`my.archive.${answer}.do`)}</button>`)}</div></section>`;
  }

  async archive(answer) {
    this.answered = null;
    const said = await this.attempt(async () => (await call('POST', `${this.path}/archive-answer`, {body: {answer}, keyed: true})).json);
    this.answered = said?.answer;
    this.requestUpdate();
  }

  facts() {
    const f = this.file;
    return html`<section class="card" aria-labelledby="facts-title"><h2 id="facts-title">${t('facts')}</h2><dl class="rows">
      <div><dt>${t('case')}</dt><dd>${code(digits(f.number))}</dd></div>
      ${f.tracking ? html`<div><dt>${t('tracking')}</dt><dd id="tracking">${code(f.tracking)}</dd></div>` : nothing}
      <div><dt>${t('opened')}</dt><dd><time datetime=${f.opened}>${time(f.opened)}</time></dd></div>
      <div><dt>${t('my.where')}</dt><dd>${f.office === 'home' ? t('my.where.home', number(f.district)) : t('office', digits(f.office))}</dd></div>
      ${f.applicants.map((a) => html`<div><dt>${t(`my.role.${a.role}`)}</dt><dd><bdi>${localizedDigits(a.name)}</bdi><br>${code(unmaskedId(a.nationalId, typedId()))}</dd></div>`)}
    </dl><a href=${withLanguage(`rules/${this.progress.ruleSet}/${f.service}`)} target="_blank" rel="noopener">${t('my.rules')}</a>
      <a id="complain" href=${withLanguage(`complaints?kind=${f.office === 'home' ? 'district' : 'office'}&caseNumber=${f.number}`)}>${t('my.complain')}</a></section>`;
  }

  looked() {
    return html`<details class="card" id="looked" @toggle=${(e) => e.target.open && !this.readings && this.looks()}><summary>${t('my.looked')}</summary>
      <p class="small text-secondary mb-0 mt-2">${t('my.looked.about')}</p>
      ${this.objected ? html`<p class="alert alert-success mb-0" role="status">${t('my.object.done')} <a href=${withLanguage(`complaints/${this.objected}`)}>${code(this.objected)}</a></p>` : nothing}
      ${this.readings ? (this.readings.length ? html`<ul class="list-unstyled mb-0 d-grid gap-2">${this.readings.map((r) => this.look(r))}</ul>` : html`<p class="empty">${t('my.looked.none')}</p>`) : nothing}</details>`;
  }

  looks() {
    return this.attempt(async () => {
      this.readings = (await get(`${this.path}/readings`)).items;
    });
  }

  look(r) {
    return html`<li class="element" data-by=${r.by}><div><strong>${t(`my.by.${r.by}`, r.by === 'agency' ? termName(this.progress, r.name) : digits(r.name ?? ''))}</strong> · ${t(`my.saw.${r.what}`)}</div>
      <time class="text-secondary" datetime=${r.at}>${time(r.at)}</time>
      ${r.objected ? html`<span class="state state-open">${t('my.objected')}</span>` : this.objecting === r.at ? html`<form class="d-grid gap-2 w-100" @submit=${(e) => this.object(e, r)}>
        <label class="form-label mb-0" for="objection">${t('my.object.why')}</label><div><textarea class="form-control ${this.refused('objection') ? 'is-invalid' : ''}" id="objection" name="reason" rows="3" maxlength="3000" required aria-invalid=${this.refused('objection') ? 'true' : 'false'} aria-describedby=${this.refused('objection') ? 'objection-fault' : nothing}></textarea>${this.refused('objection') ? fieldError(this.failure, 'reason', 'objection') : nothing}</div>
        <button class="btn btn-primary" ?disabled=${this.busy}>${t('my.object.send')}</button></form>`
        : html`<button class="btn btn-outline-danger object" @click=${() => this.begin(r)}>${t('my.object')}</button>`}</li>`;
  }

  async begin(r) {
    this.objecting = r.at;
    await this.updateComplete;
    this.querySelector('#objection')?.focus();
  }

  async object(e, r) {
    e.preventDefault();
    const reason = new FormData(e.target).get('reason');
    this.reasoned = 'objection';
    const taken = await this.attempt(async () => (await call('POST', `${this.path}/readings/objection`, {body: {at: r.at, reason}, keyed: true})).json);
    if (!taken) return;
    this.objecting = null;
    this.objected = taken.code;
    await this.looks();
  }

  withdrawal() {
    return html`<details class="card" id="withdrawal"><summary>${t('my.withdraw')}</summary><p class="mt-2 mb-0">${t('my.withdraw.about')}</p>${this.withdrawalForm(2000, t('my.withdraw.do'))}</details>`;
  }
}

customElements.define('pk-own-money', OwnMoney);
customElements.define('pk-own-handover', OwnHandover);
customElements.define('pk-own-case', OwnCase);
