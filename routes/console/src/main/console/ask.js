/* A short form. The hub validates it, and each fault is shown below its field. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, pageOf} from './view.js';
import {checkValue} from './forms.js';
import {both, digits, localizedDigits, t, time, parseNumber} from './language.js';
import {deleteStoredInput, storedInput} from './kept.js';
import {askConfirmation} from './confirm.js';
import {errorSummary} from './faults.js';
import './propertycode.js';

const LONGEST = 4000;
/** More than FEW choices take the whole width; more than MANY are drawn in a box of their own. */
const FEW = 3;
const MANY = 8;

/** A date as people write it in the Persian calendar. A value that is not an ISO date is returned unchanged. */
function jalali(value) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value || '')) return value ?? '';
  const parts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'Asia/Tehran'}).formatToParts(new Date(value));
  return ['year', 'month', 'day'].map((kind) => parts.find((part) => part.type === kind).value).join('/');
}

/**
 * `fields` is a list of {name, label, kind, options, value, hint, optional, max}; a name with a dot is a member of an object. Kinds are text, code,
 * long, day, number, list, property, choice, many and flag. Options of choice and many are pairs of value and label.
 * `action` receives the values in the API's format, and its result is dispatched as `done`. Then the form is emptied, unless `keep` is set. Unsent
 * input is kept in the user's drafts.
 */
class Ask extends View {
  static properties = {name: {}, fields: {}, label: {}, action: {}, danger: {}, final: {}, keep: {}, faults: {state: true}, since: {state: true}, picking: {state: true}};

  constructor() {
    super();
    this.faults = new Map();
    this.fields = [];
  }

  connectedCallback() {
    super.connectedCallback();
    // forms of the same name exist on many pages
    this.page = location.hash.split('?')[0];
  }

  get draft() {
    return `${this.page} ${this.name}`;
  }

  id(field) {
    return `${this.name}-${field.name.replace('.', '-')}`;
  }

  render() {
    const general = this.failure && !this.faults.size;
    return html`<form class="ask" id=${this.name} novalidate autocomplete="off" @submit=${this.send} @restored=${(e) => (this.since = e.detail)} ${storedInput(this.keep ? null : this.draft)}>
      ${this.since ? html`<p class="kept-note mb-0" role="status">${t('draft.restored', time(this.since))} <button type="button" class="btn btn-outline-secondary btn-sm" data-discard @click=${this.discard}>${t('draft.discard')}</button></p>` : nothing}
      ${general ? errorCard(this.failure) : this.faults.size > 1 ? errorSummary(this.fields.filter((f) => this.faults.has(f.name)).map((f) => ({id: this.id(f), label: f.label, words: this.faults.get(f.name)()}))) : nothing}
      <div class="grid">${repeat(this.fields, (field) => field.name, (field) => this.field(field))}</div>
      <button class="btn ${this.danger ? 'btn-outline-danger' : 'btn-primary'} justify-self-start" ?disabled=${this.busy}>${this.label}</button></form>`;
  }

