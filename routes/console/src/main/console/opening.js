/* Page that opens a case. The hub supplies the form and checks digits while they are typed; the planning system describes the property. */

import {View, html, nothing, errorCard, code, empty, loadPart, loading, focusHeading, plateOf, withPlates} from './view.js';
import {call, get} from './api.js';
import {both, digits, latin, number, t, time, parseNumber as asNumber} from './language.js';
import {checkValue, formOf, services, termName} from './forms.js';
import {errorSummary} from './faults.js';
import {openDraft, deleteDraft, storeFileStack, scheduleSave} from './draft.js';
import './propertycode.js';
import './scans.js';

const TYPING = 350;

class Opening extends View {
  static properties = {service: {}, form: {}, list: {}, subject: {}, faults: {}, running: {state: true}, listed: {state: true}};

  constructor() {
    super();
    this.faults = new Map();
    this.right = new Map();
    this.timers = new Map();
  }

  updated(changed) {
    if (changed.has('service')) {
      this.form = this.subject = this.running = this.listed = null;
      this.faults = new Map();
      this.right = new Map();
      this.tried = false;
      this.load();
      focusHeading(this);
    }
  }

  load() {
    return this.attempt(async () => {
      if (!this.service) {
        this.list = (await services()).items;
        return;
      }
      const [form, draft, {items}] = await Promise.all([formOf(this.service), openDraft(this.service), services()]);
      this.draft = draft;
      this.hindrance = items.find((s) => s.service === this.service)?.hindrance;
      this.form = form;
      if (this.draft.values.get('subject')) this.look(this.draft.values.get('subject'));
      await this.updateComplete;
      this.querySelector('input,select')?.focus();
    });
  }

  render() {
    if (!this.service) return this.choice();
    return html`<h1 tabindex="-1">${t('new')}${this.form ? html` · ${both(this.form)}` : nothing}</h1>
      ${this.form ? this.sheet() : this.failure ? errorCard(this.failure, () => this.load()) : loading()}`;
  }

  choice() {
    return html`<h1 tabindex="-1">${t('new')}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.list ? (this.failure ? nothing : loading()) : !this.list.length ? empty(t('services.none')) : html`<ul class="choices">${this.list.map((s) => html`
        <li><a class="card choice" href="#/new/${s.service}"><strong>${both(s)}</strong><span class="text-secondary">${t(`about.${s.subject}`)}</span>${s.hindrance ? html`<span class="soon small">${both(s.hindrance, 'message')}</span>` : nothing}</a>
          <button type="button" class="btn btn-sm btn-outline-primary" data-checklist=${s.service} aria-expanded=${this.listed === s.service ? 'true' : 'false'} aria-label="${t('checklist')} ${both(s)}" @click=${() => this.listOf(s.service)}>${t('checklist')}</button></li>`)}</ul>`}
      ${this.listed ? html`<pk-checklist .service=${this.listed}></pk-checklist>` : nothing}`;
  }

  /** Toggles the list of papers, cost and duration of a service. */
  listOf(service) {
    loadPart('checklist', () => import('./checklist.js'));
    this.listed = this.listed === service ? null : service;
  }

