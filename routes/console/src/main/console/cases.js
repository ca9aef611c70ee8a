/*
 * Search for cases, newest first. The address holds the filters. The hub searches a limited number of cases per request, and the page continues by
 * itself.
 */

import {View, html, nothing, errorCard, code, empty, focusHeading, loading, navigateToAnswer} from './view.js';
import {get} from './api.js';
import {download} from './download.js';
import {both, date, digits, number, t, time} from './language.js';
import {formOf, services, stageTitle, termName} from './forms.js';
import {DISTRICTS} from './districts.js';
import {fieldError, isAboutFields} from './faults.js';

const LINES = 50;
const MUNICIPAL = ['violation-report'];
const STATES = ['open', 'waiting', 'approved', 'refused', 'withdrawn'];
const FACETS = ['number', 'subject', 'service', 'stage', 'agency', 'state', 'district', 'office', 'openedFrom', 'openedTo', 'endedFrom', 'endedTo'];

/** Forms of all services by name. They contain the names of services, steps and agencies. */
export async function allForms(signal) {
  const names = [...(await services()).items.map((s) => s.service), ...MUNICIPAL];
  const found = await Promise.all(names.map((name) => formOf(name).catch(() => null)));
  signal?.throwIfAborted();
  return new Map(found.filter(Boolean).map((form) => [form.service, form]));
}

class WatchedCases extends View {
  static properties = {asked: {}, lines: {}, next: {}, looking: {}, forms: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
  }

  willUpdate(changed) {
    if (changed.has('asked')) this.begin();
  }

  async begin() {
    this.search?.abort();
    this.lines = null;
    this.next = null;
    await this.attempt(async () => (this.forms ??= await allForms(this.ending.signal)));
    if (this.forms) await this.load();
  }

  /** Loads pages until enough lines are found or no cases are left. */
  load() {
    const search = (this.search = new AbortController());
    const signal = AbortSignal.any([search.signal, this.ending.signal]);
    return this.attempt(async () => {
      const facets = this.facetsAsked();
      const wanted = (this.lines?.length || 0) + LINES;
      this.looking = true;
      try {
        do {
          const page = await get('oversight/v1/cases', {...facets, limit: LINES, cursor: this.next}, signal);
          this.lines = [...(this.lines || []), ...page.items];
          this.next = page.next || null;
        } while (this.next && this.lines.length < wanted);
      } finally {
        if (this.search === search) this.looking = false;
      }
    });
  }

  submit(e) {
    e.preventDefault();
    const given = new FormData(e.target);
    const query = new URLSearchParams(FACETS.map((name) => [name, (given.get(name) || '').trim()]).filter(([, value]) => value));
    const hash = `#/watch${query.size ? `?${query}` : ''}`;
    navigateToAnswer(hash, () => this.begin());
  }

  render() {
    return html`<h1 tabindex="-1">${t('watch')}</h1>
      ${this.forms ? this.facets() : nothing}
      ${isAboutFields(this.failure, FACETS) ? nothing : errorCard(this.failure, () => this.begin())}
      ${this.lines ? html`<section class="card" aria-label=${t('watch.found')}>
        ${this.lines.length ? this.table() : this.looking ? nothing : empty(t('watch.none'))}
        <div class="d-flex flex-wrap gap-2 align-items-center" aria-live="polite">
          ${this.looking ? html`<span class="text-secondary" id="looking">${t('watch.looking', number(this.lines.length))}</span><button class="btn btn-outline-secondary" @click=${() => this.search.abort()}>${t('watch.stop')}</button>`
            : html`<span class="text-secondary" id="count">${t('watch.count', number(this.lines.length))}</span>
              ${this.next ? html`<button class="btn btn-outline-primary more" @click=${() => this.load()}>${t('more')}</button>` : nothing}
              ${this.lines.length ? html`<button class="btn btn-outline-secondary table-file" ?disabled=${this.busy} @click=${() => this.file()}>${t('watch.csv')}</button>` : nothing}`}
        </div></section>` : this.failure ? nothing : loading()}`;
  }

