/* The citizens' frame: where to go without a login, and what is one's own with one. */

import {View, html, nothing, failed, later, focusHeading} from './view.js';
import {logout, onSession, resume, stay} from './api.js';
import {also, choose, language, number, spoken, t} from './language.js';
import './my-cases.js';
import './my-login.js';

also((wanted) => (wanted === 'fa' ? import('./my-texts-fa.js') : import('./my-texts-en.js')));

/** What is one's own: shown after a login, which leads back to it. */
const OWN = {
  case: ['my-case', () => import('./my-case.js'), (path) => html`<pk-own-case .caseId=${path[1]}></pk-own-case>`],
  duty: ['my-duty', () => import('./my-duty.js'), () => html`<pk-own-duty></pk-own-duty>`],
  report: ['my-report', () => import('./my-report.js'), () => html`<pk-own-report></pk-own-report>`],
  authorities: ['my-authorities', () => import('./my-authorities.js'), () => html`<pk-own-authorities></pk-own-authorities>`],
  login: ['my-login', () => Promise.resolve(), () => nothing],
};
const PAYING = 'pishkhan.paying';
const WARNED_BEFORE = 120;
const EACH = 5000;

class My extends View {
  static properties = {session: {}, route: {}, ready: {}, left: {}, over: {}};

  constructor() {
    super();
    this.session = this.left = null;
    this.ready = this.over = false;
    this.touched = this.called = Date.now();
  }

  connectedCallback() {
    super.connectedCallback();
    const signal = this.ending.signal;
    addEventListener('hashchange', () => this.go(), {signal});
    for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, () => (this.touched = Date.now()), {signal});
    onSession((event) => this.heard(event));
    this.watch = setInterval(() => this.look(), EACH);
    this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.watch);
  }

  async begin() {
    await choose(language());
    await this.attempt(resume);
    const paying = sessionStorage.getItem(PAYING);
    sessionStorage.removeItem(PAYING);
    if (paying && this.session && !location.hash) location.replace(paying);
    this.ready = true;
    this.go();
  }

  /** Of a page that nobody can go back to by itself. */
  go() {
    const path = location.hash.replace(/^#\/?/, '').split('?')[0].split('/').filter(Boolean);
    if (path[0] === 'login' && this.session) {
      location.replace('#/');
      return;
    }
    this.route = path;
    scrollTo(0, 0);
    focusHeading(this);
  }

  /** A clerk's session in the same browser is nothing here. */
  heard({known, session}) {
    if (session) {
      this.session = session.roles.some((r) => r.startsWith('citizen:')) ? session : null;
      this.touched = Date.now();
      this.over = false;
      if (this.session && this.route?.[0] === 'login') location.replace('#/');
    }
    if (known) this.called = Date.now();
    else if (this.session) {
      this.session = null;
      this.over = true;
    }
  }

  async look() {
    if (!this.session) return;
    const idle = this.session.idleSeconds * 1000;
    const still = Date.now() - this.touched;
    this.left = still > idle - WARNED_BEFORE * 1000 ? Math.max(0, Math.round((idle - still) / 1000)) : null;
    if (still >= idle) {
      await logout().catch(() => {});
      this.session = this.left = null;
      this.over = true;
    } else if (still < EACH && Date.now() - this.called > idle / 3) {
      await stay().catch(() => {});
    }
  }

  async leave() {
    await logout().catch(() => {});
    this.session = null;
    location.hash = '';
  }

  render() {
    if (!this.ready) return html`<main class="container py-4">${failed(this.failure)}</main>`;
    return html`<a class="visually-hidden-focusable skip" href="#content" @click=${this.skip}>${t('skip')}</a>
      <header class="bar"><div class="container d-flex flex-wrap align-items-center gap-2">
        <a class="brand flex-grow-1" href="#/">${t('my.brand')}</a>
        ${this.session ? html`<button class="btn btn-bar" id="logout" @click=${this.leave}>${t('logout')}</button>` : nothing}
        <button class="btn btn-bar" id="language" lang=${language() === 'fa' ? 'en' : 'fa'} @click=${() => choose(language() === 'fa' ? 'en' : 'fa')}>${language() === 'fa' ? 'English' : 'فارسی'}</button>
      </div></header>
      ${this.left !== null && this.session ? html`<div class="container pt-3"><div class="alert alert-warning d-flex flex-wrap gap-2 align-items-center mb-0" role="alert"><span class="flex-grow-1">${t('my.leaves', number(this.left))}</span>
        <button class="btn btn-warning" @click=${() => this.attempt(stay)}>${t('stay')}</button></div></div>` : nothing}
      <main class="container py-4" id="content">${failed(this.failure)}${this.page()}</main>
      <footer class="container py-4 d-flex flex-wrap gap-3"><a href="handbook">${t('my.handbook')}</a><a href="console">${t('my.staff')}</a></footer>`;
  }

  page() {
    const own = OWN[this.route?.[0]];
    if (!own) return this.home();
    if (!this.session) return html`<pk-my-login .over=${this.over}></pk-my-login>`;
    later(own[0], own[1]);
    return own[2](this.route);
  }

  home() {
    const way = (href, name) => html`<li><a class="card choice" href=${href}><strong>${t(`my.${name}`)}</strong><span class="text-secondary">${t(`my.${name}.about`)}</span></a></li>`;
    return html`${this.session ? html`<pk-own-cases></pk-own-cases><h2 class="mt-4">${t('my.more')}</h2>` : html`<h1 tabindex="-1">${t('my.title')}</h1>${this.over ? html`<p class="alert alert-warning" role="status">${t('my.over')}</p>` : nothing}`}
      <ul class="choices">
        ${this.session ? nothing : way('#/login', 'cases')}
        ${way('#/duty', 'duty')}${way('#/report', 'report')}
        ${this.session ? way('#/authorities', 'authorities') : nothing}
        ${['track', 'verify', 'complaints', 'rules'].map((page) => way(spoken(page), page))}
      </ul>`;
  }

  skip(e) {
    e.preventDefault();
    document.querySelector('#content h1')?.focus();
  }
}

customElements.define('pk-my', My);
