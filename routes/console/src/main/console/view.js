/*
 * Base class of all views: rendered without shadow root, so that Bootstrap styles apply; redrawn when the language changes; requests end with the
 * view. Common helpers.
 */

import {repeat} from 'lit/directives/repeat.js';
import {LitElement, html, nothing} from 'lit';
import {Problem, Unreached} from './api.js';
import {addView, t, time, removeView, timeUntil} from './language.js';
import {recordRequestFailure} from './line.js';
import {marked} from './faults.js';

export {html, nothing};

/** Media types of scans. */
export const SCANS = 'application/pdf,image/jpeg,image/png,image/tiff';

/** Time in milliseconds since 1970 until which a failed load scrolls its fault into view, because the load is the answer to a submitted form. */
let soughtUntil = 0;
const SOUGHT = 5000;

/** Navigates to the page that answers a form. @param again reloads the page if it is already the current one */
export function navigateToAnswer(hash, again) {
  soughtUntil = Date.now() + SOUGHT;
  if (location.hash === hash) again();
  else location.hash = hash;
}

export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.ending = new AbortController();
    addView(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.ending.abort();
    removeView(this);
  }

  /**
   * Draws the view. Then table cells get the names of their columns, because phones hide the table head, and a card heading that repeats the page's
   * title is hidden.
   */
  update(changed) {
    super.update(changed);
    this.querySelectorAll('table:has(> thead)').forEach(headed);
    this.querySelectorAll('.table-responsive, .picture-box').forEach(edged);
    const title = this.querySelector('h1')?.textContent.trim();
    if (title) this.querySelectorAll('.card > h2').forEach((heading) => heading.classList.toggle('visually-hidden', heading.textContent.trim() === title));
  }

  /**
   * Runs work that may fail, and stores its failure for {@link errorCard}.
   * @param background whether the user does not wait for it: buttons stay enabled, so that Enter in a form is never lost
   * @param form a form that draws no faults itself: errors of the hub are marked at its fields
   */
  async attempt(work, {background = false, form = null} = {}) {
    const acted = Date.now() < soughtUntil || ['submit', 'click', 'keydown'].includes(globalThis.event?.type);
    const at = document.activeElement;
    this.failure = null;
    this.busy ||= !background;
    this.requestUpdate();
    try {
      return await work();
    } catch (e) {
      // a request that was replaced by a later one is not a failure
      if (this.ending.signal.aborted || e.name === 'AbortError') return undefined;
      if (form?.isConnected && e instanceof Problem && marked(form, e, [at, document.body].includes(document.activeElement))) return undefined;
      this.failure = e;
      soughtUntil = 0;
      // does not interrupt a user who types elsewhere
      if (acted && [at, document.body].includes(document.activeElement)) setTimeout(() => this.updateComplete.then(() => this.showFault()));
      return undefined;
    } finally {
      if (!background) this.busy = false;
      this.requestUpdate();
    }
  }

  /** Like {@link attempt}, for an act of the user: a failure is always scrolled into view. */
  async act(work, options) {
    const done = await this.attempt(work, options);
    if (this.failure) {
      await this.updateComplete;
      this.showFault();
    }
    return done;
  }

  /** Scrolls the first faulty field, or otherwise the message, into view and focuses it. */
  showFault() {
    if (this.contains(document.activeElement) && document.activeElement.matches('.is-invalid, [data-summary]')) return;
    const at = this.querySelector('[data-summary]') || this.querySelector('.is-invalid:not(.picks), .picks.is-invalid input') || this.querySelector('[role=alert]');
    at?.scrollIntoView({block: 'nearest'});
    at?.focus();
  }
}

const sized = new ResizeObserver((all) => all.forEach(({target}) => edge(target)));
const edges = new WeakSet();

/** Marks the sides at which a box hides content, and makes the box scrollable by keys, which not every browser does. */
function edge(box) {
  const hidden = box.scrollWidth - box.clientWidth;
  if (hidden > 1 && !box.hasAttribute('tabindex')) {
    box.tabIndex = 0;
    box.setAttribute('role', 'region');
    box.dataset.keyed = 'yes';
    call(box);
  }
  const left = getComputedStyle(box).direction === 'rtl' ? hidden + box.scrollLeft : box.scrollLeft;
  box.classList.toggle('more-left', left > 1);
  box.classList.toggle('more-right', hidden - left > 1);
}

