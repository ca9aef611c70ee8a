/* Page of a citizen: authorities to act for the citizen, which can be ended, and changes of the phone number, which can be stopped. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {date, digits, number, localizedDigits, t} from './language.js';
import {fieldError, isAboutFields} from './faults.js';

const LINES = 20;

class OwnAuthorities extends View {
  static properties = {list: {}, next: {}, stopped: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load(cursor) {
    return this.attempt(async () => {
      const page = await get('citizen/v1/authorities', {limit: LINES, cursor}, this.ending.signal);
      this.list = cursor ? [...this.list, ...page.items] : page.items;
      this.next = page.next;
    });
  }

  async revoke(e, a) {
    e.preventDefault();
    const reason = new FormData(e.target).get('reason');
    this.revoking = a.id;
    await this.attempt(async () => {
      await call('POST', `citizen/v1/authorities/${a.id}/revocation`, {body: {reason}, keyed: true});
      await this.load();
    });
  }

  async stop() {
    this.stopped = null;
    this.stopped = await this.attempt(async () => (await call('POST', 'citizen/v1/number-change/stop', {keyed: true})).json);
  }

  render() {
    return html`<div class="narrow-page"><h1 tabindex="-1">${t('my.authorities')}</h1>${isAboutFields(this.failure, ['reason']) ? nothing : errorCard(this.failure, this.list ? null : () => this.load())}
      ${!this.list ? (this.failure ? nothing : loading()) : html`<section class="card">${this.list.length ? html`<ul class="list-unstyled mb-0 d-grid gap-3">${repeat(this.list, (line) => `${line.side} ${line.authority.id}`, (line) => this.line(line))}</ul>` : empty(t('my.authorities.none'))}
        ${this.next ? html`<button class="btn btn-outline-primary justify-self-start" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}</section>
      <section class="card mt-3" aria-labelledby="number-title"><h2 id="number-title">${t('my.number')}</h2><p class="mb-0">${t('my.number.about')}</p>
        ${this.stopped ? html`<p class="alert alert-success mb-0" role="status">${t('my.number.stopped', number(this.stopped.count))}</p>` : nothing}
        <button class="btn btn-outline-danger" id="stop" ?disabled=${this.busy} @click=${this.stop}>${t('my.number.stop')}</button></section>`}</div>`;
  }

  line({side, authority: a}) {
    const other = side === 'mine' ? a.owner : a.holder;
    const refused = this.revoking === a.id && isAboutFields(this.failure, ['reason']);
    return html`<li class="element" data-authority=${a.state}><strong>${t(`my.authorities.${side}`)} <bdi>${localizedDigits(other.name)}</bdi></strong>
      <div>${t(`authority.${a.kind}`)} ${code(digits(a.reference))} <span class="state state-${a.state === 'valid' ? 'approved' : 'refused'}">${t(`authority.${a.state}`)}</span></div>
      <div class="text-secondary">${a.subject ? code(digits(a.subject)) : t('authority.everything')}${a.until ? html` · ${t('authority.until')} ${date(a.until)}` : nothing}</div>
      ${a.state === 'valid' ? html`<details><summary>${t('authority.revoke')}</summary><form class="d-grid gap-2 mt-2" @submit=${(e) => this.revoke(e, a)}>
        <label class="form-label mb-0" for="why-${a.id}">${t('withdraw.why')}</label><div><input class="form-control ${refused ? 'is-invalid' : ''}" id="why-${a.id}" name="reason" maxlength="2000" required dir="auto" autocomplete="off" aria-invalid=${refused ? 'true' : 'false'} aria-describedby=${refused ? `why-${a.id}-fault` : nothing}>${refused ? fieldError(this.failure, 'reason', `why-${a.id}`) : nothing}</div>
        <button class="btn btn-outline-danger" ?disabled=${this.busy}>${t('authority.revoke.do')}</button></form></details>` : nothing}</li>`;
  }
}

customElements.define('pk-own-authorities', OwnAuthorities);
