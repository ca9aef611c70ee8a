/* Form for a report of a district: what a visitor reports anonymously, or what the district saw itself. */

import {View, html, nothing, errorCard, code} from './view.js';
import {call, get} from './api.js';
import {both, digits, t} from './language.js';
import {deleteStoredInput, storedInput} from './kept.js';
import './propertycode.js';

const DRAFT = 'report';
const FIELDS = ['property', 'kind', 'text'];

class Report extends View {
  static properties = {open: {}, kinds: {}, taken: {}};

  begin() {
    this.open = true;
    this.taken = null;
    return this.attempt(async () => {
      this.kinds ??= (await get('office/v1/report-kinds', {}, this.ending.signal)).items;
      await this.updateComplete;
      this.querySelector('#r-property')?.focus();
    });
  }

  render() {
    return html`<div class="d-grid gap-2 mb-3">
      ${this.taken ? html`<p class="alert alert-success mb-0" id="report-taken" role="status">${t('report.taken')} ${code(digits(this.taken.caseNumber || this.taken.number))}</p>` : nothing}
      ${this.open ? this.form() : html`<button class="btn btn-outline-primary justify-self-start" id="write-report" @click=${this.begin}>${t('report.write')}</button>`}</div>`;
  }

  form() {
    return html`<section class="card" aria-labelledby="report-title"><h2 id="report-title">${t('report.write')}</h2>
      <form class="d-grid gap-2" id="report-form" novalidate autocomplete="off" @submit=${this.send} ${storedInput(DRAFT)}>
        ${errorCard(this.failure)}
        <fieldset class="d-flex flex-wrap gap-3"><legend class="visually-hidden">${t('report.source')}</legend>${['visitor', 'district'].map((one, i) => html`<div class="form-check">
          <input class="form-check-input" type="radio" name="source" id="r-${one}" value=${one} ?checked=${i === 0}><label class="form-check-label" for="r-${one}">${t(`report.source.${one}`)}</label></div>`)}</fieldset>
        <fieldset class="field"><legend class="form-label mb-0">${t('report.property')}</legend><pk-property-code id="r-property" name="property"></pk-property-code></fieldset>
        <div><label class="form-label mb-0" for="r-kind">${t('reports.kind')}</label><select class="form-select" id="r-kind" name="kind"><option value=""></option>${(this.kinds || []).map((k) => html`<option value=${k.code}>${both(k, 'title')}</option>`)}</select></div>
        <div><label class="form-label mb-0" for="r-text">${t('report.text')}</label><textarea class="form-control" id="r-text" name="text" rows="3" maxlength="2000" dir="auto"></textarea></div>
        <div class="d-flex gap-2"><button class="btn btn-primary" id="send-report" ?disabled=${this.busy}>${t('report.send')}</button>
          <button class="btn btn-outline-secondary" type="button" @click=${() => (this.open = false)}>${t('report.cancel')}</button></div></form></section>`;
  }

  async send(e) {
    e.preventDefault();
    const given = new FormData(e.target);
    const body = {source: given.get('source'), ...Object.fromEntries(FIELDS.map((name) => [name, given.get(name).trim()]))};
    const done = await this.attempt(() => call('POST', 'office/v1/reports', {body, keyed: true}), {form: e.target});
    if (!done) return;
    deleteStoredInput(DRAFT);
    this.open = false;
    this.taken = done.json;
    this.dispatchEvent(new CustomEvent('taken'));
  }
}

customElements.define('pk-report', Report);
