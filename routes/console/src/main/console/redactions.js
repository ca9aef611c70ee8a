/*
 * Tool of a district that covers areas of a sheet: drawn with the pointer, or placed and resized by keys, on the viewer's page. Covering needs a
 * reason, and so does uncovering.
 */

import {repeat} from 'lit/directives/repeat.js';
import OpenSeadragon from 'openseadragon';
import {View, html, nothing, errorCard} from './view.js';
import {call} from './api.js';
import {number, localizedDigits, t, time} from './language.js';

/** Fractions of the page's longer side: step of a key, and minimum size of an area. */
const STEP = 100;
const LEAST = 200;
const MOST = 50;
const LONGEST = 2000;
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

class Redactions extends View {
  /**
   * `shows` is the viewer of page `page`, from 0; `path` the address of the sheet's covered areas; `covered` all covered areas of the sheet;
   * `district` the district that may uncover its own.
   */
  static properties = {shows: {}, page: {}, path: {}, district: {}, covered: {}, areas: {}};

  constructor() {
    super();
    this.areas = [];
    this.handlers = {
      'canvas-press': (e) => (this.from = this.at(e.position)),
      'canvas-drag': (e) => this.drag(e),
      'canvas-release': () => (this.drawing = false),
      'open': () => this.draw(),
    };
  }

  firstUpdated() {
    Object.entries(this.handlers).forEach(([event, act]) => this.shows.addHandler(event, act));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    Object.entries(this.handlers).forEach(([event, act]) => this.shows.removeHandler(event, act));
    // the overlays are already gone if the viewer was removed
    if (this.shows.element?.isConnected) this.shows.clearOverlays();
  }

  willUpdate(changed) {
    if (changed.has('page')) this.areas = [];
  }

  updated(changed) {
    if (changed.has('areas')) this.draw();
  }

  get size() {
    return this.shows.world.getItemAt(0)?.getContentSize();
  }

  /** A position on the screen in pixels of the page, limited to the page. */
  at(position) {
    const seen = this.shows.viewport;
    const {x, y} = seen.viewportToImageCoordinates(seen.pointFromPixel(position));
    const size = this.size;
    return {x: Math.max(0, Math.min(size.x, x)), y: Math.max(0, Math.min(size.y, y))};
  }

  drag(e) {
    e.preventDefaultAction = true;
    if (!this.from || this.busy) return;
    const to = this.at(e.position);
    const area = this.within({x: Math.min(this.from.x, to.x), y: Math.min(this.from.y, to.y), w: Math.abs(to.x - this.from.x), h: Math.abs(to.y - this.from.y)});
    if (this.drawing) this.last(area);
    else this.add(area);
    this.drawing = true;
  }

  /** An area in whole pixels, limited to the page, and large enough to be visible. */
  within({x, y, w, h}) {
    const size = this.size;
    const least = Math.ceil(Math.max(size.x, size.y) / LEAST);
    const width = Math.round(Math.min(size.x, Math.max(least, w)));
    const height = Math.round(Math.min(size.y, Math.max(least, h)));
    return {x: Math.round(Math.max(0, Math.min(size.x - width, x))), y: Math.round(Math.max(0, Math.min(size.y - height, y))), w: width, h: height};
  }

  add(area) {
    if (this.areas.length < MOST) this.areas = [...this.areas, area];
  }

  last(area) {
    this.areas = [...this.areas.slice(0, -1), area];
  }

  /** Adds an area in the middle of the visible part. */
  place() {
    const seen = this.shows.viewport;
    const {x, y} = seen.viewportToImageCoordinates(seen.getCenter());
    const w = this.size.x / 4;
    const h = this.size.y / 20;
    this.add(this.within({x: x - w / 2, y: y - h / 2, w, h}));
  }

  remove() {
    this.areas = this.areas.slice(0, -1);
  }

  /** Handles a key while areas are drawn. @return whether the key was used */
  key(e) {
    if (e.code === 'KeyN') this.place();
    else if (!this.areas.length) return false;
    else if (e.code === 'Delete' || e.code === 'Backspace') this.remove();
    else if (ARROWS[e.code]) {
      const [x, y] = ARROWS[e.code].map((way) => (way * Math.max(this.size.x, this.size.y)) / STEP);
      const a = this.areas[this.areas.length - 1];
      this.last(this.within(e.shiftKey ? {...a, w: a.w + x, h: a.h + y} : {...a, x: a.x + x, y: a.y + y}));
    } else return false;
    return true;
  }

