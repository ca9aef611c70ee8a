/* Page for reports of unlawful buildings from home, and their results. Input is kept until it is sent. */

import {View, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {both, date, digits, number, t} from './language.js';
import {openDraft, deleteDraft, scheduleSave} from './draft.js';
import {errorSummary} from './faults.js';
import {districtOptions, pointOf} from './districts.js';
import './my-photos.js';
import './propertycode.js';

const DRAFT = 'my-report';
const LINES = 20;
/** Maximum milliseconds to wait for a position. */
const POSITION_MS = 20000;

class OwnReport extends View {
  static properties = {kinds: {}, reports: {}, next: {}, faults: {}, sent: {}, position: {state: true}, locating: {state: true}};

  constructor() {
    super();
    this.faults = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load(cursor) {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      this.draft = await openDraft(DRAFT);
      const [kinds, page] = await Promise.all([get('citizen/v1/report-kinds', {}, signal), get('citizen/v1/reports', {limit: LINES, cursor}, signal)]);
      this.reports = cursor ? [...this.reports, ...page.items] : page.items;
      this.next = page.next;
      this.kinds = kinds;
    });
  }

  type(e) {
    if (!e.target.name) return;
    this.draft.values.set(e.target.name, e.target.value);
    this.draft.key = null;
    scheduleSave(DRAFT);
    // redraws the point that the text contains
    if (e.target.name === 'point') this.requestUpdate();
  }

  async send(e) {
    e.preventDefault();
    const unsent = this.draft.files.find((photo) => !photo.id);
    if (unsent) {
      this.faults = new Map([['photos', {messageEn: t('my.photos.unsent'), messageFa: t('my.photos.unsent')}]]);
      await this.updateComplete;
      await this.querySelector('pk-report-photos').updateComplete;
      this.querySelector('#add-photo').scrollIntoView({block: 'center'});
      this.querySelector('[data-photo=refused] button, #add-photo').focus();
      return;
    }
    const body = this.body(e.target);
    this.sent = this.failure = null;
    this.faults = this.unfilled(body);
    if (!body.property && this.value('point').trim() && !pointOf(this.value('point'))) this.faults.set('point', {messageFa: t('my.point.none'), messageEn: t('my.point.none')});
    if (this.faults.size) {
      this.point();
      return;
    }
    this.draft.key ??= crypto.randomUUID();
    const own = await this.attempt(async () => (await call('POST', 'citizen/v1/reports', {body, keyed: this.draft.key})).json);
    if (own) {
      this.draft.files.forEach((photo) => URL.revokeObjectURL(photo.url));
      await deleteDraft(DRAFT);
      this.sent = own;
      this.position = this.locating = null;
      e.target.reset();
      await this.load();
      this.querySelector('[role=status]')?.focus();
      return;
    }
    this.draft.key = null;
    this.failure?.faults?.forEach((fault) => fault.field && this.faults.set(fault.field, fault));
    this.point();
  }

  /** Empty required fields, checked before sending. A renovation code replaces district and address. */
  unfilled(body) {
    const missing = ['district', 'address', 'kind', 'text'].filter((name) => !(body.property && ['district', 'address'].includes(name)) && !String(body[name] || '').trim());
    return new Map(missing.map((name) => [name, {messageFa: t('unfilled'), messageEn: t('unfilled')}]));
  }

  async point() {
    this.requestUpdate();
    await this.updateComplete;
    (this.querySelector('[data-summary]') || this.querySelector('.is-invalid') || this.querySelector('[role=alert]'))?.focus();
  }

  /** Summary with links to the faulty fields, if there are several. */
  summed() {
    return this.faults.size < 2 ? nothing : errorSummary([...this.faults].map(([name, fault]) => ({id: name, label: this.called(name), words: both(fault, 'message')})));
  }

  called(name) {
    if (name === 'photos') return t('my.photos');
    return t(name === 'district' ? 'my.field.district.building' : `my.field.${name}`);
  }

  /** Handles a change of the photos: the report gets a new key, and faults of the old photos are removed. */
  pictured() {
    this.draft.key = null;
    if (this.faults.delete('photos')) this.requestUpdate();
  }

  /** The request's body. A renovation code replaces the description of the place. */
  body(form) {
    const {district, address, point, ...body} = Object.fromEntries(new FormData(form));
    if (this.draft.files.length) body.photos = this.draft.files.map((photo) => photo.id);
    if (body.property) return body;
    delete body.property;
    return {...body, district: Number(district) || 0, address, ...(pointOf(point) ?? this.position)};
  }

  /** Asks the browser for the position, with the user's consent. The position is sent only with the report. */
  locate() {
    this.locating = 'asking';
    navigator.geolocation.getCurrentPosition(({coords}) => {
      this.position = {latitude: Number(coords.latitude.toFixed(5)), longitude: Number(coords.longitude.toFixed(5))};
      this.locating = null;
      this.draft.key = null;
    }, () => (this.locating = 'failed'), {enableHighAccuracy: true, timeout: POSITION_MS});
  }

  dropPosition() {
    this.position = null;
    this.draft.values.delete('point');
    this.draft.key = null;
    scheduleSave(DRAFT);
    this.requestUpdate();
  }

  where() {
    const position = pointOf(this.value('point')) ?? this.position;
    return html`${this.field('district', html`<select class="form-select form-select-lg ${this.fault('district')}" id="district" name="district" aria-describedby="district-hint district-fault"><option value=""></option>${districtOptions(this.value('district'))}</select>`, false, 'building')}
      ${this.field('address', html`<textarea class="form-control ${this.fault('address')}" id="address" name="address" rows="2" maxlength="300" dir="auto" .value=${this.value('address')} aria-describedby="address-hint address-fault"></textarea>`)}
      ${this.field('point', html`<input class="form-control ${this.fault('point')}" id="point" name="point" dir="auto" maxlength="500" autocapitalize="none" spellcheck="false" .value=${this.value('point')} aria-describedby="point-hint point-fault">`)}
      ${navigator.geolocation || position ? html`<div class="d-flex flex-wrap gap-2 align-items-center">${position ? html`<button type="button" class="btn btn-outline-secondary" id="no-position" @click=${this.dropPosition}>${t('my.position.drop')}</button>`
          : html`<button type="button" class="btn btn-outline-primary" id="locate" ?disabled=${this.locating === 'asking'} @click=${this.locate}>${t('my.position.do')}</button>`}
        <span aria-live="polite" id="position">${position ? html`${t('my.position')} ${code(`${position.latitude}, ${position.longitude}`)}` : this.locating ? t(`my.position.${this.locating}`) : nothing}</span></div>
        <p class="form-text mb-0">${t('my.position.about')}</p>` : nothing}`;
  }

  render() {
    return html`<div class="narrow-page"><h1 tabindex="-1">${t('my.report')}</h1>
      ${this.sent ? html`<p class="alert alert-success" role="status" tabindex="-1">${t('my.report.sent')} ${code(this.sent.number)}</p>` : nothing}
      ${this.faults.size ? nothing : errorCard(this.failure, this.kinds ? null : () => this.load())}
      ${!this.kinds ? (this.failure ? nothing : loading()) : html`<form class="card" id="report" novalidate autocomplete="off" @submit=${this.send} @input=${this.type} @change=${this.type}>
        <p class="mb-0">${t('my.report.how')}</p>
        ${this.summed()}
        ${this.where()}
        ${this.field('property', html`<pk-property-code id="property" name="property" .lengths=${this.kinds.propertyLengths} .large=${true} .wrong=${this.faults.has('property')} .value=${this.value('property')} .described=${'property-hint property-fault'}></pk-property-code>`, true)}
        ${this.field('kind', html`<select class="form-select form-select-lg ${this.fault('kind')}" id="kind" name="kind" aria-describedby="kind-hint kind-fault"><option value=""></option>${this.kinds.items.map((k) => html`<option value=${k.code} .selected=${this.value('kind') === k.code}>${both(k)}</option>`)}</select>`)}
        ${this.field('text', html`<textarea class="form-control ${this.fault('text')}" id="text" name="text" rows="5" maxlength="2000" dir="auto" .value=${this.value('text')} aria-describedby="text-hint text-fault"></textarea>`)}
        <pk-report-photos .photos=${this.draft.files} .fault=${this.faults.get('photos')} @photos=${this.pictured}></pk-report-photos>
        <button class="btn btn-primary btn-lg" id="send" ?disabled=${this.busy}>${this.busy ? t('sending') : t('my.report.send')}</button></form>
      ${this.reports.length ? html`<section class="card mt-3" aria-labelledby="mine"><h2 id="mine">${t('my.reports')}</h2><ul class="list-unstyled mb-0 d-grid gap-3">${this.reports.map((r) => this.line(r))}</ul>
        ${this.next ? html`<button class="btn btn-outline-primary justify-self-start" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}</section>` : empty(t('my.reports.none'))}`}</div>`;
  }

  line(r) {
    return html`<li class="element" data-report=${r.state}><strong>${both(r, 'kind')} ${r.property ? code(digits(r.property)) : nothing}</strong>
      <div><span class="state state-${r.state === 'ended' ? 'approved' : 'open'}">${t(r.property ? `my.report.${r.state}` : 'my.report.searched')}</span> ${both(r, 'stage')}</div>
      <div class="text-secondary">${code(r.number)} · <time datetime=${r.received}>${date(r.received)}</time>${r.photos ? html` · ${t('my.photos.count', number(r.photos))}` : nothing}</div></li>`;
  }

  value(name) {
    return this.draft.values.get(name) ?? '';
  }

  fault(name) {
    return this.faults.has(name) ? 'is-invalid' : '';
  }

  /**
   * @param group whether the field consists of several controls
   * @param of variant of the field's label and hint
   */
  field(name, control, group, of) {
    const words = t(of ? `my.field.${name}.${of}` : `my.field.${name}`);
    return group ? html`<fieldset><legend class="form-label">${words}</legend>${control}${this.below(name, of, words)}</fieldset>` : html`<div><label class="form-label" for=${name}>${words}</label>${control}${this.below(name, of, words)}</div>`;
  }

  below(name, of, words) {
    const fault = this.faults.get(name);
    return html`
      <div class="invalid-feedback ${fault ? 'd-block' : ''}" id="${name}-fault">${digits(both(fault, 'message').replace(name, words))}</div>
      <div class="form-text" id="${name}-hint">${t(of ? `my.hint.${name}.${of}` : `my.hint.${name}`)} ${name === 'property' ? code(digits('22-3-17-4-1-0-0')) : nothing}</div>`;
  }
}

customElements.define('pk-own-report', OwnReport);
