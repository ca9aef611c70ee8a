/* The console's frame: session, navigation, warning before the session ends, and lock. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code, loadPart, pageOf, lazyElement} from './view.js';
import {login, logout} from './api.js';
import {digits, number, t} from './language.js';
import {Frame} from './frame.js';
import {dropDrafts, removeAllDrafts} from './draft.js';
import {forgetOffline, keepOffline, useStoredReads} from './offline.js';
import {isParty, lazyPage, pagesForRoles, titleOf} from './sections.js';

/** Pages, each loaded when it is first drawn. */
const PARTS = {
  today: () => import('./today.js'), search: () => import('./search.js'), opening: () => import('./opening.js'),
  case: () => import('./case.js'),
  authorities: () => import('./authorities.js'), worklist: () => import('./worklist.js'), inquiry: () => import('./inquiry.js'),
  district: () => import('./district.js'), inspections: () => import('./inspections.js'),
  watch: () => import('./watch.js'), operating: () => import('./operating.js'),
};
/** Pages for work on cases, loaded in advance while the first page is read. */
const AHEAD = ['today', 'opening', 'search', 'case'];
/** Roles without a counter: the module of their pages, and the pages; the first one is the start page. */
const WATCHERS = {
  oversight: {part: 'watch', tabs: ['watch', 'live', 'figures', 'proof']},
  headquarters: {part: 'watch', tabs: ['watch', 'figures', 'proof']},
  operator: {part: 'operating', tabs: ['hub', 'agencies', 'dead-letters', 'deployments', 'settings']},
};

/** Roles with a help page of their own. */
const HELPED = ['office', 'agency', 'district', 'expert', 'oversight', 'headquarters', 'operator', 'chair', 'committee', 'planning', 'institute', 'treasury', 'discipline', 'notary'];

const whenIdle = (work) => (self.requestIdleCallback ? requestIdleCallback(work, {timeout: 3000}) : setTimeout(work, 1000));

class Console extends Frame {
  static properties = {locked: {}};

  constructor() {
    super();
    this.locked = false;
  }

  connectedCallback() {
    useStoredReads();
    super.connectedCallback();
    addEventListener('keydown', (e) => this.shortcut(e), {signal: this.ending.signal});
  }

  resumed() {
    if (this.session?.roles.every((r) => r.startsWith('citizen:'))) location.replace('my');
  }

  go() {
    this.route = this.address();
    scrollTo(0, 0);
  }

  entered(session) {
    // another user has logged in in another window
    if (this.session && this.session.principal !== session.principal) dropDrafts();
    this.session = session;
    this.locked = false;
    if (session.csrf && this.role('expert') !== null) keepOffline(session);
    if (this.worksAtCases()) whenIdle(() => AHEAD.forEach((name) => loadPart(name, PARTS[name])));
  }

  /** Locks the page. Input is preserved. */
  lost() {
    this.locked = true;
  }

  get watched() {
    return super.watched && !this.locked;
  }

  shortcut(e) {
    if (e.altKey && e.code === 'KeyN' && this.session && !this.agency() && this.worksAtCases()) {
      e.preventDefault();
      location.hash = '#/new';
    } else if (e.altKey && e.code === 'KeyS') {
      e.preventDefault();
      this.querySelector('#search')?.focus();
    }
  }

  another() {
    forgetOffline();
    removeAllDrafts();
    location.hash = '#/';
  }

  async leave() {
    await removeAllDrafts(true);
    await forgetOffline();
    await logout().catch(() => {});
    location.hash = '';
    this.session = null;
  }

  updated() {
    super.updated();
    if (this.locked) document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  }

