/* Figures of cases opened in a period: on a map, by day, and as a table that can be downloaded for spreadsheets. */

import {View, html, nothing, errorCard, code, empty, focusHeading, loading, navigateToAnswer} from './view.js';
import {get} from './api.js';
import {both, digits, durationText, number, t} from './language.js';
import {termName} from './forms.js';
import {allForms} from './cases.js';
import {DISTRICTS} from './districts.js';
import {cityMap} from './map.js';
import {days} from './chart.js';
import {fieldError, isAboutFields} from './faults.js';

const BY = ['district', 'office', 'service', 'agency', 'day'];
const MEASURES = ['opened', 'pending', 'approved', 'refused', 'late', 'medianCaseHours'];
const COLUMNS = ['opened', 'approved', 'refused', 'withdrawn', 'pending', 'medianCaseHours', 'asked', 'answeredInTime', 'late', 'medianAnswerHours', 'sheetsSaved'];

/** Columns in hours. */
const LASTING = ['medianCaseHours', 'medianAnswerHours'];
/** A figure as text. */
const said = (line, column) => (line[column] === undefined ? '–' : LASTING.includes(column) ? durationText(line[column]) : number(line[column]));

const dark = matchMedia('(prefers-color-scheme: dark)');

class Figures extends View {
  static properties = {asked: {}, found: {}, measure: {}, forms: {}};

