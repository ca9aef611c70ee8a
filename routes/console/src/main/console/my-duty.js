/* Form for a citizen who pays a vehicle's duty from home. The registry knows the owner of the plate. */

import {View, html, nothing, errorCard, code, loading, empty, focusHeading, plateOf, withPlates} from './view.js';
import {call, get} from './api.js';
import {both, digits, latin, t} from './language.js';
import {districtOptions} from './districts.js';

class OwnDuty extends View {
  static properties = {services: {}, faults: {}, plate: {state: true}};

  constructor() {
    super();
    this.faults = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load() {
    return this.attempt(async () => {
      this.services = (await get('citizen/v1/home-services', {}, this.ending.signal)).items.filter((s) => s.subject === 'vehicle');
      await this.updateComplete;
      this.querySelector('#plate')?.focus();
    });
  }

  async open(e) {
    e.preventDefault();
    const given = Object.fromEntries(new FormData(e.target));
    // the same key for a second press of the button, so that only one case is opened
    this.key ??= crypto.randomUUID();
    const opened = await this.attempt(async () => (await call('POST', 'citizen/v1/cases', {body: {...given, district: Number(given.district)}, keyed: this.key})).json);
    if (opened) {
      location.hash = `#/case/${opened.id}`;
      return;
    }
    this.key = null;
    this.faults = new Map();
    this.failure?.faults?.forEach((fault) => fault.field && this.faults.set(fault.field, fault));
    await this.updateComplete;
    (this.querySelector('.is-invalid') || this.querySelector('[role=alert]'))?.focus();
  }

  render() {
    const s = this.services;
    return html`<div class="narrow-page"><h1 tabindex="-1">${t('my.duty')}</h1>
      ${this.faults.size ? nothing : errorCard(this.failure, s ? null : () => this.load())}
      ${!s ? (this.failure ? nothing : loading()) : !s.length ? empty(t('my.duty.none')) : html`<form class="card" id="duty" novalidate autocomplete="off" @submit=${this.open}>
        <p class="mb-0">${t('my.duty.how')}</p>
        ${s.length === 1 ? html`<input type="hidden" name="service" value=${s[0].service}>` : html`<div><label class="form-label" for="service">${t('service')}</label><select class="form-select form-select-lg" id="service" name="service">${s.map((one) => html`<option value=${one.service}>${both(one)}</option>`)}</select></div>`}
        <div><label class="form-label" for="plate">${t('my.field.plate')}</label>
          <input class="form-control form-control-lg plate ${this.fault('subject') ? 'is-invalid' : ''}" id="plate" name="subject" dir="ltr" maxlength="30" aria-invalid=${this.fault('subject') ? 'true' : 'false'} aria-describedby="plate-hint plate-fault" @input=${(e) => (this.plate = plateOf(e.target.value) ? e.target.value.trim() : null)}>
          ${this.plate ? html`<p class="mb-0 mt-2" data-plate>${code(digits(latin(this.plate)))}</p>` : nothing}
          <div class="invalid-feedback ${this.fault('subject') ? 'd-block' : ''}" id="plate-fault">${withPlates(both(this.fault('subject'), 'message'))}</div>
          <div class="form-text" id="plate-hint">${t('my.hint.plate')} ${code(digits('12ب14547'))}</div></div>
        <div><label class="form-label" for="district">${t('my.field.district')}</label>
          <select class="form-select form-select-lg ${this.fault('district') ? 'is-invalid' : ''}" id="district" name="district" aria-describedby="district-hint district-fault">
            <option value="0"></option>${districtOptions()}</select>
          <div class="invalid-feedback ${this.fault('district') ? 'd-block' : ''}" id="district-fault">${both(this.fault('district'), 'message')}</div>
          <div class="form-text" id="district-hint">${t('my.hint.district')}</div></div>
        <button class="btn btn-primary btn-lg" id="open" ?disabled=${this.busy}>${this.busy ? t('sending') : t('my.duty.open')}</button></form>`}</div>`;
  }

  fault(field) {
    return this.faults.get(field);
  }
}

customElements.define('pk-own-duty', OwnDuty);
