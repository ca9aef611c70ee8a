/* Base class of the frames of staff and citizens: session, warning before it ends, and language. */

import {PART, View, errorCard, html, loadPart, loading, nothing, lazyElement} from './view.js';
import {logout, onLine, onSession, resume, extendSession} from './api.js';
import {saveAllDrafts, onSaved} from './draft.js';
import {chooseLanguage, language, t} from './language.js';
import {recordRequestFailure, onConnectionChange} from './line.js';

const WARNED_BEFORE = 120;
const EACH = 5000;
/** Maximum number of sections that need no menu on a phone. */
const FEW = 2;
/** Key of whether the tour was seen in this browser. */
const TOURED = 'pishkhan.toured';
/** Key of the time of the last input in any window of the hub: work in one window keeps the others open. */
const TOUCHED = 'pishkhan.touched';

/** Subclasses handle the start of a session (`entered`), its end (`lost`), and a change of the address (`go`). */
export class Frame extends View {
  static properties = {session: {}, route: {}, ready: {}, left: {}, cut: {state: true}, away: {state: true}, menu: {state: true}, tour: {state: true}, saved: {state: true}, mode: {state: true}};

  constructor() {
    super();
    this.session = this.left = null;
    this.ready = false;
    this.tour = !localStorage.getItem(TOURED);
    this.touched = this.called = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    const signal = this.ending.signal;
    addEventListener('hashchange', () => {
      this.menu = false;
      this.go();
    }, {signal});
    addEventListener('keydown', (e) => this.asksForKeys(e), {signal});
    for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, () => this.touch(), {signal});
    onSession((event) => this.heard(event));
    onLine((reached) => (this.cut = !reached), signal);
    onConnectionChange((reached) => {
      this.away = !reached;
      if (reached) saveAllDrafts();
    }, signal);
    onSaved((state) => (this.saved = state), signal);
    addEventListener(PART, () => this.requestUpdate(), {signal});
    this.watch = setInterval(() => this.look(), EACH);
    this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.watch);
  }

  /** Loads the mode of the hub, demo or production; without an answer, the page shows no mode. */
  async loadMode() {
    this.mode = await fetch('health/live', {cache: 'no-store', signal: this.ending.signal}).then((answer) => answer.json()).then((health) => health.mode).catch(() => undefined);
  }

  /** The mode of the hub, shown below every page. */
  modeLine() {
    return this.mode ? html`<span id="mode" data-mode=${this.mode}>${t(`mode.${this.mode}`)}</span>` : nothing;
  }

  async begin() {
    this.loadMode();
    await chooseLanguage(language());
    await this.attempt(resume);
    this.resumed();
    this.ready = true;
    this.go();
  }

  /** The path and the query of the address. */
  address() {
    const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
    return {path: path.split('/').filter(Boolean), query: new URLSearchParams(query)};
  }

  touch() {
    this.touched = Date.now();
    localStorage.setItem(TOUCHED, this.touched);
  }

  heard({known, session}) {
    if (session) {
      this.left = null;
      this.touch();
      this.entered(session);
    }
    if (known) this.called = Date.now();
    else if (this.session) this.lost();
  }

  /** Whether there is a session that may time out. */
  get watched() {
    return this.session !== null;
  }

  /** Ends the session after idle time, warns before that, and prolongs the session while the user types. */
  async look() {
    if (!this.watched) return;
    const idle = this.session.idleSeconds * 1000;
    const still = Date.now() - Math.max(this.touched, Number(localStorage.getItem(TOUCHED)));
    this.left = still > idle - WARNED_BEFORE * 1000 ? Math.max(0, Math.round((idle - still) / 1000)) : null;
    if (still >= idle) {
      this.lost();
      await logout().catch(() => {});
    } else if (still < EACH && Date.now() - this.called > idle / 3) {
      await extendSession().catch(() => {});
    }
  }

  /** Shows the warning above everything else: an open viewer covers the whole page. */
  updated() {
    const locks = this.querySelector('#locks');
    if (locks?.showPopover && !locks.matches(':popover-open')) locks.showPopover();
  }

  warning(words) {
    return html`<div class="locks" id="locks" popover="manual"><div class="alert alert-warning d-flex flex-wrap gap-2 align-items-center mb-0" role="alert"><span class="flex-grow-1">${words}</span>
      <button class="btn btn-warning" @click=${() => this.attempt(extendSession)}>${t('stay')}</button></div></div>`;
  }

  /** The bar above every page. @param inside content between the name of the product and the language */
  header(inside) {
    const other = language() === 'fa' ? 'en' : 'fa';
    return html`<a class="visually-hidden-focusable skip" href="#content" @click=${this.skip}>${t('skip')}</a>
      <header class="bar"><div class="container d-flex flex-wrap align-items-center gap-2">${inside}
        ${this.indicator()}<a class="btn btn-bar" id="help" href="#/help" title=${t('help')} aria-label=${t('help')}>${language() === 'fa' ? '؟' : '?'}</a><button class="btn btn-bar" id="language" lang=${other} @click=${() => chooseLanguage(other)}>${other === 'en' ? 'English' : 'فارسی'}</button>
      </div></header>`;
  }

  /** Page of an unknown address. */
  unknown() {
    return html`<h1 tabindex="-1">${t('unknown.page')}</h1><section class="card" id="unknown-page"><p class="mb-0">${t('unknown.page.what')}</p><a class="btn btn-primary justify-self-start" href="#/">${t('unknown.page.home')}</a></section>`;
  }

  /** State of the connection and of saving; screen readers announce changes. */
  indicator() {
    const state = this.away || this.cut ? 'cut' : this.saved;
    return html`<span class="indicator ${state ? `indicator-${state}` : ''}" id="indicator" role="status" data-state=${state || 'reached'}>${state ? state === 'cut' ? this.cutWords() : t(`indicator.${state}`) : nothing}</span>`;
  }

  /** Explains the effect of a lost connection on this page. */
  cutWords() {
    return t('cut.line');
  }

  /** The page until the session is known. */
  beginning() {
    return html`${this.indicator()}<main class="container py-4">${this.failure ? errorCard(this.failure, () => this.begin()) : loading()}</main>`;
  }

  /** Links to the sections. Many links are folded behind a button if the window is narrow. */
  nav(links, grow) {
    const many = links.length > FEW;
    return html`${many ? html`<button class="btn btn-bar menu" id="menu" aria-expanded=${this.menu ? 'true' : 'false'} aria-controls="sections" @click=${() => (this.menu = !this.menu)}>${t('navigation')}</button>` : nothing}
      <nav class="d-flex flex-wrap gap-1 ${grow ? 'flex-grow-1' : ''} ${many ? 'folded' : ''} ${this.menu ? 'unfolded' : ''}" id="sections" aria-label=${t('navigation')}>${links}</nav>`;
  }

  /** Shows the keys of the page when `?` is pressed outside of a field. */
  asksForKeys(e) {
    if (!['?', '؟'].includes(e.key) || e.ctrlKey || e.metaKey || e.target.closest?.('input, textarea, select, [contenteditable], dialog, pk-property-code')) return;
    e.preventDefault();
    import('./help.js').then(({showKeys}) => showKeys(this.helpRole())).catch(recordRequestFailure);
  }

  /** The help for the current role. */
  help(topic) {
    return lazyElement('help', () => import('./help.js'), html`<pk-help .kind=${this.helpRole()} .topic=${topic} @tour=${() => (this.tour = true)}></pk-help>`);
  }

  /** The tour: shown at the first login in this browser, and again on demand. It takes neither the focus nor a key. */
  tourCard() {
    if (!this.session || this.left !== null || !this.tour) return nothing;
    loadPart('help', () => import('./help.js'));
    return html`<pk-tour .kind=${this.helpRole()} @over=${async (e) => {
      const focused = e.target.contains(document.activeElement);
      localStorage.setItem(TOURED, '1');
      this.tour = false;
      await this.updateComplete;
      if (focused) document.querySelector('#content h1')?.focus({preventScroll: true});
    }}></pk-tour>`;
  }

  skip(e) {
    e.preventDefault();
    document.querySelector('#content h1')?.focus();
  }
}
