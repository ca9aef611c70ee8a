/* What all parts of the page share: drawn in the page itself (Bootstrap reaches it), anew when the language changes, cut off when it goes. */

import {repeat} from 'lit/directives/repeat.js';
import {LitElement, html, nothing} from 'lit';
import {Problem, Unreached} from './api.js';
import {follow, t, time, unfollow, until} from './language.js';
import {doubt} from './line.js';
import {marked} from './faults.js';

export {html, nothing};

/** What a paper may be scanned as. */
export const SCANS = 'application/pdf,image/jpeg,image/png,image/tiff';

/** A form whose answer is a page of its own was sent: until then, in milliseconds since 1970, that page brings a fault into view. */
let soughtUntil = 0;
const SOUGHT = 5000;

/** Leads to the page that answers a form. @param again draws it once more if it is the current one */
export function seek(hash, again) {
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
    follow(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.ending.abort();
    unfollow(this);
  }

  /** Drawn, and then its tables say in each cell which column it is of, for a phone shows no heads above them; what a page is called is not said a second time. */
  update(changed) {
    super.update(changed);
    this.querySelectorAll('table:has(> thead)').forEach(headed);
    this.querySelectorAll('.table-responsive, .picture-box').forEach(edged);
    const title = this.querySelector('h1')?.textContent.trim();
    if (title) this.querySelectorAll('.card > h2').forEach((heading) => heading.classList.toggle('visually-hidden', heading.textContent.trim() === title));
  }

  /**
   * Runs work that may fail, and keeps its failure for {@link failed}.
   *
   * @param background whether nobody waits for it: buttons stay enabled meanwhile, so that Enter in a form is never lost
   * @param form a form that draws no faults itself: what the hub refuses of its fields is marked at them
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
      // a request that a later one replaced has not failed
      if (this.ending.signal.aborted || e.name === 'AbortError') return undefined;
      if (form?.isConnected && e instanceof Problem && marked(form, e, [at, document.body].includes(document.activeElement))) return undefined;
      this.failure = e;
      soughtUntil = 0;
      // who types elsewhere meanwhile is not interrupted
      if (acted && [at, document.body].includes(document.activeElement)) setTimeout(() => this.updateComplete.then(() => this.showFault()));
      return undefined;
    } finally {
      if (!background) this.busy = false;
      this.requestUpdate();
    }
  }

  /** As {@link attempt}, for an act of the person at the page: its failure is brought into view. */
  async act(work, options) {
    const done = await this.attempt(work, options);
    if (this.failure) {
      await this.updateComplete;
      this.showFault();
    }
    return done;
  }

  /** Brings the first field at fault, or else the message, into view and gives it the focus. */
  showFault() {
    if (this.contains(document.activeElement) && document.activeElement.matches('.is-invalid, [data-summary]')) return;
    const at = this.querySelector('[data-summary]') || this.querySelector('.is-invalid:not(.picks), .picks.is-invalid input') || this.querySelector('[role=alert]');
    at?.scrollIntoView({block: 'nearest'});
    at?.focus();
  }
}

const sized = new ResizeObserver((all) => all.forEach(({target}) => edge(target)));
const edges = new WeakSet();

/** Marks the sides of a box at which there is more to see, and lets keys scroll it: not every browser does by itself. */
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

/** A box that keys scroll is called as its table or its section. */
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

/** Of more columns, lines are no cards on a phone: figures are compared with each other. */
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

/** The event that tells frames that a part of the page came or could not be loaded. */
export const PART = 'pishkhan-part';
/** A part that has not come after this many milliseconds gets a card to try again. */
const PATIENCE = 10000;
/** A part that could not be loaded is tried again after this many milliseconds. */
const RETRY = 5000;
const parts = new Map();

/** A part of the page that not everybody sees: fetched when it is first drawn, and drawn by itself once it is there. */
export function later(name, load) {
  if (parts.has(name)) return;
  const turn = (state) => {
    parts.set(name, state);
    dispatchEvent(new Event(PART));
  };
  parts.set(name, 'coming');
  const slow = setTimeout(() => turn('late'), PATIENCE);
  load().then(() => turn('there'), () => {
    turn('late');
    doubt();
    // the next drawing tries again
    setTimeout(() => parts.get(name) === 'late' && parts.delete(name), RETRY);
    return renewed();
  }).finally(() => clearTimeout(slow));
}

