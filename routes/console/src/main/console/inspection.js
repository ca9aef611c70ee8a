/*
 * Inspection on site by an expert, on a phone. Photos are stored in the browser until the hub has them, also offline; then the expert reports the
 * findings that the procedure asks for.
 */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard} from './view.js';
import {Unreached, call, onLine, ensureCsrfToken, upload} from './api.js';
import {both, digits, number, t, parseNumber} from './language.js';
import {reassignedMessage} from './inspections.js';
import {deleteStoredInput, storedInput} from './kept.js';
import {photosOf, keepPhoto, dropPhoto, formInputStore} from './photos.js';

const KIND = 'inspection-photo';
/** Status codes that concern the photo itself: sending it again would fail again. */
const OF_THE_PHOTO = [400, 413, 415, 422];
const INTERESTS = ['own-property', 'relative', 'client', 'other'];

class Inspection extends View {
  static properties = {file: {}, form: {}, kept: {}, faults: {}, sending: {}};

  constructor() {
    super();
    this.kept = [];
    this.faults = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('online', () => this.pump(), {signal: this.ending.signal});
    // the browser does not notice when an unreachable hub returns
    onLine((reached) => reached && this.failure instanceof Unreached && this.pump(), this.ending.signal);
  }

  async firstUpdated() {
    const before = await photosOf(this.file.id);
    this.kept = [...before, ...this.kept.filter((one) => before.every(({id}) => id !== one.id))];
    this.pump();
  }

  get path() {
    return `office/v1/cases/${this.file.id}`;
  }

  /** Photos to be sent once the hub is reachable. */
  get waiting() {
    return this.kept.filter((one) => !one.refused);
  }

  get draft() {
    return `inspection ${this.file.id}`;
  }

  get findings() {
    return this.form.stages.find((s) => s.id === this.file.stage).findings;
  }

  async take(e) {
    const files = [...e.target.files];
    e.target.value = '';
    for (const file of files) {
      const photo = await keepPhoto(this.file.id, file);
      // read after the wait, because another selection may have been stored at the same time
      this.kept = [...this.kept, photo];
    }
    this.pump();
  }

  /** Sends photos one by one. A photo is deleted here once it is a paper of the case. A refused photo does not block those after it. */
  async pump() {
    if (this.sending) return;
    this.sending = true;
    try {
      while (!this.ending.signal.aborted) {
        const [photo] = this.waiting;
        if (!photo) break;
        await ensureCsrfToken();
        const sheet = await this.uploaded(photo);
        if (!sheet) continue;
        const read = await call('POST', `${this.path}/papers`, {body: {kind: KIND, sha256: sheet.sha256}, keyed: true, version: await this.version()});
        await this.drop(photo);
        this.dispatchEvent(new CustomEvent('changed', {detail: read}));
      }
      this.failure = null;
    } catch (e) {
      this.failure = e;
    } finally {
      this.sending = false;
    }
  }

  /** @return the sheet, or null if the hub refuses the photo itself */
  async uploaded(photo) {
    try {
      return await upload(this.file.id, {kind: KIND, file: photo.file}, () => {}, this.ending.signal);
    } catch (e) {
      if (!OF_THE_PHOTO.includes(e.status)) throw e;
      photo.refused = e;
      this.kept = [...this.kept];
      return null;
    }
  }

  async drop(photo) {
    await dropPhoto(photo.id);
    this.kept = this.kept.filter((one) => one !== photo);
  }

  refused(photo) {
    return html`<div class="d-flex flex-wrap gap-2 align-items-center" data-refused><bdi>${photo.file.name}</bdi>${errorCard(photo.refused)}
      <button type="button" class="btn btn-outline-danger btn-lg" @click=${() => this.drop(photo)}>${t('remove')}</button></div>`;
  }

  /** Reads the current version, because the case may have changed while the phone was offline. */
  async version() {
    return (await call('GET', this.path)).json.version;
  }

