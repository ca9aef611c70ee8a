/* Result of a case: the certificate, and its delivery to the applicants. */

import {View, html, nothing, errorCard, code} from './view.js';
import {call, get} from './api.js';
import {digits, localizedDigits, t, time, unmaskedId} from './language.js';
import {fieldError, isAboutFields} from './faults.js';

const TO_CHOOSE = ['none', 'returned', 'lost', 'refused', 'cancelled'];
/** States in which the delivery can be changed, because nothing has been sent yet. */
const TO_CHANGE = ['arranged', 'ready'];
/** States in which the postal order exists, but the letter may not have been handed over. */
const TO_RECALL = ['ordered', 'accepted'];
const FIELDS = {office: [], home: ['addressee', 'address', 'postalCode'], 'other-office': ['office']};

export class Handover extends View {
  static properties = {file: {}, form: {}, delivery: {}, way: {}};

  constructor() {
    super();
    this.way = 'office';
  }

  updated(changed) {
    if (changed.has('file') && this.file.version !== this.seen) {
      this.seen = this.file.version;
      this.load();
    }
  }

  get ways() {
    return ['office', 'home', 'other-office'];
  }

  /** Whether the certificate is handed over on this page. */
  get counter() {
    return true;
  }

  get path() {
    return `office/v1/cases/${this.file.id}`;
  }

  async load() {
    const version = this.seen;
    const read = await this.attempt(() => get(`${this.path}/delivery`), {background: true});
    if (read && version === this.seen) this.delivery = read;
  }

  render() {
    const f = this.file;
    return html`<section class="card" aria-labelledby="handover-title"><h2 id="handover-title">${t('certificate')}</h2>
      ${isAboutFields(this.failure, FIELDS[this.way]) ? nothing : errorCard(this.failure, () => this.load())}
      ${f.certificate ? html`<p class="mb-0">${t('certificate.code')} <span id="certificate">${code(f.certificate)}</span></p>
        <div class="d-flex flex-wrap gap-2"><a class="btn btn-primary btn-lg" id="certificate-file" href="${this.path}/certificate.pdf" target="_blank" rel="noopener">${t('certificate.print')}</a>
          <a class="btn btn-outline-primary" href="verify/${f.certificate}" target="_blank" rel="noopener">${t('certificate.verify')}</a></div>` : nothing}
      ${this.delivery && (this.delivery.state !== 'none' || this.form.stages.some((s) => s.kind === 'delivery')) ? this.way_() : nothing}</section>`;
  }

