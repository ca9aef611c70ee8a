/* Dead letters of the broker. Operators put them back, or ask for their removal, which another operator decides. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {call, get} from './api.js';
import {number, t, time, timeUntil} from './language.js';
import {fieldError, isAboutFields} from './faults.js';

class DeadLetters extends View {
  static properties = {lines: {}, open: {}, told: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load() {
    return this.attempt(async () => (this.lines = (await get('operator/v1/dead-letters', {}, this.ending.signal)).items));
  }

  async send(id, act, body) {
    this.told = null;
    const done = await this.attempt(async () => (await call('POST', `operator/v1/dead-letters/${encodeURIComponent(id)}/${act}`, {body, keyed: true})).json);
    if (!done) return;
    this.open = null;
    this.told = act === 'discard' ? t('dead.discard.done', time(done.expires)) : t('dead.replay.done');
    await this.load();
  }

  /** Puts back all letters one by one, until one is refused. */
  async all() {
    for (const letter of this.lines.filter((l) => l.ref)) {
      await this.send(letter.id, 'replay');
      if (this.failure) return;
    }
  }

  render() {
    return html`<h1 tabindex="-1">${t('tab.dead-letters')}</h1>${isAboutFields(this.failure, ['reason']) ? nothing : errorCard(this.failure, () => this.load())}${this.told ? html`<div class="alert alert-success" role="status">${this.told}</div>` : nothing}
      ${!this.lines ? (this.failure ? nothing : loading()) : html`<section class="card" aria-label=${t('tab.dead-letters')}>
        <div class="d-flex flex-wrap gap-2 align-items-center"><span class="text-secondary flex-grow-1">${t('dead.why')}</span>${this.lines.some((l) => l.ref) ? html`<button class="btn btn-outline-primary" id="replay-all" ?disabled=${this.busy} @click=${this.all}>${t('dead.replay.all', number(this.lines.filter((l) => l.ref).length))}</button>` : nothing}</div>
        ${this.lines.length ? html`<ul class="warnings">${repeat(this.lines, (l) => l.id, (l) => html`<li data-letter=${l.id}><div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${code(l.queue || l.id)}</strong>${l.ref ? code(l.ref) : html`<span class="state">${t('dead.foreign')}</span>`}<time class="text-secondary" datetime=${l.sent} title=${time(l.sent)}>${timeUntil(l.sent)}</time></div>${l.cause ? html`<div dir="ltr" lang="en" class="rule">${l.cause}</div>` : nothing}
          <div class="d-flex flex-wrap gap-2">${l.ref ? html`<button class="btn btn-primary" data-act="replay" ?disabled=${this.busy} @click=${() => this.send(l.id, 'replay')}>${t('dead.replay')}</button>` : nothing}<button class="btn btn-outline-danger" data-act="discard" aria-expanded=${this.open === l.id} @click=${() => (this.open = this.open === l.id ? null : l.id)}>${t('dead.discard')}</button></div>
          ${this.open === l.id ? html`<form class="d-flex flex-wrap gap-2 align-items-end" @submit=${(e) => this.discard(e, l.id)}><div class="flex-grow-1"><label class="form-label mb-0" for="d-reason">${t('dead.reason')}</label><input class="form-control ${isAboutFields(this.failure, ['reason']) ? 'is-invalid' : ''}" id="d-reason" name="reason" maxlength="500" dir="auto" autocomplete="off" aria-invalid=${isAboutFields(this.failure, ['reason'])} aria-describedby="d-reason-fault">${fieldError(this.failure, 'reason', 'd-reason')}</div><button class="btn btn-danger" ?disabled=${this.busy}>${t('dead.discard.do')}</button></form>` : nothing}</li>`)}</ul>` : empty(t('dead.none'))}</section>`}`;
  }

  discard(e, id) {
    e.preventDefault();
    this.send(id, 'discard', {reason: new FormData(e.target).get('reason')});
  }
}

customElements.define('pk-dead-letters', DeadLetters);