  facets() {
    const service = this.asked.get('service') || '';
    const forms = [...this.forms.values()];
    const stages = service && this.forms.has(service) ? this.forms.get(service).stages : [];
    const agencies = new Map(forms.flatMap((form) => form.stages.flatMap((s) => s.agencies.map((a) => [a.agency, termName(form, a.agency)]))));
    return html`<form class="card mb-3" id="facets" role="search" aria-label=${t('watch.facets')} @submit=${this.submit}><div class="grid">
      ${this.text('number', 'ltr')}${this.text('subject', 'ltr')}
      ${this.select('service', forms.map((f) => [f.service, both(f)]), (e) => e.target.form.requestSubmit())}
      ${stages.length ? this.select('stage', stages.map((s) => [s.id, both(s)])) : nothing}
      ${this.select('agency', [...agencies])}
      ${this.select('state', STATES.map((s) => [s, t(`state.${s}`)]))}
      ${this.select('district', Array.from({length: DISTRICTS}, (_, i) => [String(i + 1), digits(i + 1)]))}
      ${this.text('office', 'ltr')}${this.text('openedFrom', 'ltr', t('watch.day'))}${this.text('openedTo', 'ltr', t('watch.day'))}${this.text('endedFrom', 'ltr', t('watch.day'))}${this.text('endedTo', 'ltr', t('watch.day'))}</div>
      <div class="d-flex flex-wrap gap-2"><button class="btn btn-primary" id="find">${t('watch.find')}</button><a class="btn btn-outline-secondary" href="#/watch">${t('watch.all')}</a></div></form>`;
  }

  text(name, dir, hint) {
    const wrong = this.failure?.field === name;
    return html`<div><label class="form-label" for=${`f-${name}`}>${t(`facet.${name}`)}</label><input class="form-control ${wrong ? 'is-invalid' : ''}" id=${`f-${name}`} name=${name} dir=${dir} maxlength="40" autocomplete="off" placeholder=${hint || nothing} aria-invalid=${wrong} aria-describedby=${wrong ? `f-${name}-fault` : nothing} .value=${this.asked.get(name) || ''}>${fieldError(this.failure, name, `f-${name}`)}</div>`;
  }

  select(name, choices, change) {
    return html`<div><label class="form-label" for=${`f-${name}`}>${t(`facet.${name}`)}</label><select class="form-select" id=${`f-${name}`} name=${name} @change=${change || nothing}>
      <option value="" .selected=${!this.asked.get(name)}>${t('facet.any')}</option>${choices.map(([value, label]) => html`<option value=${value} .selected=${this.asked.get(name) === value}>${label}</option>`)}</select></div>`;
  }

  table() {
    return html`<div class="table-responsive"><table class="table table-hover align-middle mb-0"><thead><tr>${['case', 'service', 'subject', 'stage', 'opened'].map((h) => html`<th scope="col">${t(h)}</th>`)}<th scope="col">${t('facet.district')}</th><th scope="col">${t('facet.office')}</th></tr></thead>
      <tbody>${this.lines.map((line) => html`<tr data-case=${line.id}><td><a class="row-link" href="#/watched/${line.id}">${code(digits(line.number))}</a></td>
        <td>${both(this.forms.get(line.service)) || line.service}</td><td>${code(digits(line.subject))}</td>
        <td><span class="state state-${line.state}">${t(`state.${line.state}`)}</span> ${stageTitle(this.forms.get(line.service), line.stage)}</td>
        <td><time datetime=${line.opened} title=${time(line.opened)}>${date(line.opened)}</time></td><td>${digits(line.district)}</td><td>${line.office === 'home' ? t('said.is.home') : code(digits(line.office))}</td></tr>`)}</tbody></table></div>`;
  }

  /** Downloads the whole result as a file of the hub. */
  file() {
    return this.attempt(() => download('GET', 'oversight/v1/cases.csv', {query: this.facetsAsked()}));
  }

  facetsAsked() {
    return Object.fromEntries(FACETS.map((name) => [name, this.asked.get(name)]));
  }
}

customElements.define('pk-watched-cases', WatchedCases);