  field(field) {
    const id = this.id(field);
    const fault = this.faults.get(field.name)?.();
    const said = [field.hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || nothing;
    const label = html`${field.label}${field.optional ? html` <small class="text-secondary">${`(${t('optional')})`}</small>` : nothing}`;
    const bad = fault ? 'is-invalid' : '';
    const after = html`${field.hint ? html`<div class="form-text" id="${id}-hint">${field.hint}</div>` : nothing}
      ${fault ? html`<div class="invalid-feedback d-block" id="${id}-fault">${fault}</div>` : nothing}`;
    if (field.kind === 'flag') {
      return html`<div class="form-check align-self-end"><input class="form-check-input ${bad}" type="checkbox" id=${id} name=${field.name} .checked=${Boolean(field.value)} @change=${this.changed} aria-describedby=${said}>
        <label class="form-check-label" for=${id}>${field.label}</label>${after}</div>`;
    }
    if (field.kind === 'many') {
      return html`<fieldset class=${field.options.length > MANY ? 'wide many' : field.options.length > FEW ? 'wide' : ''} aria-describedby=${said} aria-invalid=${fault ? 'true' : nothing}><legend class="form-label mb-0">${label}</legend><div class="picks ${bad}">${field.options.map(([value, words], i) => html`<div class="form-check">
        <input class="form-check-input" type="checkbox" id="${id}-${i}" name=${field.name} value=${value} ?checked=${(field.value || []).includes(value)} @change=${this.changed}><label class="form-check-label" for="${id}-${i}"><bdi>${localizedDigits(words)}</bdi></label></div>`)}</div>${after}</fieldset>`;
    }
    if (field.kind === 'choice') {
      return html`<div><label class="form-label mb-0" for=${id}>${label}</label><select class="form-select ${bad}" id=${id} name=${field.name} @change=${this.changed} aria-describedby=${said} aria-invalid=${fault ? 'true' : 'false'}>
        ${field.options.map(([value, words]) => html`<option value=${value} ?selected=${String(field.value ?? '') === String(value)}>${localizedDigits(words)}</option>`)}</select>${after}</div>`;
    }
    if (field.kind === 'long') {
      return html`<div class="wide"><label class="form-label mb-0" for=${id}>${label}</label><textarea class="form-control ${bad}" id=${id} name=${field.name} rows="3" maxlength=${field.max || LONGEST} dir="auto" aria-describedby=${said} aria-invalid=${fault ? 'true' : 'false'} .defaultValue=${field.value ?? ''}></textarea>${after}</div>`;
    }
    if (field.kind === 'day') return this.dayField(field, id, label, bad, said, after, fault);
    if (field.kind === 'property') {
      return html`<fieldset class="wide"><legend class="form-label mb-0">${label}</legend><pk-property-code id=${id} name=${field.name} .value=${field.value ?? ''} .wrong=${Boolean(fault)} .described=${said}></pk-property-code>${after}</fieldset>`;
    }
    const free = !field.kind || field.kind === 'text';
    return html`<div><label class="form-label mb-0" for=${id}>${label}</label><input class="form-control ${bad}" id=${id} name=${field.name} dir=${free ? 'auto' : 'ltr'} maxlength=${field.max || 500}
      value=${field.value ?? ''} inputmode=${field.kind === 'number' ? 'numeric' : nothing} aria-describedby=${said} aria-invalid=${fault ? 'true' : 'false'}>${after}</div>`;
  }

  /** A date field: the date is typed, or picked from a month. */
  dayField(field, id, label, bad, said, after, fault) {
    const open = this.picking === field.name;
    return html`<div class="day-field"><label class="form-label mb-0" for=${id}>${label}</label><div class="input-group"><input class="form-control ${bad}" id=${id} name=${field.name} dir="ltr" maxlength="20" autocomplete="off"
      value=${digits(jalali(field.value))} placeholder=${t('day.like')} aria-describedby=${said} aria-invalid=${fault ? 'true' : 'false'}>
      <button type="button" class="btn btn-outline-secondary" data-pick=${field.name} aria-label="${t('day.pick')}: ${field.label}" aria-expanded=${open ? 'true' : 'false'} @click=${() => this.pick(open ? null : field.name)}><svg class="calendar" viewBox="0 0 16 16" aria-hidden="true"><path d="M1.5 3.5h13v11h-13zM1.5 6.5h13M5 1v4M11 1v4"/></svg></button></div>
      ${open ? html`<pk-month .from=${this.querySelector(`[name="${field.name}"]`).value} @picked=${(e) => this.picked(field.name, e.detail)} @left=${() => this.picked(field.name, null)}></pk-month>` : nothing}${after}</div>`;
  }

  async pick(name) {
    if (name) await import('./month.js');
    this.picking = name;
  }

  picked(name, day) {
    this.picking = null;
    const input = this.querySelector(`[name="${name}"]`);
    if (day) {
      input.value = day;
      input.dispatchEvent(new Event('input', {bubbles: true}));
    }
    input.focus();
  }

  discard() {
    deleteStoredInput(this.draft);
    this.since = null;
    this.querySelector('form').reset();
  }

  changed(e) {
    this.dispatchEvent(new CustomEvent('changed', {detail: {name: e.target.name, value: e.target.type === 'checkbox' ? e.target.checked : e.target.value}}));
  }

  async send(e) {
    e.preventDefault();
    const form = e.target;
    const given = new FormData(form);
    const opener = document.activeElement;
    this.faults = new Map();
    const asks = this.danger || this.final;
    if (asks && this.unfilled(given)) return;
    const body = await this.attempt(() => this.body(given));
    if (body && asks && !await askConfirmation({title: this.label, rows: this.entered(given), act: this.label, danger: this.danger, opener})) return;
    const done = body && await this.attempt(async () => (await this.action(body)) ?? true);
    if (done !== undefined) {
      if (!this.keep) {
        form.reset();
        this.since = null;
        deleteStoredInput(this.draft);
      }
      this.dispatchEvent(new CustomEvent('done', {detail: done}));
      return;
    }
    const words = this.failure?.words;
    for (const fault of this.failure?.faults || []) {
      const field = fault.field && this.fields.find((f) => f.name === fault.field || f.name.endsWith(`.${fault.field}`) || fault.field.endsWith(`.${f.name}`) || fault.field.startsWith(`${f.name}[`));
      if (field) this.faults.set(field.name, () => both(fault, 'message') || words);
    }
    await this.point();
  }

  async point() {
    this.requestUpdate();
    await this.updateComplete;
    (this.querySelector('[data-summary]') || this.querySelector('.is-invalid:not(.picks), .picks.is-invalid input') || this.querySelector('[role=alert]'))?.focus();
  }

  /** Marks required fields that are empty, before anything is sent. @return whether any is empty */
  unfilled(given) {
    const missing = this.fields.filter((field) => !field.optional && field.kind !== 'flag' && !given.getAll(field.name).some((value) => String(value).trim()));
    missing.forEach((field) => this.faults.set(field.name, () => t(['choice', 'many'].includes(field.kind) ? 'unfilled.choice' : 'unfilled')));
    if (missing.length) {
      this.failure = null;
      this.point();
    }
    return missing.length > 0;
  }

  /** The entered values with readable labels instead of codes, for confirmation. */
  entered(given) {
    return this.fields.map((field) => {
      const values = given.getAll(field.name).map((value) => String(value).trim()).filter(Boolean);
      const words = (value) => (field.options ? field.options.find(([of]) => String(of) === value)?.[1] ?? value : field.kind === 'flag' ? t('yes') : value);
      return [field.label, values.length ? html`<bdi>${values.map((value) => localizedDigits(words(value))).join(t('comma'))}</bdi>` : nothing];
    });
  }

  /** The request's body. The hub converts dates of either calendar; empty fields are left out. */
  async body(given) {
    const body = {};
    for (const field of this.fields) {
      const [head, member] = field.name.split('.');
      const text = String(given.get(field.name) ?? '').trim();
      let value = text;
      const all = given.getAll(field.name);
      if (field.kind === 'many') value = all.length ? all : undefined;
      else if (field.kind === 'flag') value = given.get(field.name) ? true : undefined;
      else if (!text) value = undefined;
      else if (field.kind === 'list') value = text.split(/[،,\s]+/).filter(Boolean);
      else if (field.kind === 'number') value = Number.isNaN(parseNumber(text)) ? text : parseNumber(text);
      else if (field.kind === 'day') value = await this.day(field.name, text);
      if (value === undefined) continue;
      if (member) (body[head] ??= {})[member] = value;
      else body[head] = value;
    }
    return body;
  }

  async day(name, text) {
    try {
      return await checkValue('day', text, this.ending.signal);
    } catch (e) {
      if (e.body) {
        delete e.body.errors;
        e.body.field = name;
      }
      throw e;
    }
  }
}

customElements.define('pk-ask', Ask);

/** A form that stays folded behind its name until it is opened. */
export function foldedForm(summary, ask) {
  return html`<details class="act"><summary>${summary}</summary>${ask}</details>`;
}

/** @param final whether the act is final: it is confirmed with the entered values, like every act of `danger` */
export function ask({name, fields, label, action, done, danger, final, changed, keep}) {
  return pageOf(name, html`<pk-ask .name=${name} .fields=${fields} .label=${label} .action=${action} .danger=${danger} .final=${final} .keep=${keep} @done=${(e) => done?.(e.detail)} @changed=${(e) => changed?.(e.detail)}></pk-ask>`);
}