  render() {
    if (!this.ready) return this.beginning();
    if (!this.session && this.at('help')) return html`${this.bar()}<main class="container py-4" id="content">${this.help(this.route.path[1])}</main>`;
    if (!this.session) return html`${this.bar()}<main class="container narrow" id="content">${errorCard(this.failure, () => this.begin())}<pk-login></pk-login></main>${this.foot()}`;
    return html`
      ${this.bar()}
      ${this.left !== null && !this.locked ? this.warning(t('locks', number(this.left))) : nothing}
      <main class="container py-4" id="content" ?inert=${this.locked} ?hidden=${this.locked}>${repeat([this.session.principal], (who) => who, () => this.page())}</main>
      ${this.locked
        ? html`<main class="container narrow"><pk-login .again=${this.session.principal} @other=${this.another}></pk-login></main>`
        : this.tourCard()}${this.foot()}`;
  }

  foot() {
    return html`<footer class="container py-4">${this.modeLine()}</footer>`;
  }

  bar() {
    return this.header(html`
        <a class="brand" href="#/">${t('brand')}</a>
        ${this.session && !this.locked
          ? this.watcher() ? html`${this.tabs(this.watcher().tabs)}${this.who()}` : this.agency() ? html`${this.nav([this.tab('', t('worklist')), ...this.ownTabs()], true)}${this.who()}` : this.own().length && !this.worksAtCases() ? html`${this.nav(this.ownTabs(), true)}${this.who()}` : html`${this.nav([
                this.tab('', t('today')),
                ...this.role('office') === null ? [] : [this.tab('new', t('new'), 'Alt+N')],
                ...this.role('expert') !== null && this.role('office') === null ? [] : [this.tab('authorities', t('authorities'))],
                ...this.ownTabs(),
              ])}
              <form class="flex-grow-1" role="search" @submit=${this.search}>
                <label class="visually-hidden" for="search">${t('search')}</label>
                <input id="search" class="form-control" type="search" name="q" maxlength="100" autocomplete="off" placeholder=${t('search.hint')} title="Alt+S">
              </form>
              ${this.who()}`
          : html`<span class="flex-grow-1"></span>`}`);
  }

  tab(first, words, key) {
    return html`<a class="tab" href="#/${first}" aria-current=${this.at(first) ? 'page' : nothing} title=${key || nothing}>${words}</a>`;
  }

  /** The role whose help is shown. */
  helpRole() {
    return this.session?.roles.map((role) => role.split(':')[0]).find((role) => HELPED.includes(role)) ?? 'office';
  }

  tabs(names) {
    const at = this.route.path[0] || names[0];
    return this.nav([...names.map((name) => html`<a class="tab" href="#/${name}" aria-current=${at === name ? 'page' : nothing}>${t(`tab.${name}`)}</a>`), ...this.ownTabs()], true);
  }

  who() {
    return html`<span class="who">${code(this.session.principal)}</span>
      <button class="btn btn-bar" id="logout" @click=${this.leave}>${t('logout')}</button>`;
  }

  at(first) {
    return (this.route?.path[0] || '') === first;
  }

  search(e) {
    e.preventDefault();
    const words = new FormData(e.target).get('q').trim();
    location.hash = words ? `#/search?q=${encodeURIComponent(words)}` : '#/search';
  }

  /** Pages of committees, treasury and oversight. The first one is the start page of roles that do not work on cases. */
  own() {
    return pagesForRoles(this.session.roles);
  }

  worksAtCases() {
    return ['office', 'expert', 'district', 'agency'].some((kind) => this.role(kind) !== null);
  }

  ownTabs() {
    const own = this.own();
    const pages = isParty(this.session.roles) && !own.includes('hearings') ? [...own, 'hearings'] : own;
    const begins = this.worksAtCases() || this.watcher() ? null : pages[0];
    return pages.map((page) => html`<a class="tab" href="#/${page}" aria-current=${this.at(page) || page === begins && this.at('') ? 'page' : nothing}>${titleOf(page)}</a>`);
  }