  way_() {
    const d = this.delivery;
    const open = !this.file.ended;
    return html`<h3>${t('delivery')} <span class="state" data-delivery=${d.state}>${t(`delivery.${d.state}`)}</span></h3>
      ${d.way ? html`<p class="mb-0" data-way=${d.way}>${t(`way.${d.way}`)}${d.office ? html` ${code(digits(d.office))}` : nothing}${d.addressee ? html`${t('colon')} <bdi>${localizedDigits(d.addressee)}</bdi>${t('comma')}<bdi>${digits(d.address)}</bdi>${t('comma')}${code(digits(d.postalCode))}` : nothing}</p>` : nothing}
      ${d.tracking ? html`<p class="mb-0">${t('post')} ${code(d.tracking)}</p>` : nothing}
      ${d.note ? html`<p class="mb-0">${t('post.note')} ${code(d.note)}</p>` : nothing}
      ${d.steps.length ? html`<ul class="mb-0">${d.steps.map((s) => html`<li>${t(`delivery.${s.step}`)}${s.place && s.place !== '—' ? html` · <bdi>${digits(s.place)}</bdi>` : nothing} · <time datetime=${s.at}>${time(s.at)}</time></li>`)}</ul>` : nothing}
      ${d.proof ? html`<p class="mb-0">${t('received')} <bdi dir=${d.way === 'home' ? 'auto' : 'ltr'}>${unmaskedId(d.proof.receiver, this.typed)}</bdi> · ${time(d.proof.at)}</p>` : nothing}
      ${open && TO_CHOOSE.includes(d.state) ? html`${d.state === 'none' ? nothing : html`<p class="note mb-0" role="note" data-next=${d.state}>${t(`delivery.next.${d.state}`)}</p>`}${this.choose()}` : nothing}
      ${this.counter && d.id && (d.state === 'ready' || d.state === 'returned') ? html`<form class="d-flex flex-wrap gap-2 align-items-end" @submit=${this.hand}>
        <div><label class="form-label" for="receiver">${t('receiver')}</label><input class="form-control" id="receiver" name="nationalId" dir="ltr" maxlength="20" required inputmode="numeric" autocomplete="off"></div>
        <button class="btn btn-primary" id="hand-over" ?disabled=${this.busy}>${t('hand-over')}</button></form>` : nothing}
      ${open && TO_CHANGE.includes(d.state) ? html`<details id="another-way"><summary>${t('delivery.another')}</summary>${this.choose()}</details>` : nothing}
      ${d.recalled ? html`<p class="note mb-0" role="note">${t('delivery.recalled')}</p>` : open && TO_RECALL.includes(d.state)
        ? html`<button class="btn btn-outline-danger justify-self-start" id="recall" ?disabled=${this.busy} @click=${this.recall}>${t('delivery.recall')}</button>` : nothing}`;
  }

  choose() {
    return html`<form class="d-grid gap-2" @submit=${this.arrange}>
      <fieldset class="d-flex flex-wrap gap-3"><legend class="visually-hidden">${t('delivery')}</legend>${this.ways.map((w) => html`<div class="form-check">
        <input class="form-check-input" type="radio" name="way" id="way-${w}" value=${w} .checked=${this.way === w} @change=${() => this.turnTo(w)}><label class="form-check-label" for="way-${w}">${t(`way.${w}`)}</label></div>`)}</fieldset>
      ${FIELDS[this.way].map((name) => this.text(name))}
      <button class="btn btn-primary justify-self-start" id="choose" ?disabled=${this.busy}>${t('choose')}</button></form>`;
  }

  turnTo(way) {
    this.way = way;
    this.failure = null;
  }

  text(name) {
    const wrong = isAboutFields(this.failure, [name]);
    return html`<div><label class="form-label" for="d-${name}">${t(`deliver.${name}`)}</label><input class="form-control ${wrong ? 'is-invalid' : ''}" id="d-${name}" name=${name} dir=${name === 'postalCode' || name === 'office' ? 'ltr' : 'auto'}
      inputmode=${name === 'postalCode' || name === 'office' ? 'numeric' : 'text'} maxlength="300" autocomplete="off" value=${this.delivery[name] ?? ''} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? `d-${name}-fault` : nothing}>${fieldError(this.failure, name, `d-${name}`)}</div>`;
  }

  async arrange(e) {
    e.preventDefault();
    const body = Object.fromEntries([...new FormData(e.target)].filter(([, value]) => value));
    await this.attempt(async () => {
      this.delivery = (await call('POST', `${this.path}/delivery`, {body, keyed: true})).json;
    });
    await this.updateComplete;
    this.querySelector('.is-invalid')?.focus();
  }

  async recall() {
    await this.attempt(async () => {
      this.delivery = (await call('POST', `${this.path}/delivery/recall`, {keyed: true})).json;
    });
  }

  async hand(e) {
    e.preventDefault();
    const nationalId = new FormData(e.target).get('nationalId');
    await this.attempt(async () => {
      this.typed = nationalId;
      this.delivery = (await call('POST', `office/v1/deliveries/${this.delivery.id}/hand-over`, {body: {nationalId}, keyed: true})).json;
      this.dispatchEvent(new CustomEvent('changed', {detail: null}));
    }, {form: e.target});
  }
}

customElements.define('pk-handover', Handover);
