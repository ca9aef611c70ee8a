/* Common parts of the pages of committees and treasury: cards, tables, pairs of name and value; names of services. */

import {View, html, nothing, code, empty, focusHeading} from './view.js';
import {get} from './api.js';
import {download} from './download.js';
import {both, date, digits, hasText, number, t} from './language.js';

/** @param count shown next to the heading, with a plus if there are more */
export function card(id, title, body, count) {
  return html`<section class="card" aria-labelledby="${id}-title" id=${id}><h2 id="${id}-title">${title}${count === undefined ? nothing : html` <span class="count">${count}</span>`}</h2>${body}</section>`;
}

/** @param heads names of columns; a leading > aligns the column at the end, for amounts */
export function table(label, heads, lines, none) {
  if (!lines.length) return empty(none || t('nothing'));
  return html`<div class="table-responsive" role="region" tabindex="0" aria-label=${label}><table class="table align-middle mb-0"><thead><tr>${heads.map((head) => html`<th scope="col" class=${head.startsWith('>') ? 'text-end' : ''}>${head.replace(/^>/, '')}</th>`)}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

/** A list of names and values without empty values. */
export function pairs(list) {
  const said = list.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== nothing);
  return html`<dl class="rows">${said.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function day(value) {
  return value ? html`<time datetime=${value}>${date(value)}</time>` : nothing;
}

/** An amount in rials, isolated, in digits of the language. */
export function rials(value) {
  return value === null || value === undefined ? nothing : code(number(value));
}

/** The number of a decision. People read it aloud, so its digits are localized. */
const DECISION = /^[A-Z]-[0-9]{4}-[0-9]+$/;

/** A code in digits of the language. Codes with Latin letters stay unchanged, because mixed digits are not readable. */
export function localizedCode(value) {
  return code(/[A-Za-z]/.test(value) && !DECISION.test(value) ? value : digits(value));
}

export function stateBadge(kind, value, good, bad) {
  return html`<span class="state state-${value === good ? 'approved' : value === bad ? 'refused' : ''}" data-state=${value}>${t(`${kind}.${value}`)}</span>`;
}

/** The console's word for a code of the hub, or the code if there is none. */
export function termText(kind, value) {
  return hasText(`${kind}.${value}`) ? t(`${kind}.${value}`) : code(value);
}

export function moreButton(view, cursor, load) {
  return cursor ? html`<button class="btn btn-outline-primary justify-self-start more" ?disabled=${view.busy} @click=${load}>${t('more')}</button>` : nothing;
}

/** Button that downloads a list as a file for spreadsheets. @param query the list's filters */
export function tableFile(view, path, query) {
  return html`<button class="btn btn-outline-secondary justify-self-start table-file" ?disabled=${view.busy} @click=${() => view.attempt(() => download('GET', path, {query, signal: view.ending.signal}))}>${t('fees.csv')}</button>`;
}

/** Services that offices perform for the municipality. They are not opened at a counter, so they are not in the list of forms. */
const MUNICIPAL = ['violation-report'];
const MOST_CHOICES = 2000;
/** The name of a seat. Unknown seats are shown as they are. */
export function seatName(seat) {
  const mayor = /^mayor-(\d+)$/.exec(seat);
  if (mayor) return t('seat.mayor', digits(mayor[1]));
  return hasText(`seat.${seat}`) ? t(`seat.${seat}`) : html`<bdi>${seat}</bdi>`;
}

/** The ISO date of today in Tehran, or that many days later. */
export function isoDay(after = 0) {
  return new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Tehran'}).format(Date.now() + after * 86400000);
}

/** All lines of a paged list, up to a bound. */
export async function readAllPages(path, query, signal) {
  const items = [];
  for (let cursor; items.length < MOST_CHOICES;) {
    const page = await get(path, {...query, limit: 200, cursor}, signal);
    items.push(...page.items);
    cursor = page.next;
    if (!cursor) break;
  }
  return items;
}

/** Offices as choices: the code is the value, code and name are the label. */
export async function officeChoices(signal) {
  return (await get('committee/v1/offices', {}, signal)).items.map((o) => [o.code, `${o.code} · ${o.name}`]);
}

let services = null;

/** Services of the rules in force, cached. */
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

/** Status message about the last act. */
export function statusMessage(words) {
  return words ? html`<p class="alert alert-success mb-0" role="status">${words}</p>` : nothing;
}

/** Base class of pages whose address contains the part shown and its filters. A change reloads the page and focuses its heading. */
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

/** Base class of pages that show names of services. They are redrawn once the names are loaded. */
export class ServicesView extends AddressedView {
  static properties = {services: {state: true}};

  async connectedCallback() {
    super.connectedCallback();
    this.services = await serviceNames();
  }
}