/** A page that is fetched when it is first drawn, or a card to try again where it cannot be loaded. */
export function partOf(name, load, drawn) {
  later(name, load);
  return parts.get(name) === 'late' ? html`<section class="card" id="not-loaded" role="alert"><h1 tabindex="-1">${t('not-loaded')}</h1><p class="mb-0">${t('not-loaded.what')}</p>
    <button class="btn btn-primary justify-self-start" @click=${() => location.reload()}>${t('again')}</button></section>` : drawn;
}

/** Parts have other names once the hub has another console: a page of before has none of them, and is loaded anew where it stands. */
async function renewed() {
  const parts = document.querySelector('script[type=importmap]').textContent;
  const page = await fetch(location.pathname, {cache: 'no-store'}).then((answer) => (answer.ok ? answer.text() : parts)).catch(() => parts);
  if (!page.includes(parts)) location.reload();
}

/** Where the help explains a failure; nothing where the hub's words say it all. */
function topicOf(e) {
  if (e instanceof Unreached) return 'line';
  return {403: 'access', 412: 'changed', 429: 'often'}[e.status] ?? (e.status >= 500 || !(e instanceof Problem) ? 'fault' : null);
}

/** What went wrong, in the hub's words, and what can be done. */
export function failed(e, again) {
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

/** The page of one thing: another gets a page of its own, so that nothing typed, and no answer that comes late, lands there. */
export function pageOf(thing, page) {
  return repeat([thing], (one) => one, () => page);
}

/** So much of a code has room in any line, and is not broken at its dashes. */
const WHOLE = 17;

/** A plate's two digits, letter, three digits and province, in digits of any script. */
const PLATE = /^([0-9۰-۹٠-٩]{2})\s*((?=\p{L})\p{Script=Arabic}|الف|[DS])\s*([0-9۰-۹٠-٩]{3})[\s-]*(?:ایران)?\s*([0-9۰-۹٠-٩]{2})$/u;

/** The four parts of a vehicle's plate, or null. */
export function plateOf(text) {
  return PLATE.exec(String(text ?? '').trim())?.slice(1) ?? null;
}

/** A plate as it is on a vehicle: its parts in the order in which they are stored, the province apart. */
function plate([serial, letter, rest, province]) {
  return html`<bdi dir="ltr" class="code plate text-nowrap"><bdi>${serial}</bdi><bdi>${letter}</bdi><bdi>${rest}</bdi><bdi class="province">${province}</bdi></bdi>`;
}

/** Codes are the same in every language, and isolated, so that their parts stay in order. A plate is drawn. */
export function code(text) {
  const parts = plateOf(text);
  return parts ? plate(parts) : html`<bdi dir="ltr" class="code ${String(text ?? '').length <= WHOLE ? 'text-nowrap' : ''}">${text}</bdi>`;
}

const PLATES = /([0-9۰-۹]{2}(?:(?=\p{L})\p{Script=Arabic}|الف)[0-9۰-۹]{5})/u;

/** A sentence whose plates are drawn: in Persian text the letter would move the digits behind it. */
export function withPlates(words) {
  const parts = String(words ?? '').split(PLATES);
  return parts.length === 1 ? words : parts.map((part, i) => (i % 2 ? code(part) : part));
}

/** How long ago or until; its day and hour stand in its title, and instead of it in print. */
export function ago(value) {
  return html`<time datetime=${value} title=${time(value)}>${until(value)}</time>`;
}

export function loading() {
  return html`<div class="skeleton" role="status"><span class="visually-hidden">${t('loading')}</span><i></i><i></i><i></i></div>`;
}

export function empty(words) {
  return html`<p class="empty">${words}</p>`;
}

/** A file to choose, in words of the page's language; its form sends it under its name. */
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

/** @param of id and name of the field; what it accepts, whether it has to be there, what describes it */
export function fileField(of) {
  return html`<pk-file .of=${of}></pk-file>`;
}

/** The heading of a page takes the focus when somebody comes there, so that a reader begins at it. */
export function focusHeading(view) {
  view.updateComplete.then(() => view.querySelector('h1')?.focus({preventScroll: true}));
}
