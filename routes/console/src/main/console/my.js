/* The frame of the citizens' pages: services without a login, and the citizen's own pages with one. */

import {repeat} from 'lit/directives/repeat.js';
import {html, nothing, errorCard, focusHeading, pageOf, lazyElement} from './view.js';
import {logout} from './api.js';
import {dropDrafts, removeAllDrafts} from './draft.js';
import {addTexts, number, withLanguage, t} from './language.js';
import {Frame} from './frame.js';
import './my-cases.js';
import './my-login.js';

addTexts((wanted) => (wanted === 'fa' ? import('./my-texts-fa.js') : import('./my-texts-en.js')));

/** Pages that need a login; after it, the citizen returns to the page. */
const OWN = {
  case: ['my-case', () => import('./my-case.js'), (path) => pageOf(path[1], html`<pk-own-case .caseId=${path[1]}></pk-own-case>`)],
  duty: ['my-duty', () => import('./my-duty.js'), () => html`<pk-own-duty></pk-own-duty>`],
  report: ['my-report', () => import('./my-report.js'), () => html`<pk-own-report></pk-own-report>`],
  authorities: ['my-authorities', () => import('./my-authorities.js'), () => html`<pk-own-authorities></pk-own-authorities>`],
  login: ['my-login', () => Promise.resolve(), () => nothing],
};
const PAYING = 'pishkhan.paying';

class My extends Frame {
  static properties = {over: {}};

  constructor() {
    super();
    this.over = false;
  }

  resumed() {
    const paying = sessionStorage.getItem(PAYING);
    sessionStorage.removeItem(PAYING);
    if (paying && this.session && !location.hash) location.replace(paying);
  }

  /** Shows the page of the address. A session skips the login page, so that Back does not return to it. */
  go() {
    const {path} = this.address();
    if (path[0] === 'login' && this.session) {
      location.replace('#/');
      return;
    }
    this.route = path;
    scrollTo(0, 0);
    focusHeading(this);
  }

  /** Handles a login. A clerk's session in the same browser is ignored. */
  entered(session) {
    const own = session.roles.some((r) => r.startsWith('citizen:')) ? session : null;
    // another user has logged in in another window
    if (this.session && own?.principal !== this.session.principal) dropDrafts();
    this.session = own;
    this.over = false;
    if (this.session && this.route?.[0] === 'login') location.replace('#/');
  }

  lost() {
    this.session = this.left = null;
    this.over = true;
    dropDrafts();
  }

  async leave() {
    await removeAllDrafts(true);
    await logout().catch(() => {});
    this.session = null;
    location.hash = '';
  }

  render() {
    if (!this.ready) return this.beginning();
    return html`${this.header(html`<a class="brand flex-grow-1" href="#/">${t('my.brand')}</a>
        ${this.session ? html`<button class="btn btn-bar" id="logout" @click=${this.leave}>${t('logout')}</button>` : nothing}`)}
      ${this.left !== null && this.session ? this.warning(t('my.leaves', number(this.left))) : nothing}
      <main class="container py-4" id="content">${errorCard(this.failure)}${repeat([this.session?.principal], (who) => who, () => this.page())}</main>
      ${['', 'help'].includes(this.route?.[0] ?? '') ? this.tourCard() : nothing}
      <footer class="container py-4 d-flex flex-wrap gap-3"><a href="#/help">${t('help')}</a><a href="console">${t('my.staff')}</a>${this.modeLine()}</footer>`;
  }

  helpRole() {
    return 'citizen';
  }

  page() {
    if (this.route?.[0] === 'help') return this.help(this.route[1]);
    const own = OWN[this.route?.[0]];
    if (!own && this.route?.[0]) return this.unknown();
    if (!own) return this.home();
    if (!this.session) return html`<pk-my-login .over=${this.over}></pk-my-login>`;
    return lazyElement(own[0], own[1], own[2](this.route));
  }

  home() {
    const way = (href, name) => html`<li><a class="card choice" href=${href}><strong>${t(`my.${name}`)}</strong><span class="text-secondary">${t(`my.${name}.about`)}</span></a></li>`;
    return html`${this.session ? html`<pk-own-cases></pk-own-cases><h2 class="mt-4">${t('my.more')}</h2>` : html`<h1 tabindex="-1">${t('my.title')}</h1>${this.over ? html`<p class="alert alert-warning" role="status">${t('my.over')}</p>` : nothing}`}
      <ul class="choices">
        ${this.session ? nothing : way('#/login', 'cases')}
        ${way('#/duty', 'duty')}${way('#/report', 'report')}
        ${this.session ? way('#/authorities', 'authorities') : nothing}
        ${['track', 'verify', 'complaints', 'rules'].map((page) => way(withLanguage(page), page))}
      </ul>`;
  }
}

customElements.define('pk-my', My);
