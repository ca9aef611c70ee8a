/* Viewer of the pages of one sheet, with measuring on plans drawn to scale. It is loaded on first use. Tiles come from the hub's IIIF API. */

import OpenSeadragon from 'openseadragon';
import {View, html, nothing, errorCard, loading} from './view.js';
import {call, get} from './api.js';
import {digits, number, t} from './language.js';

// OpenSeadragon logs tiles that arrive after the page was turned
OpenSeadragon.console = {...console, log() {}};

/** Automatic retries of missing tiles. After that, the user has to retry. */
const TRIES = 3;
const STEP = 1.4;
const PART = 0.2;
/** Pixels per inch of a page of a PDF, as the hub draws it. The paper size of other scans is unknown. */
const TO_THE_INCH = 200;
const MILLIMETRES = 25.4;
const SCALES = [50, 100, 200, 500];

class Viewer extends View {
  /**
   * `address` of the sheet, which is the prefix of its pages; `about` reads {pages, covered} from the hub; `district` that may cover areas, or none;
   * `beside` draws the panel next to the sheet; `more` whether another sheet follows.
   */
  static properties = {address: {}, about: {}, drawn: {}, name: {}, district: {}, beside: {}, more: {}, pages: {}, page: {}, covered: {}, points: {}, scale: {}, covering: {}};

  constructor() {
    super();
    this.page = 0;
    this.scale = 100;
  }