  /** The fields in groups: single ones, and lists whose elements are drawn one after the other. */
  sheet() {
    const groups = [];
    for (const field of this.form.fields) {
      const list = field.path.includes('[]') ? field.path.slice(0, field.path.indexOf('[]')) : null;
      const last = groups.at(-1);
      if (last && last.list === list && (list || last.head === field.path.split('.')[0])) last.fields.push(field);
      else groups.push({list, head: field.path.split('.')[0], fields: [field]});
    }
    return html`<form class="row g-3 align-items-start" novalidate @submit=${this.submit} autocomplete="off">
      <div class="col-lg-7 d-grid gap-3">
        ${this.draft.kept ? this.restored() : nothing}
        ${this.hindrance ? html`<p class="alert alert-warning mb-0" role="note" id="hindrance">${both(this.hindrance, 'message')}</p>` : nothing}
        ${this.refused()}
        ${groups.map((g) => (g.list ? this.repeated(g) : html`<div class="card">${g.fields.map((f) => this.field(f, f.path))}${g.head === 'subject' ? html`${this.doubled()}${this.known()}` : nothing}</div>`))}
        <div class="d-flex flex-wrap gap-2 align-items-center">
          <button class="btn btn-primary btn-lg" id="open" ?disabled=${this.busy}>${this.busy ? t('sending') : t('open')}</button>
          ${this.form.fee ? html`<span class="text-secondary">${both(this.form.fee)}: ${code(number(this.form.fee.amount))} ${t('rial')}</span>` : nothing}
        </div>
        <p class="small text-secondary mb-0">${t('rules')} <a target="_blank" rel="noopener" href="rules/${this.form.ruleSet}">${code(digits(this.form.decision) || this.form.ruleSet.slice(0, 12))}</a></p>
      </div>
      ${this.form.stages.some((s) => s.kind === 'papers') ? html`<aside class="col-lg-5"><pk-scans .form=${this.form} .files=${this.draft.files}></pk-scans></aside>` : nothing}
    </form>`;
  }

  /** Notice that a draft was restored, because it may belong to an applicant who has left. */
  restored() {
    return html`<div class="alert alert-info d-flex flex-wrap gap-2 align-items-center mb-0" id="restored" role="status"><span class="flex-grow-1">${t('draft.restored', time(this.draft.kept))}</span>
      <button type="button" class="btn btn-outline-secondary btn-sm" id="discard" @click=${this.discard}>${t('draft.discard')}</button></div>`;
  }

  async discard() {
    this.form = this.subject = this.running = null;
    this.faults = new Map();
    this.right = new Map();
    await deleteDraft(this.service);
    this.load();
  }

  repeated(group) {
    const count = this.draft.lists[group.list] || 1;
    const title = t(`list.${group.list}`);
    return html`<div class="card" role="group" aria-labelledby="list-${group.list}"><h2 id="list-${group.list}">${title}</h2>
      ${Array.from({length: count}, (_, i) => html`<div class="element">
        <div class="grid">${group.fields.map((f) => this.field(f, f.path.replace('[]', `[${i}]`)))}</div>
        ${count > 1 && i === count - 1 ? html`<button type="button" class="btn btn-sm btn-outline-secondary" @click=${() => this.fewer(group, i)}>${t('remove')}</button>` : nothing}
      </div>`)}
      <button type="button" class="btn btn-outline-primary justify-self-start" data-add=${group.list} @click=${() => this.more(group, count)}>${t(`add.${group.list}`)}</button>
    </div>`;
  }

  async more(group, count) {
    this.draft.lists[group.list] = count + 1;
    scheduleSave(this.service);
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector(`[data-path="${group.fields[0].path.replace('[]', `[${count}]`)}"]`)?.focus();
  }

  async fewer(group, i) {
    this.draft.lists[group.list] = i;
    scheduleSave(this.service);
    group.fields.forEach((f) => this.draft.values.delete(f.path.replace('[]', `[${i}]`)));
    this.requestUpdate();
    await this.updateComplete;
    this.querySelector(`[data-add="${group.list}"]`)?.focus();
  }

