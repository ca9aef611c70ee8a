/* Photos of a report: taken or selected on the phone, reduced there, and sent before the report. Their metadata stays on the phone. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, nothing} from './view.js';
import {Unreached, call} from './api.js';
import {both, digits, number, t} from './language.js';

const MOST = 5;
/** Pixels of the longer side: small enough for a slow connection, and large enough to read a street sign. */
const SIDE = 2048;
const QUALITY = 0.85;
/** Status codes that concern the photo itself: sending it again would fail again. */
const OF_THE_PHOTO = [400, 413, 415, 422];

/** Draws a photo again upright, without position and time. The hub does the same with formats that the browser cannot draw. */
async function drawn(file) {
  try {
    const bitmap = await createImageBitmap(file, {imageOrientation: 'from-image'});
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob || file), 'image/jpeg', QUALITY));
  } catch {
    return file;
  }
}

class ReportPhotos extends View {
  /** @property photos list of the draft: {key, file, url, id, fault} */
  static properties = {photos: {}, fault: {}, tooMany: {state: true}, words: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    addEventListener('online', () => this.pump(), {signal: this.ending.signal});
    this.pump();
  }

  async take(e) {
    const chosen = [...e.target.files];
    e.target.value = '';
    const free = MOST - this.photos.length;
    this.tooMany = chosen.length > free;
    for (const file of chosen.slice(0, free)) {
      const small = await drawn(file);
      this.photos.push({key: crypto.randomUUID(), file: small, url: URL.createObjectURL(small), id: null, fault: null});
    }
    this.changed();
    await this.pump();
  }

  /** Sends one photo at a time, so that the first one is complete sooner on a slow connection. */
  async pump() {
    if (this.pumping) return;
    this.pumping = true;
    try {
      while (!this.ending.signal.aborted) {
        const photo = this.photos.find((one) => !one.id && !one.fault);
        if (!photo) break;
        await this.sent(photo);
      }
    } finally {
      this.pumping = false;
      this.changed();
    }
  }

  async sent(photo) {
    this.requestUpdate();
    try {
      photo.id = (await call('POST', 'citizen/v1/report-photos', {form: photo.file, keyed: photo.key, signal: this.ending.signal})).json.id;
      this.words = t('my.photos.there', number(this.photos.filter((one) => one.id).length));
    } catch (e) {
      if (this.ending.signal.aborted) return;
      photo.fault = e;
    }
    this.changed();
  }

  again(photo) {
    photo.fault = null;
    this.pump();
  }

  drop(photo) {
    const at = this.photos.indexOf(photo);
    this.photos.splice(at, 1);
    URL.revokeObjectURL(photo.url);
    this.tooMany = false;
    this.words = t('my.photos.dropped', number(at + 1));
    this.changed();
    this.updateComplete.then(() => this.querySelector('#add-photo')?.focus());
  }

  changed() {
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('photos'));
  }

  render() {
    const full = this.photos.length >= MOST;
    return html`<fieldset aria-describedby="photos-hint photos-fault"><legend class="form-label">${t('my.photos')}</legend>
      ${this.photos.length ? html`<ol class="report-photos mb-2">${repeat(this.photos, (p) => p.key, (p, i) => this.line(p, i + 1))}</ol>` : nothing}
      <input type="file" id="photos" hidden multiple accept="image/jpeg,image/png" @change=${this.take}>
      <button type="button" class="btn btn-outline-primary ${this.fault ? 'is-invalid' : ''}" id="add-photo" ?disabled=${full} @click=${() => this.querySelector('#photos').click()}>${t('my.photos.add')}</button>
      <div class="invalid-feedback ${this.fault || this.tooMany ? 'd-block' : ''}" id="photos-fault">${this.fault ? digits(both(this.fault, 'message')) : this.tooMany ? t('my.photos.most', number(MOST)) : nothing}</div>
      <div class="form-text" id="photos-hint">${t('my.photos.about', number(MOST))}</div>
      <p class="visually-hidden" role="status">${this.words ?? ''}</p></fieldset>`;
  }

  line(photo, n) {
    return html`<li data-photo=${photo.id ? 'there' : photo.fault ? 'refused' : 'going'}><img src=${photo.url} alt="" @error=${(e) => (e.target.hidden = true)}>
      <div class="d-grid gap-1 justify-items-start"><span>${t('my.photos.one', number(n))} <span class="text-secondary">${photo.id || photo.fault ? '' : t('my.photos.going')}</span></span>
        ${photo.fault ? html`<span class="text-danger" role="alert">${photo.fault instanceof Unreached ? t('my.photos.waiting') : digits(photo.fault.words ?? photo.fault.message)}</span>` : nothing}
        <div class="d-flex flex-wrap gap-2">${photo.fault && !OF_THE_PHOTO.includes(photo.fault.status) ? html`<button type="button" class="btn btn-outline-primary" @click=${() => this.again(photo)}>${t('my.photos.again')}</button>` : nothing}
          <button type="button" class="btn btn-outline-secondary" aria-label=${t('my.photos.drop.one', number(n))} @click=${() => this.drop(photo)}>${t('my.photos.drop')}</button></div></div></li>`;
  }
}

customElements.define('pk-report-photos', ReportPhotos);
