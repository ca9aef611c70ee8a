/* Authorities that were proven by papers at the counter: recorded before a case is opened with them, and ended when revoked. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {date, digits, localizedDigits, t} from './language.js';
import {checkValue} from './forms.js';
import './propertycode.js';

const LINES = 50;
const KINDS = ['proxy', 'lawyer', 'guardian', 'heir', 'signatory'];
const ACTS = ['open', 'see', 'receive', 'withdraw', 'pay'];
/** Extra fields of each kind of paper. The hub reports missing and superfluous fields. */
const OWN = {proxy: ['until'], lawyer: ['contract', 'until'], guardian: ['until'], heir: ['share'], signatory: ['gazette', 'until']};
const DAYS = ['until', 'gazette'];
const PEOPLE = ['owner', 'holder'];
const ABOUT = ['property', 'vehicle'];

class Authorities extends View {
  static properties = {records: {}, list: {}, next: {}, kind: {}, about: {}, recorded: {}};

  constructor() {
    super();
    this.kind = 'proxy';
    this.about = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load(cursor) {
    return this.attempt(async () => {
      const page = await get('office/v1/authorities', {limit: LINES, cursor}, this.ending.signal);
      this.list = cursor ? [...this.list, ...page.items] : page.items;
      this.next = page.next;
    });
  }

  render() {
    return html`<h1 tabindex="-1">${t('authorities')}</h1>
      <div class="row g-3">${this.records ? html`<div class="col-lg-5">${this.form()}</div>` : nothing}
      <div class=${this.records ? 'col-lg-7' : 'col-12'}>${!this.list ? (this.failure ? errorCard(this.failure, () => this.load()) : loading()) : html`<section class="card" aria-labelledby="recorded-title"><h2 id="recorded-title">${t('authorities.recorded')}</h2>
        ${this.list.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(this.list, (a) => a.id, (a) => this.line(a))}</ul>` : empty(t('authorities.none'))}
        ${this.next ? html`<button class="btn btn-outline-primary justify-self-start more" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}</section>`}</div></div>`;
  }

  line(a) {
    return html`<li class="element" data-authority=${a.state}><div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${t(`authority.${a.kind}`)}</strong> ${code(digits(a.reference))}
        <span class="state state-${a.state === 'valid' ? 'approved' : 'refused'}">${t(`authority.${a.state}`)}</span></div>
      <div><bdi>${localizedDigits(a.holder.name)}</bdi> ${code(digits(a.holder.nationalId))} ${t('authority.for')} <bdi>${localizedDigits(a.owner.name)}</bdi> ${code(digits(a.owner.nationalId))}</div>
      <div class="text-secondary">${a.subject ? code(digits(a.subject)) : t('authority.everything')}${a.until ? html` · ${t('authority.until')} <time datetime=${a.until}>${date(a.until)}</time>` : nothing}${a.share ? html` · ${code(digits(a.share))}` : nothing}
        ${a.kind === 'proxy' ? html` · ${a.acts.map((act) => t(`act.${act}`)).join(t('comma'))}` : nothing}</div>
      ${a.state === 'valid' ? html`<details><summary>${t('authority.revoke')}</summary><form class="d-flex flex-wrap gap-2 align-items-end mt-1" @submit=${(e) => this.revoke(e, a)}>
        <div class="flex-grow-1"><label class="form-label mb-0" for="revoke-${a.id}">${t('withdraw.why')}</label><input class="form-control" id="revoke-${a.id}" name="reason" maxlength="2000" required autocomplete="off"></div>
        <button class="btn btn-outline-danger" ?disabled=${this.busy}>${t('authority.revoke.do')}</button></form></details>` : a.reason ? html`<bdi class="said">${localizedDigits(a.reason)}</bdi>` : nothing}</li>`;
  }

