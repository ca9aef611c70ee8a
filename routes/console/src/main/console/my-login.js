/* Login of citizens: a code sent to the phone, or the slip that a counter printed. */

import {View, html, nothing, errorCard, code as coded} from './view.js';
import {call, logInWith} from './api.js';
import {both, digits, latin, number, t} from './language.js';

class MyLogin extends View {
  static properties = {over: {}, asked: {}, faults: {}, slip: {}};

  constructor() {
    super();
    this.asked = null;
    this.faults = new Map();
  }

  firstUpdated() {
    this.querySelector('#national-id').focus();
  }

  /** Requests a code. The hub's answer is the same whether or not the phone number belongs to the person. */
  async ask(e) {
    e.preventDefault();
    this.slip = false;
    this.given = Object.fromEntries([...new FormData(e.target)].filter(([, value]) => value.trim()));
    await this.request(false);
  }

  /** @param again whether a code was sent before */
  async request(again) {
    const sent = await this.attempt(async () => (await call('POST', 'citizen/v1/login', {body: this.given})).json);
    if (this.failure?.faults?.length) this.asked = null;
    if (await this.wrong(this.asked ? '#code' : '#national-id')) return;
    this.asked = {nationalId: this.given.nationalId, seconds: sent.seconds, again};
    await this.updateComplete;
    this.querySelector('#code').focus();
  }

  /** Returns to the first step and keeps the input, to be corrected. */
  async correct() {
    this.asked = this.failure = null;
    await this.updateComplete;
    this.querySelector('#national-id').focus();
  }

  async enter(e, more) {
    e.preventDefault();
    this.slip = !more;
    await this.attempt(() => logInWith({...Object.fromEntries(new FormData(e.target)), ...more}));
    await this.wrong(more ? '#code' : '#pin');
  }

  /** Shows faults at their fields. @return whether there are any */
  async wrong(field) {
    this.faults = new Map();
    if (!this.failure) return false;
    this.failure.faults?.forEach((fault) => fault.field && this.faults.set(fault.field, fault));
    this.requestUpdate();
    await this.updateComplete;
    (this.querySelector('.is-invalid') || this.querySelector(field))?.focus();
    return true;
  }

  render() {
    return html`<div class="narrow-page">
      <h1 tabindex="-1">${t('my.login')}</h1>
      ${this.over ? html`<p class="alert alert-warning" role="status">${t('my.over')}</p>` : nothing}
      ${this.slip ? nothing : this.refused()}
      ${this.asked ? this.code() : html`<form class="card" id="ask-code" novalidate @submit=${this.ask}>
        <p class="mb-0">${t('my.login.how')}</p>
        ${this.field('nationalId', 'national-id', 'off')}${this.field('mobile', 'mobile', 'tel')}
        <button class="btn btn-primary btn-lg" id="ask" ?disabled=${this.busy}>${this.busy ? t('sending') : t('my.login.ask')}</button></form>`}
      <details class="card mt-3" id="by-slip"><summary>${t('my.slip')}</summary><form class="d-grid gap-3 mt-2" novalidate autocomplete="off" @submit=${this.enter}>
        <p class="mb-0">${t('my.slip.how')}</p>${this.slip ? this.refused() : nothing}
        ${this.field('tracking', 'tracking', 'off')}${this.field('pin', 'pin', 'off')}
        <button class="btn btn-primary btn-lg" id="enter-slip" ?disabled=${this.busy}>${t('login.do')}</button></form></details></div>`;
  }

  /** A failure that belongs to no field. */
  refused() {
    return this.faults.size ? nothing : errorCard(this.failure);
  }

  code() {
    return html`<form class="card" id="enter-code" novalidate @submit=${(e) => this.enter(e, {nationalId: this.asked.nationalId})}>
      <p class="mb-0" role="status">${this.asked.again ? html`<strong>${t('my.login.resent')}</strong> ` : nothing}${t('my.login.sent', number(Math.round(this.asked.seconds / 60)))}</p>
      <p class="mb-0">${t('my.field.nationalId')}${t('colon')} <span id="asked-id">${coded(digits(latin(this.asked.nationalId)))}</span></p>
      ${this.field('code', 'code', 'one-time-code')}
      <button class="btn btn-primary btn-lg" id="enter" ?disabled=${this.busy}>${t('login.do')}</button>
      <button type="button" class="btn btn-outline-primary" id="again" ?disabled=${this.busy} @click=${() => this.request(true)}>${t('my.login.again')}</button>
      <button type="button" class="btn btn-outline-secondary" id="correct" @click=${this.correct}>${t('my.login.correct')}</button>
      <p class="form-text mb-0">${t('my.login.none')}</p></form>`;
  }

  field(name, id, complete) {
    const fault = this.faults.get(name);
    return html`<div><label class="form-label" for=${id}>${t(`my.field.${name}`)}</label>
      <input class="form-control form-control-lg ${fault ? 'is-invalid' : ''}" id=${id} name=${name} dir="ltr" maxlength="40" inputmode=${name === 'tracking' ? 'text' : 'numeric'} autocomplete=${complete} .value=${(id !== 'code' && this.given?.[name]) || ''}
        aria-invalid=${fault ? 'true' : 'false'} aria-describedby="${id}-hint${fault ? ` ${id}-fault` : ''}">
      ${fault ? html`<div class="invalid-feedback d-block" id="${id}-fault">${both(fault, 'message')}</div>` : nothing}
      <div class="form-text" id="${id}-hint">${t(`my.hint.${name}`)}</div></div>`;
  }
}

customElements.define('pk-my-login', MyLogin);
