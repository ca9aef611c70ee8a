/* Page of agencies: the state of each agency, and acts of operators: pause, resend, try now, reduce the rate. */

import {repeat} from 'lit/directives/repeat.js';
import {View, timeAgo, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {Unreached, call, get} from './api.js';
import {both, number, localizedDigits, t, time, parseNumber} from './language.js';
import {fieldError, isAboutFields} from './faults.js';

/** Milliseconds between two refreshes. There are none while the operator fills in a form. */
const EACH = 5000;
const FIELDS = ['reason', 'consumers', 'perSecond'];

class Agencies extends View {
  static properties = {lines: {}, open: {}, act: {}, told: {}, lost: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
    this.again = setInterval(() => this.look(), EACH);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.again);
  }

  /** Refreshes the list. If the hub is unreachable, the last list stays, with the time of the outage. */
  async look() {
    if (document.hidden || this.open || this.busy || !this.lines) return;
    try {
      const {items} = (await call('GET', 'operator/v1/agencies', {signal: this.ending.signal, tries: 1})).json;
      this.lost = null;
      if (!this.open && !this.busy) this.lines = items;
    } catch (e) {
      if (!this.ending.signal.aborted && (e instanceof Unreached || e.status >= 500)) this.lost ??= Date.now();
    }
  }

  load() {
    return this.attempt(async () => (this.lines = (await get('operator/v1/agencies', {}, this.ending.signal)).items));
  }

  async send(agency, act, body) {
    this.told = null;
    const done = await this.attempt(async () => (await call('POST', `operator/v1/agencies/${encodeURIComponent(agency)}/${act}`, {body, keyed: true})).json);
    if (!done) return;
    this.open = null;
    this.told = t(`agencies.${act}.done`, both(this.lines.find((a) => a.agency === agency)), number(done.inquiries ?? 0));
    this.lines = (await get('operator/v1/agencies', {}, this.ending.signal).catch(() => ({items: this.lines}))).items;
  }

  submit(e, agency) {
    e.preventDefault();
    const given = new FormData(e.target);
    const reason = given.get('reason');
    if (this.act === 'pause') return this.send(agency, 'pause', {reason});
    const numbers = Object.fromEntries(['consumers', 'perSecond'].map((name) => [name, given.get(name).trim()]).filter(([, value]) => value).map(([name, value]) => [name, parseNumber(value)]));
    return this.send(agency, 'limits', {...numbers, reason});
  }

  choose(agency, act) {
    this.open = this.open === agency && this.act === act ? null : agency;
    this.act = act;
    this.failure = null;
    this.updateComplete.then(() => this.querySelector('form input')?.focus());
  }

  render() {
    return html`<h1 tabindex="-1">${t('tab.agencies')}</h1>${isAboutFields(this.failure, FIELDS) ? nothing : errorCard(this.failure, () => this.load())}${this.lost ? html`<div class="alert alert-danger" role="alert">${t('hub.lost.since', time(this.lost))}</div>` : nothing}${this.told ? html`<div class="alert alert-success" role="status">${this.told}</div>` : nothing}
      ${!this.lines ? (this.failure ? nothing : loading()) : !this.lines.length ? html`<section class="card">${empty(t('agencies.none'))}</section>` : html`<div class="agencies">${repeat(this.lines, (a) => a.agency, (a) => this.line(a))}</div>`}`;
  }

  line(a) {
    const bad = a.state !== 'running' && a.channel !== 'worklist';
    const rows = [['agencies.waiting', a.waiting ? html`${number(a.waiting)}${a.oldest ? html` · ${t('agencies.oldest')} ${timeAgo(a.oldest)}` : nothing}` : number(0)], ['agencies.unanswered', number(a.unanswered)],
      ['agencies.carried', a.channel === 'system' ? html`${number(a.consumers)} · ${a.perSecond ? t('agencies.per-second', number(a.perSecond)) : t('agencies.unlimited')}${a.limits ? html` · ${t('agencies.limited')} ${code(a.limits.by)}: <bdi>${localizedDigits(a.limits.reason)}</bdi>` : nothing}` : null],
      ['agencies.latency', a.latencyMs !== undefined ? t('millis', number(a.latencyMs)) : null], ['agencies.error', a.lastError ? html`<bdi dir="ltr">${a.lastError}</bdi>` : null],
      ['agencies.breaker', a.breaker && a.breaker !== 'closed' ? html`${t(`breaker.${a.breaker}`)}${a.breakerUntil ? html` · ${time(a.breakerUntil)}` : nothing}` : null],
      ['agencies.paused', a.pause ? html`${time(a.pause.since)} · ${code(a.pause.by)}: <bdi>${localizedDigits(a.pause.reason)}</bdi>` : null]];
    return html`<section class="card" data-agency=${a.agency} data-state=${a.state} aria-labelledby=${`a-${a.agency}`}><div class="d-flex flex-wrap gap-2 align-items-center"><h2 id=${`a-${a.agency}`} class="flex-grow-1">${both(a)} ${code(a.agency)}</h2>
        <span class="state state-${a.channel === 'worklist' ? '' : bad ? 'refused' : 'approved'}">${t(`agency.${a.channel === 'worklist' && a.state === 'running' ? 'worklist' : a.state}`)}</span></div>
      <dl class="rows">${rows.filter(([, value]) => value !== null).map(([name, value]) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="d-flex flex-wrap gap-2">
        ${a.pause ? html`<button class="btn btn-primary" data-act="resume" ?disabled=${this.busy} @click=${() => this.send(a.agency, 'resume')}>${t('agencies.resume')}</button>` : html`<button class="btn btn-outline-danger" data-act="pause" aria-expanded=${this.open === a.agency && this.act === 'pause'} @click=${() => this.choose(a.agency, 'pause')}>${t('agencies.pause')}</button>
          <button class="btn btn-outline-primary" data-act="retry" ?disabled=${this.busy} @click=${() => this.send(a.agency, 'retry')}>${t('agencies.retry')}</button>`}
        ${a.channel === 'system' ? html`<button class="btn btn-outline-primary" data-act="limits" aria-expanded=${this.open === a.agency && this.act === 'limits'} @click=${() => this.choose(a.agency, 'limits')}>${t('agencies.limit')}</button>` : nothing}</div>
      ${this.open === a.agency ? this.form(a) : nothing}</section>`;
  }

  form(a) {
    return html`<form class="d-grid gap-2" @submit=${(e) => this.submit(e, a.agency)}>
      ${this.act === 'limits' ? html`<div class="grid">${['consumers', 'perSecond'].map((name) => html`<div><label class="form-label mb-0" for=${`l-${name}`}>${t(`agencies.${name}`)}</label><input class="form-control ${isAboutFields(this.failure, [name]) ? 'is-invalid' : ''}" id=${`l-${name}`} name=${name} dir="ltr" inputmode="numeric" maxlength="6" autocomplete="off" aria-invalid=${isAboutFields(this.failure, [name])} aria-describedby=${`l-${name}-fault`}>${fieldError(this.failure, name, `l-${name}`)}</div>`)}</div>` : nothing}
      <div><label class="form-label mb-0" for="a-reason">${t(`agencies.reason.${this.act}`)}</label><input class="form-control ${isAboutFields(this.failure, ['reason']) ? 'is-invalid' : ''}" id="a-reason" name="reason" maxlength="500" dir="auto" autocomplete="off" aria-invalid=${isAboutFields(this.failure, ['reason'])} aria-describedby="a-reason-fault">${fieldError(this.failure, 'reason', 'a-reason')}</div>
      <button class="btn btn-primary justify-self-start" ?disabled=${this.busy}>${t(`agencies.${this.act}.do`)}</button></form>`;
  }
}

customElements.define('pk-agencies', Agencies);