  draw() {
    this.shows.clearOverlays();
    if (!this.shows.world.getItemCount()) return;
    for (const a of this.areas) {
      const element = document.createElement('span');
      element.className = 'cover-area';
      this.shows.addOverlay({element, location: this.shows.viewport.imageToViewportRectangle(new OpenSeadragon.Rect(a.x, a.y, a.w, a.h))});
    }
  }

  /** Describes the areas for screen readers. */
  said() {
    if (!this.areas.length) return t('covers.draw');
    const a = this.areas[this.areas.length - 1];
    const part = (of, all) => number(Math.round((100 * of) / all));
    return t('covers.areas', number(this.areas.length), part(a.x, this.size.x), part(a.y, this.size.y), part(a.w, this.size.x), part(a.h, this.size.y));
  }

  async cover(e) {
    e.preventDefault();
    const form = e.target;
    const body = {page: this.page + 1, regions: this.areas.map((a) => `${a.x},${a.y},${a.w},${a.h}`), reason: new FormData(form).get('reason')};
    await this.change(form, this.path, body);
  }

  async uncover(e, one) {
    e.preventDefault();
    await this.change(e.target, `${this.path}/${one.id}/removal`, {reason: new FormData(e.target).get('reason')});
  }

  async change(form, path, body) {
    this.asked = form.id;
    if (!await this.attempt(() => call('POST', path, {body, keyed: true}), {form: form.id === 'cover' ? null : form})) return;
    form.reset();
    if (body.regions) this.areas = [];
    this.dispatchEvent(new Event('covered'));
  }

  render() {
    return html`<section class="covers" aria-label=${t('covers')}>
      <div class="d-grid gap-2 align-content-start">
        <div class="d-flex flex-wrap gap-2 align-items-center"><output id="cover-areas" class="flex-grow-1" aria-live="polite">${this.said()}</output>
          <button type="button" class="btn btn-outline-primary btn-sm" id="cover-place" title="N" @click=${this.place}>${t('covers.place')}</button>
          <button type="button" class="btn btn-outline-primary btn-sm" id="cover-remove" title="Delete" ?disabled=${!this.areas.length} @click=${this.remove}>${t('covers.remove')}</button></div>
        <form class="d-grid gap-2" id="cover" @submit=${this.cover}><label class="form-label mb-0" for="cover-reason">${t('withdraw.why')}</label>
          <textarea class="form-control ${this.wordless ? 'is-invalid' : ''}" id="cover-reason" name="reason" rows="2" maxlength=${LONGEST} dir="auto" required aria-describedby="cover-fault"></textarea>
          <div class="invalid-feedback" id="cover-fault">${this.wordless ? t('covers.why') : nothing}</div>
          <button class="btn btn-primary" id="cover-save" ?disabled=${this.busy || !this.areas.length}>${t('covers.save')}</button></form>
        ${this.wordless ? nothing : errorCard(this.failure, null)}
      </div>
      ${this.covered.length ? html`<ul class="list-unstyled d-grid gap-2 mb-0 align-content-start">${repeat(this.covered, (one) => one.id, (one) => this.standing(one))}</ul>` : nothing}</section>`;
  }

  /** Whether the hub refused to cover because the reason is missing. */
  get wordless() {
    return this.failure?.field === 'reason' && this.asked === 'cover';
  }

  standing(one) {
    return html`<li data-cover=${one.page}><strong>${t('covers.page', number(one.page))}</strong> · ${t('district', number(one.district))} · <time datetime=${one.at}>${time(one.at)}</time>
      ${one.reason ? html`<p class="said mb-0"><bdi>${localizedDigits(one.reason)}</bdi></p>` : nothing}
      ${one.district === this.district ? html`<details><summary>${t('covers.show')}</summary><form class="d-grid gap-2" @submit=${(e) => this.uncover(e, one)}>
        <label class="form-label mb-0" for="uncover-${one.id}">${t('withdraw.why')}</label><textarea class="form-control" id="uncover-${one.id}" name="reason" rows="2" maxlength=${LONGEST} dir="auto" required></textarea>
        <button class="btn btn-outline-danger btn-sm" data-uncover ?disabled=${this.busy}>${t('covers.show')}</button></form></details>` : nothing}</li>`;
  }
}

customElements.define('pk-redactions', Redactions);
