/* Routes of one context: endpoints, counts, stop and start. Without a context, a list of all contexts. */

import {View, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {call, get} from './api.js';
import {number, t} from './language.js';
import {askConfirmation} from './confirm.js';

const SHOWN = 200;

class ContextRoutes extends View {
  static properties = {context: {}, routes: {}, contexts: {}, told: {}, filter: {}};

  constructor() {
    super();
    this.filter = '';
  }

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
  }

  willUpdate(changed) {
    if (changed.has('context')) {
      this.filter = '';
      this.load();
    }
  }

  get address() {
    return `operator/v1/contexts/${encodeURIComponent(this.context)}`;
  }

  load() {
    this.routes = this.contexts = null;
    if (!this.context) return this.attempt(async () => (this.contexts = (await get('operator/v1/contexts', {}, this.ending.signal)).items));
    return this.attempt(async () => (this.routes = (await get(`${this.address}/routes`, {}, this.ending.signal)).items));
  }

  /** Stops all routes of a context after a confirmation, because this stops all of its work. */
  async stopAll() {
    if (await askConfirmation({title: t('routes.stop.all'), rows: [[t('routes'), code(this.context)], [t('contexts.routes'), number(this.routes.length)]], act: t('routes.stop.all'), danger: true, words: t('routes.until')})) await this.move('stop');
  }

  move(act, route) {
    this.told = null;
    return this.attempt(async () => {
      this.routes = (await call('POST', `${this.address}/${act}`, {body: route ? {route} : {}, keyed: true})).json.items;
      this.told = t(`routes.${act}.done`);
    });
  }

  /** List of contexts, those with problems first. */
  choice() {
    const wrong = (c) => c.state !== 'running' || c.stopped > 0;
    const all = (this.contexts || []).filter((c) => c.name.includes(this.filter)).sort((a, b) => wrong(b) - wrong(a) || a.name.localeCompare(b.name));
    return html`<p class="mb-1"><a href="#/hub">${t('tab.hub')}</a></p><h1 tabindex="-1">${t('contexts')}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.contexts ? (this.failure ? nothing : loading()) : html`<section class="card" aria-label=${t('contexts')}>
        <div><label class="form-label mb-0" for="r-filter">${t('filter')}</label><input class="form-control" id="r-filter" dir="ltr" autocomplete="off" @input=${(e) => (this.filter = e.target.value.trim())}></div>
        ${all.length ? html`<div class="table-responsive"><table class="table align-middle mb-0"><thead><tr><th scope="col">${t('contexts.name')}</th><th scope="col">${t('routes.state')}</th><th scope="col" class="text-end">${t('contexts.routes')}</th><th scope="col" class="text-end">${t('routes.exchanges')}</th></tr></thead>
          <tbody>${all.slice(0, SHOWN).map((c) => html`<tr data-context=${c.name}><td><a class="row-link" href="#/routes?context=${encodeURIComponent(c.name)}">${code(c.name)}</a></td><td><span class="state state-${wrong(c) ? 'refused' : 'approved'}">${c.state !== 'running' ? t(`context.${c.state}`) : c.stopped ? t('context.stopped', number(c.stopped)) : t('routes.runs')}</span></td><td class="text-end">${number(c.routes)}</td><td class="text-end">${number(c.exchanges)}</td></tr>`)}</tbody></table></div>
          ${all.length > SHOWN ? html`<p class="form-text mb-0">${t('routes.more', number(SHOWN), number(all.length))}</p>` : nothing}` : empty(t('routes.none'))}</section>`}`;
  }

  render() {
    if (!this.context) return this.choice();
    const all = (this.routes || []).filter((r) => `${r.id} ${r.from}`.includes(this.filter));
    return html`<p class="mb-1"><a href="#/hub">${t('tab.hub')}</a></p><h1 tabindex="-1">${t('routes')} ${code(this.context)}</h1>
      ${errorCard(this.failure, () => this.load())}${this.told ? html`<div class="alert alert-success" role="status">${this.told}</div>` : nothing}
      ${!this.routes ? (this.failure ? nothing : loading()) : html`<section class="card" aria-label=${t('routes')}>
        <div class="d-flex flex-wrap gap-2 align-items-end"><div class="flex-grow-1"><label class="form-label mb-0" for="r-filter">${t('filter')}</label><input class="form-control" id="r-filter" dir="ltr" autocomplete="off" @input=${(e) => (this.filter = e.target.value.trim())}></div>
          <button class="btn btn-outline-primary" id="start-all" ?disabled=${this.busy} @click=${() => this.move('start')}>${t('routes.start.all')}</button><button class="btn btn-outline-danger" id="stop-all" ?disabled=${this.busy} @click=${this.stopAll}>${t('routes.stop.all')}</button></div>
        ${all.length ? html`<div class="table-responsive"><table class="table align-middle mb-0"><thead><tr><th scope="col">${t('routes.id')}</th><th scope="col">${t('routes.from')}</th><th scope="col">${t('routes.state')}</th><th scope="col" class="text-end">${t('routes.exchanges')}</th><th scope="col" class="text-end">${t('routes.inflight')}</th><th scope="col"><span class="visually-hidden">${t('routes.act')}</span></th></tr></thead>
          <tbody>${all.slice(0, SHOWN).map((r) => html`<tr data-route=${r.id}><td>${code(r.id)}</td><td>${code(r.from)}</td><td><span class="state state-${r.state === 'started' ? 'approved' : 'open'}">${t(r.state === 'started' ? 'routes.runs' : 'routes.stopped')}</span>${r.stoppedBy ? html` ${code(r.stoppedBy)}` : nothing}</td><td class="text-end">${number(r.exchanges)}</td><td class="text-end">${number(r.inflight)}</td>
            <td>${r.state === 'started' ? html`<button class="btn btn-outline-danger btn-sm" ?disabled=${this.busy} @click=${() => this.move('stop', r.id)}>${t('routes.stop')}<span class="visually-hidden"> ${r.id}</span></button>` : html`<button class="btn btn-outline-primary btn-sm" ?disabled=${this.busy} @click=${() => this.move('start', r.id)}>${t('routes.start')}<span class="visually-hidden"> ${r.id}</span></button>`}</td></tr>`)}</tbody></table></div>
          ${all.length > SHOWN ? html`<p class="form-text mb-0">${t('routes.more', number(SHOWN), number(all.length))}</p>` : nothing}` : empty(t('routes.none'))}
        <p class="form-text mb-0">${t('routes.until')}</p></section>`}`;
  }
}

customElements.define('pk-context-routes', ContextRoutes);