  render() {
    return html`<section class="card" aria-labelledby="inspection-title"><h2 id="inspection-title">${t('inspection')}</h2>
      ${this.failure instanceof Unreached ? html`<p class="alert alert-warning mb-0" role="status" id="no-line">${t('inspection.no-line')}</p>` : errorCard(this.failure, this.waiting.length ? () => this.pump() : undefined)}
      <div class="d-flex flex-wrap gap-2 align-items-center"><label class="btn btn-outline-primary btn-lg" for="photos">${t('inspection.photo')}</label>
        <input class="visually-hidden" id="photos" type="file" multiple accept="image/jpeg,image/png" capture="environment" @change=${this.take}>
        <span class="text-secondary" id="kept" data-kept=${this.kept.length} aria-live="polite">${this.waiting.length ? t('inspection.kept', number(this.waiting.length)) : t('inspection.sent', number(this.file.papers.filter((p) => p.kind === KIND).length))}</span></div>
      ${repeat(this.kept.filter((one) => one.refused), (one) => one.id, (one) => this.refused(one))}
      <form class="d-grid gap-2" id="inspection" novalidate autocomplete="off" @submit=${this.report} ${storedInput(this.draft, formInputStore)}>
        ${this.findings.map((f) => this.field(f))}
        <div><label class="form-label mb-0" for="report">${t('inspection.words')}</label><textarea class="form-control ${this.faults.get('report') ? 'is-invalid' : ''}" id="report" name="report" rows="4" maxlength="2000" dir="auto"></textarea>${this.fault('report')}</div>
        <button class="btn btn-primary btn-lg" id="send-report" ?disabled=${this.busy || this.kept.length > 0}>${t('inspection.send')}</button></form>
      <details id="interest"><summary>${t('interest')}</summary><form class="d-grid gap-2 mt-2" @submit=${this.declare}>
        <p class="mb-0">${t('interest.what')}</p>
        <label class="visually-hidden" for="interest-reason">${t('interest.reason')}</label>
        <select class="form-select" id="interest-reason" name="reason" required><option value="">${t('interest.reason')}</option>${INTERESTS.map((one) => html`<option value=${one}>${t(`interest.${one}`)}</option>`)}</select>
        <button class="btn btn-outline-danger btn-lg" id="declare-interest" ?disabled=${this.busy}>${t('interest.declare')}</button></form></details></section>`;
  }

  fault(name) {
    const fault = this.faults.get(name);
    return fault ? html`<div class="invalid-feedback d-block">${fault}</div>` : nothing;
  }

  /** The value of the previous report, if the report was returned. */
  before(f) {
    const value = this.file.facts?.[f.path.split('.').at(-1)];
    return value === undefined || value === null ? '' : String(value);
  }

  field(f) {
    const before = this.before(f);
    const id = `f-${f.path.replace('.', '-')}`;
    const wrong = this.faults.get(f.path);
    const choices = f.type === 'flag' ? [{code: 'true', en: t('yes'), fa: t('yes')}, {code: 'false', en: t('no'), fa: t('no')}] : f.choices;
    return html`<div><label class="form-label mb-0" for=${id}>${both(f)}</label>
      ${choices.length ? html`<select class="form-select ${wrong ? 'is-invalid' : ''}" id=${id} name=${f.path}><option value=""></option>${choices.map((c) => html`<option value=${c.code} ?selected=${c.code === before}>${both(c)}</option>`)}</select>`
        : html`<input class="form-control ${wrong ? 'is-invalid' : ''}" id=${id} name=${f.path} dir=${f.type === 'text' ? 'auto' : 'ltr'} inputmode=${f.type === 'text' ? 'text' : 'numeric'} maxlength="200" value=${f.type === 'text' ? before : digits(before)}>`}${this.fault(f.path)}</div>`;
  }

  /**
   * Declares a conflict of interest. The case moves to another office, so the photos taken here are deleted, and the list of inspections is shown.
   */
  async declare(e) {
    e.preventDefault();
    const body = {reason: new FormData(e.target).get('reason')};
    const done = await this.attempt(() => call('POST', `${this.path}/interest`, {body, keyed: true, version: this.file.version}), {form: e.target});
    if (!done) return;
    for (const photo of this.kept) await dropPhoto(photo.id);
    reassignedMessage.words = () => t('interest.declared', digits(this.file.number));
    location.hash = '#/';
  }

  async report(e) {
    e.preventDefault();
    this.faults = new Map();
    const given = new FormData(e.target);
    const findings = {};
    for (const f of this.findings) {
      const text = given.get(f.path)?.trim();
      if (!text) continue;
      const value = f.type === 'integer' || f.type === 'decimal' ? parseNumber(text, f.type === 'decimal') : text;
      findings[f.path.split('.').at(-1)] = f.type === 'flag' ? text === 'true' : Number.isNaN(value) ? text : value;
    }
    const body = {findings, report: given.get('report').trim()};
    const done = await this.attempt(async () => call('POST', `${this.path}/inspection`, {body, keyed: true, version: this.file.version}));
    if (done) {
      deleteStoredInput(this.draft, formInputStore);
      this.dispatchEvent(new CustomEvent('changed', {detail: done}));
      return;
    }
    for (const fault of this.failure?.faults || []) {
      const last = fault.field?.split('.').at(-1);
      const place = this.findings.find((f) => f.path.split('.').at(-1) === last)?.path || fault.field;
      if (place) this.faults.set(place, both(fault, 'message'));
    }
    if (this.faults.size && [...this.faults.keys()].every((name) => this.querySelector(`[name="${name}"]`))) this.failure = null;
    this.requestUpdate();
  }
}

customElements.define('pk-inspection', Inspection);
