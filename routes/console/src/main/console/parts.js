/* What pages of those who decide draw alike: cards, tables, pairs of a name and what it says; names of services. */

import {View, html, nothing, code, empty, focusHeading} from './view.js';
import {get} from './api.js';
import {download} from './download.js';
import {both, date, digits, has, number, t} from './language.js';

/** @param count shown beside the heading, with a plus where there are more */
export function card(id, title, body, count) {
  return html`<section class="card" aria-labelledby="${id}-title" id=${id}><h2 id="${id}-title">${title}${count === undefined ? nothing : html` <span class="count">${count}</span>`}</h2>${body}</section>`;
}

/** @param heads names of columns; one that begins with > stands at the end, as amounts do */
export function table(label, heads, lines, none) {
  if (!lines.length) return empty(none || t('nothing'));
  return html`<div class="table-responsive" role="region" tabindex="0" aria-label=${label}><table class="table align-middle mb-0"><thead><tr>${heads.map((head) => html`<th scope="col" class=${head.startsWith('>') ? 'text-end' : ''}>${head.replace(/^>/, '')}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

/** Pairs of a name and what it says; those that say nothing are left out. */
export function pairs(list) {
  const said = list.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== nothing);
  return html`<dl class="rows">${said.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function day(value) {
  return value ? html`<time datetime=${value}>${date(value)}</time>` : nothing;
}

/** Rials, isolated, in digits of the language. */
export function rials(value) {
  return value === null || value === undefined ? nothing : code(number(value));
}

/** The number of a decision, which people read aloud and write down. */
const DECISION = /^[A-Z]-[0-9]{4}-[0-9]+$/;

/** What has Latin letters is read as it was written: digits of two scripts in one word are no word. */
export function plain(value) {
  return code(/[A-Za-z]/.test(value) && !DECISION.test(value) ? value : digits(value));
}

export function state(kind, value, good, bad) {
  return html`<span class="state state-${value === good ? 'approved' : value === bad ? 'refused' : ''}" data-state=${value}>${t(`${kind}.${value}`)}</span>`;
}

/** A word of the console for a code of the hub, or the code where there is none. */
export function term(kind, value) {
  return has(`${kind}.${value}`) ? t(`${kind}.${value}`) : code(value);
}

export function more(view, cursor, load) {
  return cursor ? html`<button class="btn btn-outline-primary justify-self-start more" ?disabled=${view.busy} @click=${load}>${t('more')}</button>` : nothing;
}

/** What a list of a door shows, as a file for spreadsheets. @param query the list's filters */
export function tableFile(view, path, query) {
  return html`<button class="btn btn-outline-secondary justify-self-start table-file" ?disabled=${view.busy} @click=${() => view.attempt(() => download('GET', path, {query, signal: view.ending.signal}))}>${t('fees.csv')}</button>`;
}

/** What offices do for the municipality is opened by nobody at a counter, and has a name all the same. */
const MUNICIPAL = ['violation-report'];
const MOST_CHOICES = 2000;
/** A body by its name; what a city calls otherwise stays as it is. */
export function seatName(seat) {
  const mayor = /^mayor-(\d+)$/.exec(seat);
  if (mayor) return t('seat.mayor', digits(mayor[1]));
  return has(`seat.${seat}`) ? t(`seat.${seat}`) : html`<bdi>${seat}</bdi>`;
}

/** Today in Tehran, or so many days on, as doors write days. */
export function isoDay(after = 0) {
  return new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Tehran'}).format(Date.now() + after * 86400000);
}

/** Every line of a door that hands out pages, up to a bound that no list to choose from should reach. */
export async function every(path, query, signal) {
  const items = [];
  for (let cursor; items.length < MOST_CHOICES;) {
    const page = await get(path, {...query, limit: 200, cursor}, signal);
    items.push(...page.items);
    cursor = page.next;
    if (!cursor) break;
  }
  return items;
}

/** Offices of the register to choose from: their code is sent, code and name are read. */
export async function officeChoices(signal) {
  return (await get('committee/v1/offices', {}, signal)).items.map((o) => [o.code, `${o.code} · ${o.name}`]);
}

let services = null;

/** Services of the rules in force, to be chosen from and called by their names. */
export async function serviceNames() {
  services ??= Promise.all([get('office/v1/forms'), ...MUNICIPAL.map((name) => get(`office/v1/services/${name}/form`).catch(() => null))]).then(([list, ...forms]) => [...list.items, ...forms.filter(Boolean)]).catch(() => {
    services = null;
    return [];
  });
  return services;
}

export function serviceName(list, of) {
  const found = list?.find((s) => s.service === of);
  return found ? both(found) : of;
}

/** What was just done, told where it is read aloud. */
export function told(words) {
  return words ? html`<p class="alert alert-success mb-0" role="status">${words}</p>` : nothing;
}

/** A page whose address says which part of it is shown, and with which filters: read anew, and begun at its heading, when that is another. */
export class AddressedView extends View {
  static properties = {path: {}, query: {}, done: {state: true}};

  willUpdate(changed) {
    const shown = `${this.path?.[1] || ''}?${this.query || ''}`;
    if (shown === this.shown || !(changed.has('path') || changed.has('query'))) return;
    this.shown = shown;
    this.done = null;
    this.load();
    focusHeading(this);
  }
}

/** One that calls services by their names: drawn again once it knows them. */
export class ServicesView extends AddressedView {
  static properties = {services: {state: true}};

  async connectedCallback() {
    super.connectedCallback();
    this.services = await serviceNames();
  }
}