  constructor() {
    super();
    this.measure = 'opened';
  }

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
    dark.addEventListener('change', () => this.requestUpdate(), {signal: this.ending.signal});
  }

  willUpdate(changed) {
    if (changed.has('asked')) this.load();
  }

  get by() {
    return BY.includes(this.asked.get('by')) ? this.asked.get('by') : 'district';
  }

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const span = {from: this.asked.get('from'), to: this.asked.get('to')};
      const [districts, day, table, forms] = await Promise.all([...['district', 'day'].map((by) => get('oversight/v1/statistics', {by, ...span}, signal)),
        ['district', 'day'].includes(this.by) ? null : get('oversight/v1/statistics', {by: this.by, ...span}, signal), this.forms ?? allForms(signal)]);
      this.forms = forms;
      this.found = {districts, day, table: table ?? (this.by === 'day' ? day : districts)};
    });
  }

  updated() {
    const place = this.querySelector('#chart');
    if (!place || !this.found) return;
    const key = `${document.documentElement.lang} ${dark.matches} ${this.found.day.from} ${this.found.day.to} ${JSON.stringify(this.found.day.items)}`;
    if (this.charted === key) return;
    this.charted = key;
    this.chart?.destroy();
    this.chart = days(place, this.found.day);
    this.sizes ??= new ResizeObserver(() => this.chart?.setSize({width: this.querySelector('#chart')?.clientWidth || 0, height: 300}));
    this.sizes.disconnect();
    this.sizes.observe(place);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes?.disconnect();
    this.chart?.destroy();
    this.charted = this.chart = null;
  }

  submit(e) {
    e.preventDefault();
    const given = new FormData(e.target);
    const query = new URLSearchParams(['by', 'from', 'to'].map((name) => [name, (given.get(name) || '').trim()]).filter(([, value]) => value));
    const hash = `#/figures?${query}`;
    navigateToAnswer(hash, () => this.load());
  }

  render() {
    const f = this.found;
    return html`<h1 tabindex="-1">${t('figures')}</h1>
      <form class="card mb-3" id="span" @submit=${this.submit}><div class="grid">
        <div><label class="form-label" for="g-by">${t('figures.by')}</label><select class="form-select" id="g-by" name="by">${BY.map((by) => html`<option value=${by} .selected=${by === this.by}>${t(`figures.by.${by}`)}</option>`)}</select></div>
        ${['from', 'to'].map((name) => html`<div><label class="form-label" for=${`g-${name}`}>${t(`figures.${name}`)}</label><input class="form-control ${this.failure?.field === name ? 'is-invalid' : ''}" id=${`g-${name}`} name=${name} dir="ltr" maxlength="20" autocomplete="off" placeholder=${t('watch.day')} aria-invalid=${this.failure?.field === name} aria-describedby=${this.failure?.field === name ? `g-${name}-fault` : nothing} .value=${this.asked.get(name) || ''}>${fieldError(this.failure, name, `g-${name}`)}</div>`)}
      </div><button class="btn btn-primary justify-self-start" id="count" ?disabled=${this.busy}>${t('figures.count')}</button></form>
      ${isAboutFields(this.failure, ['from', 'to']) ? nothing : errorCard(this.failure, () => this.load())}
      ${!f ? (this.failure ? nothing : loading()) : html`<div class="columns mb-3">${this.map(f.districts)}
        <section class="card" aria-labelledby="chart-title"><h2 id="chart-title">${t('figures.days')}</h2>${f.day.items.length ? html`<div id="chart" role="img" aria-label=${t('figures.days.words', number(sum(f.day.items, 'opened')), number(sum(f.day.items, 'approved')))}></div>
          <p class="mb-0"><span class="key key-opened"></span> ${t('figures.opened')} <span class="key key-approved"></span> ${t('figures.approved')}</p>` : empty(t('figures.none'))}</section></div>
        ${this.table(f.table)}`}`;
  }

  map(districts) {
    const values = new Map(districts.items.map((line) => [line.key, {value: line[this.measure] ?? 0, words: said(line, this.measure)}]));
    const span = new URLSearchParams([['openedFrom', districts.from], ['openedTo', districts.to]]);
    return html`<section class="card" aria-labelledby="map-title"><div class="d-flex flex-wrap gap-2 align-items-center"><h2 id="map-title" class="flex-grow-1">${t('figures.map', digits(DISTRICTS))}</h2>
      <label class="visually-hidden" for="measure">${t('figures.measure')}</label><select class="form-select w-auto" id="measure" @change=${(e) => (this.measure = e.target.value)}>${MEASURES.map((m) => html`<option value=${m} .selected=${m === this.measure}>${t(`figures.${m}`)}</option>`)}</select></div>
      ${cityMap(values, t('figures.map', digits(DISTRICTS)), (district) => `#/watch?district=${district}&${span}`)}</section>`;
  }

  table(figures) {
    return html`<section class="card" aria-labelledby="table-title"><h2 id="table-title">${t(`figures.by.${figures.by}`)}</h2>
      ${figures.items.length ? html`<div class="table-responsive" tabindex="0" role="region" aria-labelledby="table-title"><table class="table align-middle mb-0"><thead><tr><th scope="col">${t(`figures.by.${figures.by}`)}</th>${COLUMNS.map((c) => html`<th scope="col" class="text-end">${t(`figures.${c}`)}</th>`)}</tr></thead>
      <tbody>${figures.items.map((line) => html`<tr data-key=${line.key}><th scope="row">${this.name(figures.by, line.key)}</th>${COLUMNS.map((c) => html`<td class="text-end">${said(line, c)}</td>`)}</tr>`)}</tbody></table></div>
      <a class="btn btn-outline-primary justify-self-start" href=${`oversight/v1/statistics.csv?${new URLSearchParams({by: figures.by, from: figures.from, to: figures.to})}`} download>${t('figures.csv')}</a>` : empty(t('figures.none'))}</section>`;
  }

  name(by, key) {
    if (by === 'service') return both(this.forms.get(key)) || key;
    if (by === 'agency') return [...this.forms.values()].map((form) => termName(form, key)).find((said) => said !== key) || key;
    if (by === 'day') return new Intl.DateTimeFormat(document.documentElement.lang === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB-u-ca-persian', {dateStyle: 'medium', timeZone: 'UTC'}).format(new Date(key));
    return code(digits(key));
  }
}

function sum(lines, name) {
  return lines.reduce((all, line) => all + line[name], 0);
}

customElements.define('pk-figures', Figures);