  field(field, path) {
    const id = this.id(path);
    const fault = this.faults.get(path);
    const right = this.right.get(path);
    const value = this.draft.values.get(path) ?? '';
    const hint = both(field, 'hint');
    const choices = path.endsWith('.use') && this.subject?.uses ? this.subject.uses.map((u) => ({code: u, fa: termName(this.form, u), en: termName(this.form, u)})) : field.choices;
    const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ') || nothing;
    if (field.check === 'renovation-code') return this.property(field, path, {id, fault, right, value, hint, described});
    const numeric = field.type === 'integer' || field.type === 'decimal';
    const free = field.longest || !field.check && !numeric ? 'auto' : 'ltr';
    return html`<div class="field" @keydown=${(e) => e.key === 'F1' && (e.preventDefault(), this.explain(path))}>
      <div class="called"><label class="form-label mb-0" for=${id}>${this.called(field)}</label>${this.asks(field, path)}</div>
      ${this.waitsForSubject(path, choices)
        ? html`<select class="form-select ${fault ? 'is-invalid' : ''}" id=${id} data-path=${path} aria-describedby=${described} disabled><option>${value ? termName(this.form, value) : t('use.after-property')}</option></select>`
        : choices.length
        ? html`<select class="form-select ${fault ? 'is-invalid' : ''}" id=${id} data-path=${path} aria-describedby=${described} @change=${(e) => this.type(field, path, e.target.value)}>
            ${value && choices.some((c) => c.code === value) ? nothing : html`<option value="" .selected=${!value}></option>`}
            ${choices.map((c) => html`<option value=${c.code} .selected=${value === c.code}>${both(c)}</option>`)}</select>`
        : html`<input class="form-control ${field.check === 'plate' ? 'plate' : ''} ${fault ? 'is-invalid' : right ? 'is-valid' : ''}" id=${id} data-path=${path} dir=${free} .value=${value}
            inputmode=${field.type === 'decimal' ? 'decimal' : field.type === 'integer' || field.check === 'person' || field.check === 'mobile' ? 'numeric' : 'text'} maxlength=${field.longest || 60}
            aria-invalid=${fault ? 'true' : 'false'} aria-required=${field.required} aria-describedby=${described} @input=${(e) => this.type(field, path, e.target.value)} @blur=${() => this.verify(field, path)}>`}
      ${this.below(field, path, {id, fault, hint})}
    </div>`;
  }

  /** Whether a use cannot be chosen yet, because its choices depend on the property. */
  waitsForSubject(path, choices) {
    return path.endsWith('.use') && !choices.length && this.form.subject !== 'vehicle' && !this.subject;
  }

  called(field) {
    return html`${both(field)}${field.required ? nothing : html` <span class="text-secondary">${`(${t('optional')})`}</span>`}`;
  }

  asks(field, path) {
    return html`<button type="button" class="why" tabindex="-1" aria-label=${`${t('why')} ${both(field)}`} title=${both(field, 'why')} @click=${() => this.explain(path)}>${t('why.mark')}</button>`;
  }

  below(field, path, {id, fault, hint}) {
    return html`${fault ? html`<div class="invalid-feedback d-block" id="${id}-fault">${withPlates(both(fault, 'message'))}</div>` : nothing}
      ${hint ? html`<div class="form-text" id="${id}-hint">${withPlates(hint)}</div>` : nothing}
      ${this.explained === path ? html`<div class="because" role="note">${both(field, 'why')}${field.rules.length ? html` <small>${t('by-rules')} ${field.rules.map((r) => html`<a target="_blank" rel="noopener" href="rules/${this.form.ruleSet}#${r}">${code(r)}</a> `)}</small>` : nothing}</div>` : nothing}`;
  }

  /** A renovation code. Its digits are checked once the focus leaves all of its numbers. */
  property(field, path, {id, fault, right, value, hint, described}) {
    return html`<fieldset class="field" @keydown=${(e) => e.key === 'F1' && (e.preventDefault(), this.explain(path))}><legend class="form-label called">${this.called(field)} ${this.asks(field, path)}</legend>
      <pk-property-code id=${id} data-path=${path} .value=${value} .wrong=${Boolean(fault)} .right=${Boolean(right)} .described=${described}
        @input=${(e) => this.type(field, path, e.target.value)} @focusout=${(e) => e.currentTarget.contains(e.relatedTarget) || this.verify(field, path)}></pk-property-code>
      ${this.below(field, path, {id, fault, hint})}</fieldset>`;
  }