/** Labels a box that keys can scroll, after its table or section. */
function call(box) {
  const title = box.closest('section, fieldset')?.querySelector('h2, h3, legend') ?? document.querySelector('h1');
  box.setAttribute('aria-label', box.querySelector('table')?.getAttribute('aria-label') || title?.textContent.trim() || '');
}

function edged(box) {
  if (box.dataset.keyed) call(box);
  if (edges.has(box)) return;
  edges.add(box);
  box.addEventListener('scroll', () => edge(box), {passive: true});
  sized.observe(box);
  if (box.firstElementChild) sized.observe(box.firstElementChild);
}

/** Maximum columns of a table whose rows become cards on a phone. Wider tables contain figures to be compared. */
const MOST_COLUMNS = 7;

function headed(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => (head.querySelector('.visually-hidden') ? '' : head.textContent.trim()));
  table.classList.toggle('figures', heads.length > MOST_COLUMNS);
  for (const body of [...table.tBodies, ...(table.tFoot ? [table.tFoot] : [])]) {
    for (const line of body.rows) {
      [...line.cells].forEach((cell, i) => {
        cell.toggleAttribute('data-void', !cell.textContent.trim() && !cell.querySelector('input, img, svg'));
        if (i && heads[i] && cell.dataset.label !== heads[i]) cell.dataset.label = heads[i];
      });
    }
  }
}

/** Event that notifies frames that a part of the page was loaded or could not be loaded. */
export const PART = 'pishkhan-part';
/** Milliseconds after which a part that has not loaded is replaced by a card to retry. */
const PATIENCE = 10000;
/** Milliseconds after which a failed part is loaded again. */
const RETRY = 5000;
const parts = new Map();

/** Loads a part of the page that not every user needs, and redraws once it is loaded. */
export function loadPart(name, load) {
  if (parts.has(name)) return;
  const turn = (state) => {
    parts.set(name, state);
    dispatchEvent(new Event(PART));
  };
  parts.set(name, 'coming');
  const slow = setTimeout(() => turn('late'), PATIENCE);
  load().then(() => turn('there'), () => {
    turn('late');
    recordRequestFailure();
    // allows the next drawing to load it again
    setTimeout(() => parts.get(name) === 'late' && parts.delete(name), RETRY);
    return renewed();
  }).finally(() => clearTimeout(slow));
}

/** A page that is loaded when it is first drawn, or a card to retry if that fails. */
export function lazyElement(name, load, drawn) {
  loadPart(name, load);
  return parts.get(name) === 'late' ? html`<section class="card" id="not-loaded" role="alert"><h1 tabindex="-1">${t('not-loaded')}</h1><p class="mb-0">${t('not-loaded.what')}</p>
    <button class="btn btn-primary justify-self-start" @click=${() => location.reload()}>${t('again')}</button></section>` : drawn;
}

/** Reloads the page if the hub has a new version of the console: the parts of the old version no longer exist. */
async function renewed() {
  const parts = document.querySelector('script[type=importmap]').textContent;
  const page = await fetch(location.pathname, {cache: 'no-store'}).then((answer) => (answer.ok ? answer.text() : parts)).catch(() => parts);
  if (!page.includes(parts)) location.reload();
}

/** Help topic of a failure; null if the hub's message is sufficient. */
function topicOf(e) {
  if (e instanceof Unreached) return 'line';
  return {403: 'access', 412: 'changed', 429: 'often'}[e.status] ?? (e.status >= 500 || !(e instanceof Problem) ? 'fault' : null);
}

