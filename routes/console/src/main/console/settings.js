/* Effective configuration of this node with the source of each value: a file or the default. Errors in files are shown first. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {get} from './api.js';
import {number, t} from './language.js';

/** Maximum settings for which a search opens all groups. Larger results stay folded, because thousands of rows take too long to draw. */
const OPENED = 60;

class Settings extends View {
  static properties = {asked: {}, found: {}, words: {}, ours: {}, open: {state: true}};

  constructor() {
    super();
    this.words = '';
    this.ours = false;
    this.open = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
    this.load();
  }

  load() {
    return this.attempt(async () => (this.found = await get('operator/v1/settings', {}, this.ending.signal)));
  }

  toggled(e, pid) {
    const open = new Set(this.open);
    if (e.target.open) open.add(pid);
    else open.delete(pid);
    this.open = open;
  }

  /** Filters after the typed letter is drawn, because the list takes longer. */
  typed(e) {
    const words = e.target.value.trim().toLowerCase();
    requestAnimationFrame(() => setTimeout(() => (this.words = words)));
  }

  render() {
    const f = this.found;
    const lines = (f?.items || []).filter((s) => (!this.ours || s.source !== 'default') && `${s.pid} ${s.key} ${s.value} ${s.source}`.toLowerCase().includes(this.words));
    const few = !!this.words && lines.length <= OPENED;
    const groups = Map.groupBy ? Map.groupBy(lines, (s) => s.pid) : lines.reduce((all, s) => all.set(s.pid, [...(all.get(s.pid) || []), s]), new Map());
    return html`<h1 tabindex="-1">${t('tab.settings')}</h1>${errorCard(this.failure, () => this.load())}
      ${!f ? (this.failure ? nothing : loading()) : html`
        ${f.mistakes.length ? html`<div class="alert alert-danger" role="alert"><strong>${t('settings.mistakes')}</strong>${f.mistakes.map((m) => html`<div dir="ltr" class="rule">${m}</div>`)}</div>` : html`<div class="alert alert-success" role="status">${t('settings.right')}</div>`}
        <section class="card" aria-label=${t('tab.settings')}><div class="d-flex flex-wrap gap-3 align-items-end"><div class="flex-grow-1"><label class="form-label mb-0" for="s-words">${t('filter')}</label><input class="form-control" id="s-words" dir="ltr" autocomplete="off" @input=${this.typed}></div>
          <label class="d-flex gap-2 align-items-center"><input class="form-check-input m-0" type="checkbox" id="s-ours" @change=${(e) => (this.ours = e.target.checked)}> ${t('settings.ours')}</label><span class="text-secondary" aria-live="polite">${number(lines.length)}</span></div>
        ${lines.length ? repeat(groups, ([pid]) => pid, ([pid, rows]) => html`<details data-pid=${pid} .open=${few || this.open.has(pid)} @toggle=${(e) => this.toggled(e, pid)}><summary id=${`s-${pid}`}>${code(pid.split(/(?<=[.~])/).map((part) => html`${part}<wbr>`))} <span class="count">${number(rows.length)}</span></summary>
          ${few || this.open.has(pid) ? this.table(pid, rows) : nothing}</details>`) : empty(t('settings.none'))}</section>`}`;
  }

  table(pid, rows) {
    return html`<div class="table-responsive" tabindex="0" role="region" aria-labelledby=${`s-${pid}`}><table class="table align-middle mb-0"><thead><tr><th scope="col">${t('settings.key')}</th><th scope="col">${t('settings.value')}</th><th scope="col">${t('settings.source')}</th><th scope="col">${t('settings.usual')}</th><th scope="col">${t('settings.meaning')}</th></tr></thead>
          <tbody>${rows.map((s) => html`<tr data-key=${s.key}><td>${code(s.key)}</td><td class="value">${code(s.value)}</td><td>${s.source === 'default' ? t('settings.default') : s.source === 'no file' ? t('settings.no-file') : code(s.source)}</td><td class="value">${code(s.usual)}</td><td dir="ltr" lang="en" class="rule">${s.meaning}</td></tr>`)}</tbody></table></div>`;
  }
}

customElements.define('pk-settings', Settings);