  /** Receives all keys of the page, even if no element of the viewer has the focus. */
  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', (e) => this.key(e), {signal: this.ending.signal});
  }

  firstUpdated() {
    this.querySelector('dialog').showModal();
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.shows?.destroy();
    this.shows = null;
  }

  async load() {
    await this.attempt(async () => {
      const {pages, covered} = await this.about();
      this.pages = pages;
      this.covered = covered;
      if (!this.pages) return;
      await this.updateComplete;
      this.shows = shown(this.querySelector('.pages'));
      this.shows.addHandler('canvas-click', (e) => this.measure(e));
      this.shows.addHandler('tile-load-failed', (e) => this.retryTiles(e));
      await this.open();
    });
  }

  async open() {
    const {page} = this;
    const base = `${this.address}/pages/${page + 1}`;
    this.tries = TRIES;
    this.missing = [];
    this.clearPoints();
    const info = await get(`${base}/info.json`);
    // the page was turned in the meantime
    if (page !== this.page) return;
    this.shows?.viewport.setRotation(0);
    // a relative address, because the hub may be reachable under another address than the one it knows
    this.shows?.open({...info, '@id': new URL(base, document.baseURI).href});
  }

  /** Handles a tile that did not load. A request for it obtains the hub's error, or succeeds; then all missing tiles are requested again. */
  async retryTiles({tile, tiledImage}) {
    const still = () => tiledImage === this.shows?.world.getItemAt(0);
    if (!still()) return;
    this.missing.push(tile);
    if (this.missing.length > 1 || !this.tries--) return;
    await this.attempt(async () => {
      await call('GET', tile.url, {file: 'image/*', signal: this.ending.signal});
      if (!still()) return;
      this.missing.splice(0).forEach((one) => (one.exists = true));
      this.shows.forceRedraw();
    });
  }

  async turn(by) {
    const to = this.page + by;
    if (to < 0 || to >= (this.pages || 0)) return;
    this.page = to;
    await this.attempt(() => this.open());
  }

  /** Adds a point: two points form a distance, and a third starts a new measurement. */
  measure(e) {
    if (!this.points || !e.quick) return;
    if (this.points.length === 2) this.clearPoints();
    const at = this.shows.viewport.pointFromPixel(e.position);
    const mark = document.createElement('span');
    mark.className = 'measured';
    this.shows.addOverlay({element: mark, location: at, placement: OpenSeadragon.Placement.CENTER});
    this.points = [...this.points, this.shows.viewport.viewportToImageCoordinates(at)];
  }

  /** Reloads the pictures after an area was covered or uncovered. */
  async changed() {
    await this.attempt(async () => {
      this.covered = (await this.about()).covered;
      this.dispatchEvent(new Event('pictured'));
      await this.open();
    });
  }

  async cover() {
    this.clearPoints();
    this.points = null;
    if (!this.covering) await this.attempt(() => import('./redactions.js'));
    this.covering = !this.covering && !this.failure;
  }

  clearPoints() {
    this.shows?.clearOverlays();
    if (this.points) this.points = [];
  }

  ruler() {
    this.covering = false;
    this.shows?.clearOverlays();
    this.points = this.points ? null : [];
  }

  /** The distance on paper, and the real distance in the selected scale. */
  distance() {
    if (this.points?.length !== 2) return t('viewer.points');
    const [a, b] = this.points;
    const paper = (Math.hypot(a.x - b.x, a.y - b.y) / TO_THE_INCH) * MILLIMETRES;
    return t('viewer.distance', number(Math.round(paper)), number(Math.round((paper * this.scale) / 10) / 100));
  }

  zoom(by) {
    this.shows?.viewport.zoomBy(by).applyConstraints();
  }

  rotate() {
    const seen = this.shows?.viewport;
    seen?.setRotation((seen.getRotation() + 90) % 360);
    seen?.goHome();
  }

  pan(x, y) {
    const seen = this.shows?.viewport;
    seen?.panBy(new OpenSeadragon.Point(x, y).rotate(-seen.getRotation()).times(PART * seen.getBounds().width)).applyConstraints();
  }

  whole() {
    this.shows?.viewport.setRotation(0);
    this.shows?.viewport.goHome();
  }

  /** Handles keys by their position, because a Persian keyboard has other letters. */
  key(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.target.closest('textarea, select, input')) return;
    if (this.covering && this.querySelector('pk-redactions').key(e)) {
      e.preventDefault();
      return;
    }
    const act = {
      PageDown: () => this.turn(1), PageUp: () => this.turn(-1), Equal: () => this.zoom(STEP), NumpadAdd: () => this.zoom(STEP),
      Minus: () => this.zoom(1 / STEP), NumpadSubtract: () => this.zoom(1 / STEP), Digit0: () => this.whole(), Numpad0: () => this.whole(),
      KeyN: () => this.more && !this.covering && this.next(), KeyR: () => this.rotate(), KeyM: () => this.drawn && this.ruler(), KeyC: () => this.district && this.cover(), ArrowLeft: () => this.pan(-1, 0), ArrowRight: () => this.pan(1, 0), ArrowUp: () => this.pan(0, -1), ArrowDown: () => this.pan(0, 1),
    }[e.code];
    if (!act) return;
    e.preventDefault();
    act();
  }

  next() {
    this.dispatchEvent(new Event('next'));
  }

  closed() {
    this.dispatchEvent(new Event('closed'));
  }

  render() {
    return html`<dialog class="viewer" aria-labelledby="viewer-title" @close=${this.closed}>
      <div class="d-flex flex-wrap gap-2 align-items-center">
        <h2 id="viewer-title" class="flex-grow-1 m-0">${this.name}</h2>
        ${this.pages > 1 ? html`
          <button type="button" class="btn btn-outline-primary" id="page-before" title="Page Up" ?disabled=${this.page === 0} @click=${() => this.turn(-1)}>${t('viewer.before')}</button>
          <span id="page" aria-live="polite">${t('viewer.page', number(this.page + 1), number(this.pages))}</span>
          <button type="button" class="btn btn-outline-primary" id="page-next" title="Page Down" ?disabled=${this.page === this.pages - 1} @click=${() => this.turn(1)}>${t('viewer.next')}</button>` : nothing}
        ${this.pages ? html`
          <button type="button" class="btn btn-outline-primary" id="zoom-in" title="+" aria-label=${t('viewer.in')} @click=${() => this.zoom(STEP)}>+</button>
          <button type="button" class="btn btn-outline-primary" id="zoom-out" title="-" aria-label=${t('viewer.out')} @click=${() => this.zoom(1 / STEP)}>−</button>
          <button type="button" class="btn btn-outline-primary" id="rotate" title="R" @click=${this.rotate}>${t('viewer.rotate')}</button>
          <button type="button" class="btn btn-outline-primary" id="whole" title="0" @click=${this.whole}>${t('viewer.whole')}</button>
          ${this.drawn ? html`<button type="button" class="btn btn-outline-primary ${this.points ? 'active' : ''}" id="measure" title="M" aria-pressed=${this.points ? 'true' : 'false'} @click=${this.ruler}>${t('viewer.measure')}</button>` : nothing}
          ${this.district ? html`<button type="button" class="btn btn-outline-primary ${this.covering ? 'active' : ''}" id="covers" title="C" aria-pressed=${this.covering ? 'true' : 'false'} @click=${this.cover}>${t('covers')}</button>` : nothing}` : nothing}
        ${this.more ? html`<button type="button" class="btn btn-outline-primary" id="sheet-next" title="N" @click=${this.next}>${t('viewer.other')}</button>` : nothing}
        ${this.covered && (!this.covered.length || this.district) ? html`<a class="btn btn-outline-secondary" id="viewer-original" target="_blank" rel="noopener" href="${this.address}?original=true">${t('viewer.original')}</a>` : nothing}
        <button type="button" class="btn btn-primary" id="viewer-close" title="Esc" @click=${() => this.querySelector('dialog').close()}>${t('viewer.close')}</button>
      </div>
      ${this.covered?.length ? html`<p class="note mb-0" data-covered>${t('viewer.covered', [...new Set(this.covered.map((r) => number(r.district)))].join(t('comma')))}</p>` : nothing}
      ${this.points ? html`<div class="d-flex flex-wrap gap-2 align-items-center"><label for="scale">${t('viewer.scale')}</label><select class="form-select w-auto" id="scale" @change=${(e) => (this.scale = Number(e.target.value))}>${SCALES.map((s) => html`<option value=${s} .selected=${this.scale === s}>${digits(`1:${s}`)}</option>`)}</select>
        <output id="distance" aria-live="polite">${this.distance()}</output></div>` : nothing}
      ${this.covering ? html`<pk-redactions .shows=${this.shows} .page=${this.page} .path=${`${this.address}/redactions`} .district=${this.district} .covered=${this.covered} @covered=${this.changed}></pk-redactions>` : nothing}
      ${errorCard(this.failure, () => (this.pages ? this.attempt(() => this.open()) : this.load()))}
      ${this.pages === 0 ? html`<p class="empty">${t('viewer.none')}</p>` : nothing}
      ${this.pages === undefined && !this.failure ? loading() : nothing}
      <div class="looked-at"><div class="pages" dir="ltr" role="img" aria-label=${this.name} ?hidden=${!this.pages}></div>${this.beside ? html`<aside class="beside">${this.beside()}</aside>` : nothing}</div>
    </dialog>`;
  }
}

/** Creates the viewer without its own buttons, which are not in the page's style and language, and without its own keys. */
function shown(element) {
  const viewer = new OpenSeadragon.Viewer({
    element, showNavigationControl: false, showNavigator: false, animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.5,
    maxZoomPixelRatio: 2, visibilityRatio: 0.5, gestureSettingsMouse: {clickToZoom: false, dblClickToZoom: true}, imageLoaderLimit: 4,
    // requested with fetch each time, because a document may reuse the picture of an address from before it was covered
    loadTilesWithAjax: true,
  });
  // OpenSeadragon assigns innerHTML to empty elements, which the page's security policy forbids
  for (const emptied of [viewer.overlaysContainer, viewer.drawer.canvas]) {
    Object.defineProperty(emptied, 'innerHTML', {set() { this.replaceChildren(); }});
  }
  viewer.innerTracker.keyHandler = viewer.innerTracker.keyDownHandler = null;
  return viewer;
}

customElements.define('pk-viewer', Viewer);
