/* Form to change the request of a case before the certificate is issued. The hub repeats only the inquiries that the change affects. */

import {SCANS, View, html, nothing, errorCard, fileField} from './view.js';
import {call, upload} from './api.js';
import {both, digits, t, parseNumber} from './language.js';
import {errorSummary} from './faults.js';
import {termName} from './forms.js';

const LIST = 'request.parts[].';

class Revision extends View {
  static properties = {file: {}, form: {}, floors: {}, parts: {}, faults: {}};

  constructor() {
    super();
    this.faults = new Map();
  }

  /** Starts with the current request, and starts again when the request changes. */
  willUpdate(changed) {
    const asked = JSON.stringify(this.file.request);
    if (!changed.has('file') || asked === this.asked) return;
    this.asked = asked;
    this.floors = digits(this.file.request.floors);
    this.parts = this.file.request.parts.map((p) => ({use: p.use, area: digits(p.area), units: digits(p.units)}));
    this.faults = new Map();
  }

  render() {
    return html`<details class="card" id="revise"><summary>${t('revise')}</summary>
      <form class="d-grid gap-2 mt-2" novalidate autocomplete="off" @submit=${this.send}>
        <p class="mb-0 small">${t('revise.about')}</p>
        ${this.faults.size > 1 ? errorSummary([...this.faults].map(([field, f]) => ({id: this.id_(field), label: this.label(`request.${field.replace(/\[\d+]/, '[]')}`), words: both(f, 'message')}))) : this.faults.size ? nothing : errorCard(this.failure)}
        ${this.text('request.floors', 'floors', this.floors, (value) => (this.floors = value))}
        ${this.parts.map((part, i) => html`<div class="element"><div class="grid">
          ${this.choice(part, i)}${['area', 'units'].map((name) => this.text(LIST + name, `parts[${i}].${name}`, part[name], (value) => (part[name] = value)))}</div>
          ${this.parts.length > 1 ? html`<button type="button" class="btn btn-sm btn-outline-secondary" @click=${() => (this.parts = this.parts.filter((one) => one !== part))}>${t('remove')}</button>` : nothing}</div>`)}
        <button type="button" class="btn btn-outline-primary justify-self-start" @click=${() => (this.parts = [...this.parts, {use: '', area: '', units: ''}])}>${t('add.request.parts')}</button>
        <div><label class="form-label mb-0" for="v-plan">${t('revise.plan')} <span class="text-secondary">${`(${t('optional')})`}</span></label>
          ${fileField({id: 'v-plan', name: 'plan', accept: SCANS})}</div>
        <button class="btn btn-primary" id="revise-send" ?disabled=${this.busy}>${this.busy ? t('sending') : t('revise.send')}</button></form></details>`;
  }

  label(path) {
    return both(this.form.fields.find((f) => f.path === path)) || path;
  }

  id_(field) {
    return `v-${field.replace(/[^a-z0-9]+/g, '-')}`;
  }

  text(path, field, value, take) {
    const id = this.id_(field);
    const fault = this.faults.get(field);
    return html`<div><label class="form-label mb-0" for=${id}>${this.label(path)}</label><input class="form-control ${fault ? 'is-invalid' : ''}" id=${id} dir="ltr" inputmode="numeric" maxlength="15" .value=${value}
      aria-invalid=${fault ? 'true' : 'false'} aria-describedby=${fault ? `${id}-fault` : nothing} @input=${(e) => take(e.target.value)}>${this.fault(id, fault)}</div>`;
  }

  choice(part, i) {
    const id = `v-parts-${i}-use`;
    const fault = this.faults.get(`parts[${i}].use`);
    const uses = this.file.facts.permittedUses || this.form.fields.find((f) => f.path === `${LIST}use`)?.choices.map((c) => c.code) || [];
    return html`<div><label class="form-label mb-0" for=${id}>${this.label(`${LIST}use`)}</label><select class="form-select ${fault ? 'is-invalid' : ''}" id=${id} aria-describedby=${fault ? `${id}-fault` : nothing} @change=${(e) => (part.use = e.target.value)}>
      <option value="" .selected=${!part.use}></option>${[...new Set([...uses, part.use].filter(Boolean))].map((use) => html`<option value=${use} .selected=${part.use === use}>${termName(this.form, use)}</option>`)}</select>${this.fault(id, fault)}</div>`;
  }

  fault(id, fault) {
    return fault ? html`<div class="invalid-feedback d-block" id="${id}-fault">${both(fault, 'message')}</div>` : nothing;
  }

  async send(e) {
    e.preventDefault();
    this.faults = new Map();
    const form = e.target;
    const plan = new FormData(form).get('plan');
    const whole = (text) => (text.trim() ? (Number.isNaN(parseNumber(text)) ? text : parseNumber(text)) : undefined);
    const done = await this.attempt(async () => {
      const body = {floors: whole(this.floors), parts: this.parts.map((p) => ({use: p.use || undefined, area: whole(p.area), units: whole(p.units)}))};
      if (plan?.size) body.planSha256 = (await upload(this.file.id, {kind: 'plan', file: plan}, () => {}, this.ending.signal)).sha256;
      return call('PUT', `office/v1/cases/${this.file.id}/request`, {body, version: this.file.version});
    });
    if (done) {
      form.reset();
      form.closest('details').open = false;
      this.dispatchEvent(new CustomEvent('changed', {detail: done}));
      return;
    }
    // the case is reloaded after a conflict, and the input stays
    if (this.failure?.status === 412) this.dispatchEvent(new CustomEvent('changed', {detail: null}));
    for (const fault of this.failure?.faults || []) if (fault.field) this.faults.set(fault.field, fault);
    this.requestUpdate();
    await this.updateComplete;
    this.showFault();
  }
}

customElements.define('pk-revision', Revision);