  page() {
    const {path, query} = this.route;
    const own = this.own();
    if (path[0] === 'help') return this.help(path[1]);
    const {principal, roles} = this.session;
    if (own.includes(path[0]) || path[0] === 'hearings' && isParty(roles)) return lazyPage(path[0], {path, query, principal, roles});
    const watcher = this.watcher();
    if (watcher) return this.part(watcher.part, watcher.part === 'watch' ? html`<pk-watch .route=${this.route}></pk-watch>` : html`<pk-operating .route=${this.route}></pk-operating>`);
    if (own.length && !this.worksAtCases()) return lazyPage(own[0], {path: [own[0]], query, principal, roles});
    if (path[0] === 'new') return this.part('opening', pageOf(path[1], html`<pk-opening .service=${path[1] || null}></pk-opening>`));
    if (path[0] === 'case' && path[1]) return this.part('case', pageOf(path[1], html`<pk-case .caseId=${path[1]} .who=${this.role('district') !== null ? 'district' : this.role('expert') !== null ? 'expert' : 'office'}></pk-case>`));
    if (path[0] === 'authorities') return this.part('authorities', html`<pk-authorities .records=${this.role('office') !== null}></pk-authorities>`);
    if (path[0] === 'search') return this.part('search', pageOf(query.get('q'), html`<pk-search .words=${query.get('q') || ''}></pk-search>`));
    if (path[0] === 'item' && path[1]) return this.part('inquiry', html`<pk-inquiry .itemId=${path[1]} .principal=${this.session.principal}></pk-inquiry>`);
    if (path[0]) return this.unknown();
    if (this.role('district') !== null) return this.part('district', html`<pk-district .district=${digits(this.role('district'))} .principal=${this.session.principal}></pk-district>`);
    if (this.role('expert') !== null && this.role('office') === null) return this.part('inspections', html`<pk-inspections></pk-inspections>`);
    if (this.agency()) return this.part('worklist', html`<pk-worklist .principal=${this.session.principal} .query=${query}></pk-worklist>`);
    return this.part('today', html`<pk-today .office=${digits(this.role('office') || '')} .query=${query}></pk-today>`);
  }

  cutWords() {
    return t(this.session && this.role('expert') !== null ? 'cut' : 'cut.line');
  }

  watcher() {
    return WATCHERS[Object.keys(WATCHERS).find((role) => this.session.roles.includes(role))];
  }

  agency() {
    return this.role('agency') !== null;
  }

  part(name, drawn) {
    return lazyElement(name, PARTS[name], drawn);
  }

  /** The office, district, agency or expert's office of the login; null if the login has none. */
  role(kind) {
    return this.session.roles.find((r) => r.startsWith(`${kind}:`))?.slice(kind.length + 1) ?? null;
  }
}

class Login extends View {
  static properties = {again: {}};

  firstUpdated() {
    this.querySelector(this.again ? '#password' : '#user').focus();
  }

  async submit(e) {
    e.preventDefault();
    const given = new FormData(e.target);
    const session = await this.attempt(() => login(given.get('user').trim(), given.get('password')));
    if (session && this.again && session.principal !== this.again) this.dispatchEvent(new Event('other'));
    if (!session) {
      await this.updateComplete;
      const password = this.querySelector('#password');
      password.value = '';
      password.focus();
    }
  }

  render() {
    return html`<form class="card login" @submit=${this.submit}>
      <h1 tabindex="-1">${this.again ? t('locked') : t('login')}</h1>
      ${this.again ? html`<p>${t('locked.why')}</p>` : nothing}
      ${errorCard(this.failure)}
      <div><label class="form-label" for="user">${t('user')}</label>
        <input class="form-control" id="user" name="user" dir="ltr" autocomplete="username" required .value=${this.again || ''}></div>
      <div><label class="form-label" for="password">${t('password')}</label>
        <input class="form-control" id="password" name="password" type="password" dir="ltr" autocomplete="current-password" required></div>
      <button class="btn btn-primary btn-lg" id="login" ?disabled=${this.busy}>${this.busy ? t('login.doing') : t('login.do')}</button>
    </form>`;
  }
}

customElements.define('pk-login', Login);
customElements.define('pk-console', Console);
