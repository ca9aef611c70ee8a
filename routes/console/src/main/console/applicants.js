/* Acts for an applicant at the counter: verification of the phone number, consent to the use of archived papers, presence of the owner. */

import {SCANS, View, html, nothing, errorCard, fileField, pageOf} from './view.js';
import {call, upload} from './api.js';
import {digits, number, t, time} from './language.js';
import {ask} from './ask.js';

class Applicants extends View {
  static properties = {file: {}, who: {}, sent: {}, proof: {}, asked: {}, consented: {}, signing: {}};

  willUpdate() {
    if (!this.file.applicants.some((a) => a.nationalId === this.who)) this.turnTo(this.file.applicants[0]?.nationalId);
  }

  turnTo(who) {
    this.who = who;
    this.sent = this.proof = this.asked = this.consented = this.failure = null;
  }

  get path() {
    return `office/v1/cases/${this.file.id}`;
  }

  render() {
    const {applicants} = this.file;
    return html`<details class="card" id="at-counter"><summary>${t('counter.here')}</summary><div class="d-grid gap-3 mt-2">
      ${this.signing ? nothing : errorCard(this.failure)}
      ${applicants.length > 1 ? html`<div><label class="form-label mb-0" for="here-who">${t('login-slip.who')}</label><select class="form-select" id="here-who" ?disabled=${this.busy} @change=${(e) => this.turnTo(e.target.value)}>
        ${applicants.map((a) => html`<option value=${a.nationalId} .selected=${a.nationalId === this.who}>${a.name} ${digits(a.nationalId)}</option>`)}</select></div>` : nothing}
      ${pageOf(this.who, html`${this.phone()}${this.file.papers.length || this.file.needs.length ? this.consent() : nothing}${this.file.held?.code.startsWith('authority.') ? this.owner() : nothing}`)}</div></details>`;
  }

  phone() {
    const applicant = this.file.applicants.find((a) => a.nationalId === this.who);
    return html`<section class="d-grid gap-2" aria-labelledby="here-phone"><h3 id="here-phone">${t('counter.phone')}</h3>
      ${this.proof ? html`<p class="alert alert-success mb-0" role="status" data-number=${this.proof.state}>${this.proof.waits ? t('counter.changed', time(this.proof.waits)) : t('counter.proved')}</p>
        ${this.proof.waits ? this.asked ? html`<p class="note mb-0" role="status">${t('counter.lost.asked', time(this.asked.expires))}</p>`
          : html`<button class="btn btn-outline-primary justify-self-start" ?disabled=${this.busy} @click=${this.lost}>${t('counter.lost')}</button>` : nothing}`
        : this.sent ? html`<p class="mb-0" role="status">${t('counter.sent', digits(this.sent.mobile), number(Math.round(this.sent.seconds / 60)))}</p>
          ${ask({name: 'here-code', label: t('counter.code.do'), fields: [{name: 'code', label: t('counter.code'), kind: 'code', max: 12}], action: (body) => this.prove(body)})}
          <button class="btn btn-sm btn-outline-secondary justify-self-start" @click=${() => (this.sent = null)}>${t('counter.other-number')}</button>`
        : ask({name: 'here-mobile', label: t('counter.send'), fields: [{name: 'mobile', label: t('counter.mobile'), kind: 'code', value: digits(applicant?.mobile ?? ''), max: 20}], action: (body) => this.send(body), keep: true})}</section>`;
  }

  /** Sends a code to the phone. The result is shown only if the same applicant is still selected. */
  async send(body) {
    const {who} = this;
    const {seconds} = (await call('POST', `${this.path}/number-codes`, {body: {...body, nationalId: who}, keyed: true})).json;
    if (who === this.who) this.sent = {...body, seconds};
  }

  async prove(body) {
    const {who} = this;
    const proof = (await call('POST', `${this.path}/numbers`, {body: {...body, nationalId: who}, keyed: true})).json;
    if (who === this.who) this.proof = proof;
  }

  lost() {
    this.signing = false;
    return this.attempt(async () => {
      this.asked = (await call('POST', `${this.path}/numbers/${this.proof.id}/replacement`, {keyed: true})).json;
    });
  }

  consent() {
    return html`<section class="d-grid gap-2" aria-labelledby="here-consent"><h3 id="here-consent">${t('counter.consent')}</h3><p class="mb-0 small">${t('counter.consent.about')}</p>
      ${this.consented ? html`<p class="alert alert-success mb-0" role="status">${t('counter.consented')}</p>` : html`<form class="d-grid gap-2" @submit=${this.sign}>${this.signing ? errorCard(this.failure) : nothing}
        <label class="form-label mb-0" for="here-signed">${t('counter.consent.form')}</label>${fileField({id: 'here-signed', name: 'signed', required: true, accept: SCANS})}
        <button class="btn btn-outline-primary justify-self-start" ?disabled=${this.busy}>${t('counter.consent.do')}</button></form>`}</section>`;
  }

  sign(e) {
    e.preventDefault();
    const file = new FormData(e.target).get('signed');
    const {who} = this;
    this.signing = true;
    return this.attempt(async () => {
      const {sha256} = await upload(this.file.id, {kind: 'archive-consent', owner: who, file}, () => {}, this.ending.signal);
      const detail = await call('POST', `${this.path}/archive-consents`, {body: {nationalId: who, sha256}, keyed: true, version: this.file.version});
      if (who === this.who) this.consented = true;
      this.dispatchEvent(new CustomEvent('changed', {detail}));
    });
  }

  owner() {
    return html`<section class="d-grid gap-2" aria-labelledby="here-owner"><h3 id="here-owner">${t('counter.owner')}</h3><p class="mb-0 small">${t('counter.owner.about')}</p>
      <button class="btn btn-outline-primary justify-self-start" id="owner-here" ?disabled=${this.busy} @click=${this.came}>${t('counter.owner.do')}</button></section>`;
  }

  came() {
    this.signing = false;
    return this.attempt(async () => {
      const detail = await call('POST', `${this.path}/owner-presence`, {body: {nationalId: this.who}, keyed: true, version: this.file.version});
      this.dispatchEvent(new CustomEvent('changed', {detail}));
    });
  }
}

customElements.define('pk-applicants', Applicants);
