/* A month of the Persian calendar, in which a day is picked by a click or with arrows, Page Up, Page Down and Enter. */

import {View, html} from './view.js';
import {digits, language, t} from './language.js';

const DAY = 86400000;
const WEEK = 7;
const FORMAT = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC'});
const STEPS = {ArrowUp: -WEEK, ArrowDown: WEEK};

/** Year, month and day. Days are represented by noon UTC, so that no time zone changes the date. */
function parts(at) {
  return Object.fromEntries(FORMAT.formatToParts(at).map((part) => [part.type, Number(part.value)]));
}

function today() {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Tehran'}).format(new Date()).split('-').map(Number);
  return Date.UTC(year, month - 1, day, 12);
}

function first(at) {
  return at - (parts(at).day - 1) * DAY;
}

/** The same day of the next month (`by` above 0) or the previous month, or its last day if the month is shorter. */
function monthsAfter(at, by) {
  const {day} = parts(at);
  let there = first(at);
  there = first(by > 0 ? there + 31 * DAY : there - DAY);
  return Math.min(there + (day - 1) * DAY, first(there + 31 * DAY) - DAY);
}

/** A day as people write it in the Persian calendar, e.g. 1405/09/08. */
function written(at) {
  const {year, month, day} = parts(at);
  return `${year}/${String(month).padStart(2, '0')}/${String(day).padStart(2, '0')}`;
}

/** The typed day if it is valid in the Persian calendar, otherwise today. */
function typedDay(text) {
  const [year, month, day] = String(text || '').replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).split('/').map(Number);
  if (!(year > 1300 && year < 1500 && month && day)) return today();
  let at = Date.UTC(year + 621, 2, 21, 12) + ((month - 1) * 30 + day) * DAY;
  for (let i = 0; i < 40; i++) {
    const there = parts(at);
    const off = (year - there.year) * 365 + (month - there.month) * 30 + day - there.day;
    if (!off) return at;
    at += Math.sign(off) * DAY;
  }
  return today();
}

class Month extends View {
  static properties = {from: {}, at: {state: true}};

  willUpdate(changed) {
    if (changed.has('from')) this.at = typedDay(this.from);
  }

  firstUpdated() {
    this.focusDay();
  }

  focusDay() {
    this.updateComplete.then(() => this.querySelector('[data-day][tabindex="0"]')?.focus());
  }

  go(to) {
    this.at = to;
    this.focusDay();
  }

  key(e) {
    const towards = document.documentElement.dir === 'rtl' ? -1 : 1;
    const step = e.key === 'ArrowRight' ? towards : e.key === 'ArrowLeft' ? -towards : STEPS[e.key];
    if (step) this.go(this.at + step * DAY);
    else if (e.key === 'PageUp') this.go(monthsAfter(this.at, -1));
    else if (e.key === 'PageDown') this.go(monthsAfter(this.at, 1));
    else if (e.key === 'Escape') this.dispatchEvent(new CustomEvent('left'));
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  pick(at) {
    this.dispatchEvent(new CustomEvent('picked', {detail: digits(written(at))}));
  }

  render() {
    const locale = language() === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB-u-ca-persian';
    const begin = first(this.at);
    const end = first(begin + 31 * DAY);
    // weeks begin on Saturday
    const lead = (new Date(begin).getUTCDay() + 1) % WEEK;
    const weekday = (i, style) => new Intl.DateTimeFormat(locale, {weekday: style, timeZone: 'UTC'}).format(begin + (i - lead) * DAY);
    const days = Array.from({length: (end - begin) / DAY}, (_, i) => begin + i * DAY);
    // the browser's full date begins with the year in Persian, so the parts are joined here
    const named = (at, options) => new Intl.DateTimeFormat(locale, {...options, timeZone: 'UTC'}).format(at);
    const whole = (at) => `${named(at, {weekday: 'long'})} ${digits(parts(at).day)} ${named(at, {month: 'long'})} ${digits(parts(at).year)}`;
    return html`<div class="month" role="group" aria-label=${t('day.pick')} @keydown=${this.key}>
      <div class="d-flex gap-2 align-items-center"><button type="button" class="btn btn-sm btn-outline-primary" aria-label=${t('month.before')} @click=${() => (this.at = monthsAfter(this.at, -1))}>‹</button>
        <strong class="flex-grow-1 text-center" aria-live="polite">${new Intl.DateTimeFormat(locale, {month: 'long', timeZone: 'UTC'}).format(this.at)} ${digits(parts(this.at).year)}</strong>
        <button type="button" class="btn btn-sm btn-outline-primary" aria-label=${t('month.after')} @click=${() => (this.at = monthsAfter(this.at, 1))}>›</button></div>
      <div class="week" aria-hidden="true">${Array.from({length: WEEK}, (_, i) => html`<span>${weekday(i, 'narrow')}</span>`)}</div>
      <div class="week">${Array.from({length: lead}, () => html`<span></span>`)}${days.map((at) => html`<button type="button" class="day ${at === today() ? 'today' : ''}" data-day=${written(at)} tabindex=${at === this.at ? 0 : -1} aria-label=${whole(at)} aria-current=${at === today() ? 'date' : 'false'} @click=${() => this.pick(at)}>${digits(parts(at).day)}</button>`)}</div></div>`;
  }
}

customElements.define('pk-month', Month);
