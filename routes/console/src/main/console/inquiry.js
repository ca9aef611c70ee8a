/* One item of an agency's worklist: question, plan and answer. It is claimed when opened, and the claim is prolonged while the clerk works. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing, errorCard, code, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {both, date, digits, deadlineClass, number, localizedDigits, t, time, parseNumber, timeUntil} from './language.js';
import {checkValue} from './forms.js';
import {recordAnswered, isHeld, lastAnswered, listAddress, nextAfter, sortByDeadline, queue, removeItem} from './queue.js';

const PROLONG = 60000;
const REASONED = ['reject', 'need-more-information', 'extend'];
const LOOK_AHEAD = new Map();
/** Matches a digest of a sheet: its digits are not localized, and only its beginning is shown. */
const DIGEST = /^[0-9a-f]{64}$/;

/** Reads an item. The next item is read in advance, so that it appears at once. */
function read(id) {
  if (!LOOK_AHEAD.has(id)) {
    const asked = Promise.all([get(`agency/v1/worklist/${id}`), get(`agency/v1/inquiries/${id}/form`)]);
    LOOK_AHEAD.set(id, asked);
    asked.catch(() => LOOK_AHEAD.delete(id));
  }
  return LOOK_AHEAD.get(id);
}

class InquiryPage extends View {
  static properties = {itemId: {}, principal: {}, item: {}, form: {}, verdict: {}, conditions: {}, faults: {}, viewed: {}, before: {}};

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', (e) => this.key(e), {signal: this.ending.signal});
    this.keeping = setInterval(() => this.prolong(), PROLONG);
    for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, () => (this.touched = Date.now()), {signal: this.ending.signal});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.keeping);
  }

  updated(changed) {
    if (changed.has('itemId')) {
      this.item = this.form = this.verdict = this.viewed = null;
      this.before = lastAnswered();
      this.conditions = [];
      this.faults = new Map();
      this.load();
      focusHeading(this);
    }
  }

  load() {
    const id = this.itemId;
    this.unsent = false;
    return this.attempt(async () => {
      const [item, form] = await read(id);
      LOOK_AHEAD.delete(id);
      if (id !== this.itemId) return;
      this.item = item;
      this.form = form;
      this.verdict = form.verdicts[0] === 'data' ? 'data' : null;
      // an item that a colleague holds is shown, but not claimed
      if (!isHeld(item) || this.mine) await this.claim();
      // a page opened by its address has no list yet
      if (!queue.items.length) {
        const page = await get('agency/v1/worklist', {limit: 50}, this.ending.signal);
        Object.assign(queue, {items: sortByDeadline(page.items), next: page.next || null});
      }
      const next = nextAfter(id, this.principal);
      if (next) read(next.inquiry.id).catch(() => {});
    });
  }

  get mine() {
    return isHeld(this.item) && this.item.holder === this.principal;
  }

  async claim() {
    this.item = (await call('POST', `agency/v1/worklist/${this.itemId}/claim`, {keyed: true})).json;
  }

  /** Prolongs the claim while the clerk works. An abandoned claim expires. */
  async prolong() {
    if (this.item && this.mine && Date.now() - (this.touched || 0) < 5 * PROLONG) await this.claim().catch(() => {});
  }

  key(e) {
    if (!this.item || this.viewed || e.altKey || e.metaKey) return;
    if (e.ctrlKey && e.key === 'Enter') {
      e.preventDefault();
      if (this.mine && !this.busy) this.querySelector('#answer')?.requestSubmit();
      return;
    }
    if (e.ctrlKey || e.target.closest?.('input:not([type=radio]),select,textarea')) return;
    const digit = /^(?:Digit|Numpad)([1-5])$/.exec(e.code);
    if (digit && this.form.verdicts[digit[1] - 1]) this.begin(this.form.verdicts[digit[1] - 1]);
    else if (e.code === 'KeyV' && this.item.inquiry.attachments.length) this.view(this.item.inquiry.attachments[0]);
    else if (e.code === 'KeyN') this.go(nextAfter(this.itemId, this.principal));
    else return;
    e.preventDefault();
  }

  go(item) {
    location.hash = item ? `#/item/${item.inquiry.id}` : listAddress();
  }

  /** Selects a verdict by key, and moves the focus to its first field if it has one. */
  async begin(verdict) {
    this.choose(verdict);
    await this.updateComplete;
    if (verdict !== 'approve') this.querySelector('[name^="data."], #condition-0, #until, #reason')?.focus();
  }

  choose(verdict) {
    this.verdict = verdict;
    this.faults = new Map();
    if (verdict === 'approve-with-conditions' && !this.conditions.length) this.conditions = [{code: '', text: ''}];
  }

  render() {
    const i = this.item?.inquiry;
    if (!i || !this.form) return html`<h1 tabindex="-1">${t('worklist')}</h1>${this.failure ? errorCard(this.failure, () => this.load()) : loading()}`;
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-2">
        <h1 tabindex="-1">${both(this.form)} ${code(digits(i.caseNumber))}</h1>
        ${i.due ? html`<span>${t('due')} <time class=${deadlineClass(i.due)} datetime=${i.due} title=${date(i.due)}>${timeUntil(i.due)}</time></span>` : nothing}
        <span class="flex-grow-1"></span><a class="btn btn-outline-primary" href=${listAddress()}>${t('worklist')}</a></div>
      <p class="text-secondary keys">${this.keys(i)}</p>
      ${this.before ? html`<p class="alert alert-success" role="status" id="before">${t('inquiry.before', digits(this.before.number), t(`verdict.${this.before.verdict}`))}</p>` : nothing}
      ${this.unsent ? nothing : errorCard(this.failure, () => this.load())}
      ${this.mine ? nothing : html`<p class="alert alert-warning" role="note">${isHeld(this.item) ? t('worklist.taken', digits(this.item.holder), time(this.item.leaseUntil)) : t('worklist.free')}</p>`}
      <div class="row g-3"><div class="col-lg-8 d-grid gap-3 align-content-start">${this.papers(i)}${this.facts(i)}</div>
      <div class="col-lg-4 d-grid gap-3 align-content-start">${repeat([i.id], (id) => id, () => this.answer(i))}</div></div>`;
  }

  keys(i) {
    const said = [t('inquiry.keys.verdict', number(this.form.verdicts.length)), i.attachments.length ? t('inquiry.keys.plan') : null, t('inquiry.keys.next'), t('inquiry.keys.answer')];
    return said.filter(Boolean).join(t('comma'));
  }

  name(list, of) {
    const found = list.find((p) => p.code === of);
    return found ? both({titleFa: found.fa, titleEn: found.en}) : of;
  }

  facts(i) {
    return html`<section class="card" aria-labelledby="shown-title"><h2 id="shown-title">${t('inquiry.shown')}</h2><dl class="rows">
      <div><dt>${t('asked')}</dt><dd><time datetime=${i.asked}>${time(i.asked)}</time>${i.emission > 1 ? ` · ${t('inquiry.emission', number(i.emission))}` : nothing}</dd></div>
      ${Object.entries(i.facts).map(([name, value]) => html`<div><dt>${this.name(this.form.facts, name)}</dt><dd>${this.value(value)}</dd></div>`)}</dl></section>`;
  }

  value(value) {
    if (Array.isArray(value)) return value.map((v, at) => html`${at ? t('comma') : nothing}${this.value(v)}`);
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return number(value);
    if (value && typeof value === 'object') return Object.entries(value).map(([name, v], at) => {
      const title = this.name(this.form.facts, name);
      // a value without a title of its own is shown alone
      return html`${at ? t('comma') : nothing}${title === name ? nothing : `${title}${t('colon')} `}${this.value(v)}`;
    });
    if (DIGEST.test(value)) return html`<span title=${value}>${code(`${value.slice(0, 12)}…`)}</span>`;
    const word = this.form.words.find((w) => w.code === value);
    return word ? both({titleFa: word.fa, titleEn: word.en}) : code(digits(value));
  }

  papers(i) {
    return i.attachments.length ? html`<section class="card" aria-labelledby="plan-title"><h2 id="plan-title">${t('inquiry.papers')}</h2>
      <ul class="list-unstyled d-grid gap-2 mb-0">${i.attachments.map((a) => html`<li data-sheet=${a.sha256}>${this.paper(i, a)}</li>`)}</ul></section>` : nothing;
  }

  paper(i, a) {
    const address = `agency/v1/inquiries/${i.id}/attachments/${a.sha256}`;
    return html`<div class="d-flex flex-wrap gap-2 align-items-center"><strong>${this.name(this.form.papers, a.role)} ${a.role === 'plan' || a.revision > 1 ? t('revision', number(a.revision)) : ''}</strong> <span class="text-secondary flex-grow-1"><bdi>${localizedDigits(a.name)}</bdi></span>
      <button type="button" class="btn btn-outline-primary" data-view=${a.role} @click=${() => this.view(a)}>${t('view')}</button><a class="btn btn-outline-secondary" target="_blank" rel="noopener" href=${address}>${t('inquiry.file')}</a></div>
      ${this.viewed === a.sha256 ? html`<pk-viewer .address=${address} .about=${async () => ({pages: (await get(`${address}/pages`)).pages.length, covered: []})} .drawn=${a.mediaType === 'application/pdf'} .name=${this.name(this.form.papers, a.role)} @closed=${() => (this.viewed = null)}></pk-viewer>` : nothing}`;
  }

  async view(attachment) {
    await this.attempt(() => import('./viewer.js'));
    // identified by its hash, because each prolonged claim replaces the item
    this.viewed = attachment.sha256;
  }

  answer(i) {
    const findings = this.form.findings;
    const v = this.verdict;
    return html`<form class="card" id="answer" novalidate autocomplete="off" @submit=${(e) => this.send(e, i)}><h2>${t('answer')}</h2>
      <fieldset class="d-grid gap-2"><legend class="visually-hidden">${t('answer')}</legend>${this.form.verdicts.map((one, at) => html`<div class="form-check">
        <input class="form-check-input" type="radio" name="verdict" id="v-${one}" value=${one} .checked=${v === one} @change=${() => this.choose(one)}><label class="form-check-label" for="v-${one}">${t(`say.${one}`)} <kbd>${number(at + 1)}</kbd></label></div>`)}</fieldset>
      ${v === 'data' ? findings.map((f) => this.finding(f)) : nothing}
      ${v === 'approve-with-conditions' ? this.conditioned() : nothing}
      ${v === 'extend' ? html`<div><label class="form-label mb-0" for="until">${t('answer.until')}</label><input class="form-control ${this.faults.get('until') ? 'is-invalid' : ''}" id="until" name="until" dir="ltr" maxlength="20" placeholder=${digits('1405/12/29')} aria-invalid=${this.faults.has('until')} aria-describedby=${this.faulted('until')}>${this.fault('until')}</div>` : nothing}
      ${v ? this.reason(v) : nothing}
      <div><label class="form-label mb-0" for="reference">${t('answer.reference')} <span class="text-secondary">${`(${t('optional')})`}</span></label><input class="form-control" id="reference" name="reference" dir="ltr" maxlength="100"></div>
      ${this.unsent ? errorCard(this.failure) : nothing}
      ${this.faults.size && !this.failure ? html`<p class="alert alert-danger mb-0" role="alert">${t('mend', number(this.faults.size))}</p>` : nothing}
      <div class="d-flex flex-wrap gap-2"><button class="btn btn-primary btn-lg" id="send" title="Ctrl+Enter" ?disabled=${this.busy || !v || !this.mine}>${t('answer.send')}</button>
        ${this.mine ? html`<button type="button" class="btn btn-outline-secondary" id="release" ?disabled=${this.busy} @click=${this.release}>${t('worklist.release')}</button>` : nothing}</div></form>`;
  }

  fault(name) {
    const fault = this.faults.get(name);
    return fault ? html`<div class="invalid-feedback d-block" id="${name}-fault">${fault}</div>` : nothing;
  }

  /** The ID of the element that shows a field's fault; nothing if the field is valid. */
  faulted(name) {
    return this.faults.has(name) ? `${name}-fault` : nothing;
  }

  finding(f) {
    const id = `f-${f.name}`;
    const wrong = this.faults.get(`data.${f.name}`);
    const choices = f.type === 'flag' ? [['true', t('yes')], ['false', t('no')]] : f.choices.map((c) => [c.code, both({titleFa: c.fa, titleEn: c.en})]);
    return html`<div><label class="form-label mb-0" for=${id}>${both(f)}</label>
      ${choices.length ? html`<select class="form-select ${wrong ? 'is-invalid' : ''}" id=${id} name="data.${f.name}" aria-invalid=${Boolean(wrong)} aria-describedby=${this.faulted(`data.${f.name}`)}><option value=""></option>${choices.map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select>`
        : html`<input class="form-control ${wrong ? 'is-invalid' : ''}" id=${id} name="data.${f.name}" dir=${f.type === 'text' ? 'auto' : 'ltr'} inputmode=${f.type === 'text' ? 'text' : 'numeric'} maxlength="200" aria-invalid=${Boolean(wrong)} aria-describedby=${this.faulted(`data.${f.name}`)}>`}${this.fault(`data.${f.name}`)}</div>`;
  }

  conditioned() {
    return html`<fieldset class="d-grid gap-2"><legend class="form-label mb-0">${t('answer.conditions')}</legend>
      ${this.conditions.map((c, at) => html`<div class="d-grid gap-1 element w-100">
        ${this.form.conditions.length ? html`<select class="form-select" aria-label=${t('answer.condition', number(at + 1))} id="condition-${at}" @change=${(e) => this.pick(at, e.target.value)}><option value=""></option>
          ${this.form.conditions.map((k) => html`<option value=${k.code} .selected=${c.code === k.code}>${k.code} · ${both({titleFa: k.fa, titleEn: k.en})}</option>`)}</select>` : html`<input class="form-control" id="condition-${at}" aria-label=${t('answer.code')} dir="ltr" maxlength="40" .value=${c.code} @input=${(e) => (c.code = e.target.value)}>`}
        <textarea class="form-control" rows="2" maxlength="4000" dir="auto" aria-label=${t('answer.words')} .value=${c.text} @input=${(e) => (c.text = e.target.value)}></textarea></div>`)}
      <button type="button" class="btn btn-outline-primary justify-self-start" @click=${() => (this.conditions = [...this.conditions, {code: '', text: ''}])}>${t('answer.another')}</button>${this.fault('conditions')}</fieldset>`;
  }

  pick(at, of) {
    const found = this.form.conditions.find((k) => k.code === of);
    // the applicant receives a Persian text, whatever the language of the page
    this.conditions = this.conditions.map((c, i) => (i === at ? {code: of, text: found ? found.fa : c.text} : c));
  }

  reason(v) {
    const canned = this.form.reasons.filter((r) => r.verdict === v);
    return html`<div class="d-grid gap-1"><label class="form-label mb-0" for="reason">${t('answer.reason')} ${REASONED.includes(v) ? nothing : html`<span class="text-secondary">${`(${t('optional')})`}</span>`}</label>
      ${canned.length ? html`<select class="form-select form-select-sm" id="canned" aria-label=${t('answer.canned')} @change=${(e) => this.can(canned[e.target.value])}><option value="">${t('answer.canned')}</option>${canned.map((r, at) => html`<option value=${at}>${r.fa}</option>`)}</select>` : nothing}
      <textarea class="form-control ${this.faults.get('reason') ? 'is-invalid' : ''}" id="reason" name="reason" rows="3" maxlength="4000" dir="auto" aria-invalid=${this.faults.has('reason')} aria-describedby=${this.faulted('reason')}></textarea>${this.fault('reason')}</div>`;
  }

  can(reason) {
    if (!reason) return;
    const area = this.querySelector('#reason');
    area.value = area.value.trim() ? `${area.value.trim()}\n${reason.fa}` : reason.fa;
    area.focus();
  }

  async release() {
    this.unsent = false;
    const released = await this.attempt(async () => {
      await call('POST', `agency/v1/worklist/${this.itemId}/release`, {body: {fence: this.item.fence}, keyed: true});
      return true;
    });
    if (released) this.go(null);
  }

  async send(e, i) {
    e.preventDefault();
    this.faults = new Map();
    const given = new FormData(e.target);
    const id = this.itemId;
    const next = nextAfter(id, this.principal);
    this.unsent = true;
    const sent = await this.attempt(async () => {
      const body = {digest: i.digest, fence: this.item.fence, verdict: this.verdict};
      for (const name of ['reason', 'reference']) if (given.get(name)?.trim()) body[name] = given.get(name).trim();
      if (this.verdict === 'approve-with-conditions') body.conditions = this.conditions.filter((c) => c.code || c.text);
      if (this.verdict === 'data') body.data = this.found(given);
      // the deadline is the end of the day in Tehran
      if (this.verdict === 'extend') body.until = `${await checkValue('day', given.get('until'), this.ending.signal)}T20:29:59Z`;
      return (await call('POST', `agency/v1/inquiries/${id}/answer`, {body, keyed: true})).json;
    });
    if (sent) {
      this.unsent = false;
      recordAnswered({number: i.caseNumber, verdict: this.verdict});
      removeItem(id);
      this.go(next);
      return;
    }
    const faults = this.failure?.faults || [];
    for (const fault of faults) if (fault.field) this.faults.set(this.place(fault.field), this.called(fault));
    if (this.faults.size && [...this.faults.keys()].every((name) => name === 'conditions' || this.querySelector(`[name="${name}"]`))) this.failure = null;
    this.requestUpdate();
    await this.updateComplete;
    (this.querySelector('#answer .is-invalid') || (this.faults.has('conditions') && this.querySelector('#condition-0')) || this.querySelector('#answer [role=alert]'))?.focus();
  }

  /** The hub's message, with the label of a finding instead of its name. */
  called(fault) {
    const found = this.form.findings.find((f) => f.name === fault.field.split('.').at(-1));
    const words = both(fault, 'message');
    return found ? words.replace(found.name, both(found)) : words;
  }

  /** The field at which the page shows the hub's message about a field. */
  place(field) {
    if (field === 'value') return 'until';
    if (field.startsWith('conditions')) return 'conditions';
    const last = field.split('.').at(-1);
    return this.form.findings.some((f) => f.name === last) ? `data.${last}` : field;
  }

  found(given) {
    const data = {};
    for (const f of this.form.findings) {
      const text = given.get(`data.${f.name}`)?.trim();
      if (!text) continue;
      const value = f.type === 'integer' || f.type === 'decimal' ? parseNumber(text, f.type === 'decimal') : text;
      data[f.name] = f.type === 'flag' ? text === 'true' : Number.isNaN(value) ? text : value;
    }
    return data;
  }
}

customElements.define('pk-inquiry', InquiryPage);