  form() {
    return html`<form class="card" id="record-authority" novalidate autocomplete="off" @submit=${this.record}><h2>${t('authorities.new')}</h2>
      ${this.recorded ? html`<p class="alert alert-success mb-0" role="status">${t('authority.done', digits(this.recorded.reference))}</p>` : nothing}
      ${errorCard(this.failure)}
      <div><label class="form-label" for="a-kind">${t('authority.kind')}</label><select class="form-select" id="a-kind" name="kind" @change=${(e) => (this.kind = e.target.value)}>
        ${KINDS.map((k) => html`<option value=${k} .selected=${this.kind === k}>${t(`authority.${k}`)}</option>`)}</select></div>
      ${this.text('number')}
      ${PEOPLE.map((who) => html`<fieldset class="element"><legend class="form-label">${t(`authority.${who}`)}</legend><div class="grid">${this.text(`${who}.nationalId`)}${this.text(`${who}.name`)}${this.text(`${who}.mobile`)}</div></fieldset>`)}
      ${this.reach()}
      ${repeat(OWN[this.kind], (name) => name, (name) => this.text(name))}
      ${this.kind === 'proxy' ? html`<fieldset><legend class="form-label">${t('authority.acts')}</legend><div class="d-flex flex-wrap gap-3">${ACTS.map((act) => html`<div class="form-check">
        <input class="form-check-input" type="checkbox" name="acts" id="act-${act}" value=${act} checked><label class="form-check-label" for="act-${act}">${t(`act.${act}`)}</label></div>`)}</div></fieldset>` : nothing}
      ${this.kind === 'signatory' ? html`<div class="form-check"><input class="form-check-input" type="checkbox" name="jointly" id="a-jointly" value="true"><label class="form-check-label" for="a-jointly">${t('authority.jointly')}</label></div>` : nothing}
      <button class="btn btn-primary justify-self-start" id="record" ?disabled=${this.busy}>${t('authority.record')}</button></form>`;
  }

  text(name) {
    const id = `a-${name.replace('.', '-')}`;
    const short = name.split('.').at(-1);
    const free = short === 'name';
    return html`<div><label class="form-label mb-0" for=${id}>${t(`authority.field.${short}`)}</label>
      <input class="form-control" id=${id} name=${name} dir=${free ? 'auto' : 'ltr'} maxlength=${free ? 200 : 60} inputmode=${['nationalId', 'mobile'].includes(short) ? 'numeric' : 'text'}></div>`;
  }

  /** Scope of the authority: everything of the owner, one property or one vehicle. */
  reach() {
    return html`<div><label class="form-label mb-0" for="a-about">${t('authority.about')}</label><select class="form-select" id="a-about" @change=${(e) => (this.about = e.target.value)}>
        ${['', ...ABOUT].map((one) => html`<option value=${one} .selected=${this.about === one}>${t(one ? `authority.about.${one}` : 'authority.everything')}</option>`)}</select></div>
      ${this.about === 'property' ? html`<fieldset><legend class="form-label mb-0">${t('report.property')}</legend><pk-property-code id="a-subject" name="subject"></pk-property-code></fieldset>` : this.about === 'vehicle' ? this.text('subject') : nothing}`;
  }

  async record(e) {
    e.preventDefault();
    const form = e.target;
    const given = new FormData(form);
    this.recorded = null;
    const done = await this.attempt(async () => (await call('POST', 'office/v1/authorities', {body: await this.body(given), keyed: true})).json, {form});
    if (!done) return;
    this.recorded = done;
    form.reset();
    this.kind = 'proxy';
    this.about = '';
    await this.load();
  }

  /** The request's body. The hub converts dates of either calendar. */
  async body(given) {
    const body = {};
    for (const [name, value] of given) {
      const clean = value.trim();
      if (!clean || name === 'acts' || name === 'jointly') continue;
      const [head, member] = name.split('.');
      if (member) (body[head] ??= {})[member] = clean;
      else body[name] = DAYS.includes(name) ? await this.day(name, clean) : clean;
    }
    if (body.kind === 'proxy') body.acts = given.getAll('acts');
    if (given.get('jointly')) body.jointly = true;
    PEOPLE.forEach((who) => (body[who] ??= {}));
    return body;
  }

  async day(name, value) {
    try {
      return await checkValue('day', value, this.ending.signal);
    } catch (e) {
      if (e.body) {
        delete e.body.errors;
        e.body.field = name;
      }
      throw e;
    }
  }

  async revoke(e, a) {
    e.preventDefault();
    const form = e.target;
    const reason = new FormData(form).get('reason');
    const done = await this.attempt(async () => (await call('POST', `office/v1/authorities/${a.id}/revocation`, {body: {reason}, keyed: true})).json, {form});
    if (done) this.list = this.list.map((one) => (one.id === a.id ? done : one));
  }
}

customElements.define('pk-authorities', Authorities);