/** A failure in the hub's words, with the possible actions. */
export function errorCard(e, again) {
  if (!e) return nothing;
  const words = e instanceof Problem ? e.words : e instanceof Unreached ? t('unreached') : t('broken');
  if (!(e instanceof Problem) && !(e instanceof Unreached)) console.error(e);
  const id = e instanceof Problem && e.status >= 500 ? e.body.instance?.split(':').pop() : null;
  return html`<div class="alert alert-danger d-flex flex-wrap gap-2 align-items-center" role="alert" tabindex="-1">
    <span class="flex-grow-1">${words}${id ? html` <small class="d-block">${t('request-id')} ${code(id)}</small>` : nothing}</span>
    ${topicOf(e) ? html`<a class="alert-link" href="#/help/${topicOf(e)}" target="_blank">${t('help.more')}</a>` : nothing}
    ${again && e.status !== 422 ? html`<button class="btn btn-danger btn-sm" @click=${again}>${t('again')}</button>` : nothing}
  </div>`;
}

/** The page of one object. Another object gets new elements, so that input and late answers of the first one do not appear there. */
export function pageOf(thing, page) {
  return repeat([thing], (one) => one, () => page);
}

/** Maximum length of a code that is never broken at its dashes. */
const WHOLE = 17;

/** A plate's two digits, letter, three digits and province, in digits of any script. */
const PLATE = /^([0-9۰-۹٠-٩]{2})\s*((?=\p{L})\p{Script=Arabic}|الف|[DS])\s*([0-9۰-۹٠-٩]{3})[\s-]*(?:ایران)?\s*([0-9۰-۹٠-٩]{2})$/u;

/** The four parts of a vehicle's plate, or null. */
export function plateOf(text) {
  return PLATE.exec(String(text ?? '').trim())?.slice(1) ?? null;
}

/** Draws a plate as on a vehicle: parts in stored order, the province apart. */
function plate([serial, letter, rest, province]) {
  return html`<bdi dir="ltr" class="code plate text-nowrap"><bdi>${serial}</bdi><bdi>${letter}</bdi><bdi>${rest}</bdi><bdi class="province">${province}</bdi></bdi>`;
}

/** A code, the same in every language, isolated so that its parts stay in order. A plate is drawn. */
export function code(text) {
  const parts = plateOf(text);
  return parts ? plate(parts) : html`<bdi dir="ltr" class="code ${String(text ?? '').length <= WHOLE ? 'text-nowrap' : ''}">${text}</bdi>`;
}

const PLATES = /([0-9۰-۹]{2}(?:(?=\p{L})\p{Script=Arabic}|الف)[0-9۰-۹]{5})/u;

/** A sentence whose plates are drawn, because in Persian text the letter would reorder the digits. */
export function withPlates(words) {
  const parts = String(words ?? '').split(PLATES);
  return parts.length === 1 ? words : parts.map((part, i) => (i % 2 ? code(part) : part));
}

/** Time since or until a moment. Its title has the date and hour, which are printed instead. */
export function timeAgo(value) {
  return html`<time datetime=${value} title=${time(value)}>${timeUntil(value)}</time>`;
}

export function loading() {
  return html`<div class="skeleton" role="status"><span class="visually-hidden">${t('loading')}</span><i></i><i></i><i></i></div>`;
}

export function empty(words) {
  return html`<p class="empty">${words}</p>`;
}

/** A file field with labels in the page's language; its form sends the file under its name. */
class FileField extends View {
  static properties = {of: {}, chosen: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.closest('form')?.addEventListener('reset', () => (this.chosen = null), {signal: this.ending.signal});
  }

  render() {
    const {id, name, accept, required, describedBy} = this.of;
    return html`<span class="file-field"><input class="visually-hidden" type="file" id=${id} name=${name} accept=${accept || nothing} ?required=${required} aria-describedby=${describedBy || nothing} @change=${(e) => (this.chosen = e.target.files[0]?.name)}>
      <label class="btn btn-outline-primary" for=${id}>${t('file.choose')}</label> <span aria-live="polite">${this.chosen ? html`<bdi>${this.chosen}</bdi>` : html`<span class="text-secondary">${t('file.none')}</span>`}</span></span>`;
  }
}

customElements.define('pk-file', FileField);

/** @param of id and name of the field, accepted types, whether it is required, and the ID of its description */
export function fileField(of) {
  return html`<pk-file .of=${of}></pk-file>`;
}

/** Focuses the heading of a page, so that screen readers start there. */
export function focusHeading(view) {
  view.updateComplete.then(() => view.querySelector('h1')?.focus({preventScroll: true}));
}