  explain(path) {
    this.explained = this.explained === path ? null : path;
    this.requestUpdate();
  }

  /** Handles input. The hub is asked when the user pauses; an unknown value is a fault only after the field is left. */
  type(field, path, value) {
    this.draft.values.set(path, value);
    scheduleSave(this.service);
    this.draft.key = null;
    // the known data belongs to the previous value
    if (path === 'subject') this.subject = this.running = null;
    this.faults.delete(path);
    this.right.delete(path);
    clearTimeout(this.timers.get(path));
    if (field.check && value.trim()) this.timers.set(path, setTimeout(() => this.verify(field, path, true), TYPING));
    this.requestUpdate();
  }

  async verify(field, path, typing) {
    const value = this.draft.values.get(path);
    if (!field.check || !value?.trim() || this.right.get(path) === value) return;
    try {
      const clean = await checkValue(field.check, value, this.ending.signal);
      if (this.draft.values.get(path) !== value) return;
      this.right.set(path, value);
      this.faults.delete(path);
      if (path === 'subject') await this.look(clean);
    } catch (e) {
      if (e.status !== 422 || this.draft.values.get(path) !== value) return;
      if (!typing) this.faults.set(path, e.body);
    }
    this.requestUpdate();
  }

  async look(subject) {
    const typed = this.draft.values.get('subject');
    const still = () => this.draft.values.get('subject') === typed;
    this.twice(subject, still);
    try {
      const found = this.form.subject === 'vehicle'
        ? await get('office/v1/vehicles', {plate: subject}, this.ending.signal)
        : await get('office/v1/properties', {code: subject}, this.ending.signal);
      if (!still()) return;
      this.subject = found;
      this.prefillUse();
    } catch (e) {
      if (!still()) return;
      this.subject = null;
      if (e.body) this.faults.set('subject', e.body);
    }
    this.requestUpdate();
  }

  /** Warns of a running case of the same service, as soon as the subject is known, because the hub would refuse another one. */
  async twice(subject, still) {
    const found = await get(`office/v1/services/${this.service}/running`, {subject}, this.ending.signal).catch(() => null);
    if (still()) this.running = found?.running ? found : null;
  }

  doubled() {
    const r = this.running;
    return html`<div aria-live="polite">${r ? html`<p class="alert alert-warning mb-0" id="running">${r.number ? html`${t('running.own')} <a href="#/case/${r.id}">${code(digits(r.number))}</a>` : t('running.other')}</p>` : nothing}</div>`;
  }

  /** Fills in the use if planning permits only one. */
  prefillUse() {
    if (this.subject.uses?.length === 1 && !this.draft.values.get('request.parts[0].use')) {
      this.draft.values.set('request.parts[0].use', this.subject.uses[0]);
    }
  }

  known() {
    const s = this.subject;
    if (!s) return nothing;
    const typedSubject = this.draft.values.get('subject')?.trim();
    const rows = s.renovationCode
      ? [['district', number(s.district)], ['land', `${number(s.landArea)} ${t('m2')}`], ['floors', number(s.floors)], ['density', `${number(s.density)}٪`],
          ['uses', s.uses.map((u) => termName(this.form, u)).join(t('comma'))], ['owners', s.owners.map((o) => code(digits(o.replace(/\*/g, '•'))))]]
      : [...plateOf(typedSubject) ? [['plate', code(digits(latin(typedSubject)))]] : [], ['vehicle', html`<bdi>${s.title}</bdi>`], ['model-year', digits(s.modelYear)], ['vin', code(s.vin)], ['paid-through', digits(s.paidThrough)]];
    return html`<div role="group" aria-live="polite" aria-label=${t('known')}><dl class="known">${rows.map(([name, value]) => html`<div><dt>${t(`known.${name}`)}</dt><dd>${value}</dd></div>`)}</dl></div>`;
  }

  /** Every drawn field, elements of lists separately: [field, path]. */
  drawnFields() {
    return this.form.fields.flatMap((field) => {
      const list = field.path.includes('[]') ? field.path.slice(0, field.path.indexOf('[]')) : null;
      return Array.from({length: list ? this.draft.lists[list] || 1 : 1}, (_, i) => [field, field.path.replace('[]', `[${i}]`)]);
    });
  }

  /** Finds missing values, invalid numbers and wrong digits before anything is sent. */
  async judge() {
    const said = (key) => ({messageFa: t(key), messageEn: t(key)});
    this.faults = new Map();
    await Promise.all(this.drawnFields().map(async ([field, path]) => {
      const value = this.draft.values.get(path)?.trim();
      if (!value) {
        if (field.required) this.faults.set(path, said('unfilled'));
      } else if ((field.type === 'integer' || field.type === 'decimal') && Number.isNaN(this.value(field, value))) {
        this.faults.set(path, said(field.type === 'decimal' ? 'number.wanted.fraction' : 'number.wanted'));
      } else {
        await this.verify(field, path);
      }
    }));
  }

  /** Faults of all fields, or an error that no field shows. */
  refused() {
    const shown = this.drawnFields().filter(([, path]) => this.faults.has(path));
    if (!this.tried || !shown.length) return errorCard(this.failure);
    return errorSummary(shown.map(([field, path]) => ({id: this.id(path), label: this.numbered(field, path), words: withPlates(both(this.faults.get(path), 'message'))})));
  }

  id(path) {
    return `f-${path.replace(/[^a-zA-Z0-9]+/g, '-')}`;
  }

  /** A field's label, with its element's number if its list has several. */
  numbered(field, path) {
    const at = /^(.*?)\[(\d+)]/.exec(path);
    return at && (this.draft.lists[at[1]] || 1) > 1 ? html`${both(field)} (${t(`list.${at[1]}`)} ${number(Number(at[2]) + 1)})` : both(field);
  }

  body() {
    const body = {service: this.service};
    for (const [field, path] of this.drawnFields()) place(body, path, this.value(field, this.draft.values.get(path)));
    return body;
  }

  value(field, given) {
    if (given === undefined || given === '') return undefined;
    if (field.type === 'flag') return given === 'true';
    return field.type === 'integer' || field.type === 'decimal' ? asNumber(given, field.type === 'decimal') : given;
  }

  async submit(e) {
    e.preventDefault();
    if (this.busy) return;
    const draft = this.draft;
    this.failure = null;
    this.busy = this.tried = true;
    this.requestUpdate();
    await this.judge();
    this.busy = false;
    if (this.faults.size) {
      this.point();
      return;
    }
    draft.key ??= crypto.randomUUID();
    const opened = await this.attempt(async () => (await call('POST', 'office/v1/cases', {body: this.body(), keyed: draft.key})).json);
    if (opened) {
      storeFileStack(opened.id, draft.files);
      deleteDraft(this.service);
      location.hash = `#/case/${opened.id}`;
      return;
    }
    draft.key = null;
    this.failure?.faults?.forEach((fault) => fault.field && this.faults.set(fault.field, fault));
    if (this.failure?.code === 'case.already-open') this.faults.set('subject', this.failure.body);
    this.point();
  }

  async point() {
    this.requestUpdate();
    await this.updateComplete;
    this.showFault();
  }
}

/** Sets a value at its path, e.g. request.parts[0].area. */
function place(body, path, value) {
  if (value === undefined) return;
  const steps = path.replace(/\[(\d+)]/g, '.$1').split('.');
  let at = body;
  steps.forEach((step, i) => {
    if (i === steps.length - 1) at[step] = value;
    else at = at[step] ??= /^\d+$/.test(steps[i + 1]) ? [] : {};
  });
}

customElements.define('pk-opening', Opening);
