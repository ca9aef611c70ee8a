/* Live entries of the journal. The list is bounded and can be paused for reading. */

import {repeat} from 'lit/directives/repeat.js';
import {View, html, errorCard, code, empty, focusHeading} from './view.js';
import {Unreached, get} from './api.js';
import {recordRequestFailure} from './line.js';
import {digits, number, t, time} from './language.js';
import {allForms} from './cases.js';
import './governance-words.js';
import {eventName, eventNames, detailsText} from './watched.js';

const SHOWN = 200;
const BACK = 50;
const AGAIN = 3000;
const KINDS = ['case', 'inquiry', 'payment', 'certificate', 'operator'];
const HUB = '00000000-0000-0000-0000-000000000000';

class Live extends View {
  static properties = {entries: {}, kind: {}, still: {}, state: {}, names: {}, forms: {}, missed: {}};

  constructor() {
    super();
    this.entries = [];
    this.kind = '';
    this.still = false;
    this.missed = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.begin();
    focusHeading(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.source?.close();
    clearTimeout(this.again);
  }

  begin() {
    return this.attempt(async () => {
      const [names, forms] = await Promise.all([eventNames(this.ending.signal), allForms(this.ending.signal)]);
      const all = (kind) => [...forms.values()].flatMap((form) => form[kind]);
      // an entry does not name the service of its case, so the words of all services are combined
      Object.assign(this, {names, forms: {services: forms, words: all('words'), papers: all('papers'), stages: all('stages')}});
      this.listen();
    });
  }

  /** Opens the stream. It begins with recent entries, so that the list is not empty in a quiet hour. The browser reconnects by itself. */
  listen() {
    this.source?.close();
    const url = new URL('oversight/v1/stream', document.baseURI);
    if (this.last) url.searchParams.set('after', this.last);
    else url.searchParams.set('back', BACK);
    this.source = new EventSource(url);
    this.state = 'joining';
    this.source.onopen = () => (this.state = 'there');
    this.source.onmessage = (e) => this.take(JSON.parse(e.data));
    this.source.onerror = () => this.lost();
  }

  take(entry) {
    this.last = entry.sequence;
    this.fresh = [entry, ...(this.fresh || [])].slice(0, SHOWN);
    if (this.still) this.missed++;
    else this.drawn ??= requestAnimationFrame(() => this.show());
  }

  show() {
    this.drawn = null;
    this.entries = [...(this.fresh || []), ...this.entries].slice(0, SHOWN);
    this.fresh = [];
    this.missed = 0;
  }

  /**
   * Handles a broken stream. The browser reconnects, unless the hub refused the stream, for example during start-up; then it is opened again until
   * the login ends.
   */
  async lost() {
    recordRequestFailure();
    if (this.source.readyState !== EventSource.CLOSED) {
      this.state = 'joining';
      return;
    }
    this.state = 'lost';
    try {
      await get('oversight/v1/entries', {limit: 1}, this.ending.signal);
    } catch (e) {
      if (this.ending.signal.aborted) return;
      if (!(e instanceof Unreached) && e.status < 500) {
        this.failure = e;
        this.requestUpdate();
        return;
      }
    }
    this.again = setTimeout(() => this.listen(), AGAIN);
  }

  hold() {
    this.still = !this.still;
    if (!this.still) this.show();
  }

  render() {
    const lines = this.entries.filter((e) => !this.kind || e.event.startsWith(`${this.kind}.`));
    return html`<div class="d-flex flex-wrap align-items-center gap-2 mb-3"><h1 class="mb-0 flex-grow-1" tabindex="-1">${t('live')}</h1>
        <span class="state state-${this.state === 'there' ? 'approved' : 'open'}" id="stream" data-state=${this.state} role="status">${t(`live.${this.state || 'joining'}`)}</span>
        <label class="visually-hidden" for="kind">${t('live.kind')}</label><select class="form-select w-auto" id="kind" @change=${(e) => (this.kind = e.target.value)}><option value="">${t('live.every')}</option>${KINDS.map((k) => html`<option value=${k}>${t(`live.kind.${k}`)}</option>`)}</select>
        <button class="btn btn-outline-primary" id="hold" aria-pressed=${this.still} @click=${this.hold}>${this.still ? t('live.go', number(this.missed)) : t('live.hold')}</button></div>
      ${errorCard(this.failure, () => this.begin())}
      <section class="card" aria-label=${t('live')}>${lines.length ? html`<div role="log" aria-live="off" aria-label=${t('live')}><ol class="steps line">${repeat(lines, (e) => e.id, (e) => this.entry(e))}</ol></div>` : empty(t('live.none'))}
        <p class="form-text mb-0">${t('live.bounded', number(SHOWN))}</p></section>`;
  }

  entry(e) {
    return html`<li class="step step-done" data-event=${e.event}><span class="dot"></span><div class="head flex-wrap"><strong>${eventName(this.names, e.event)}</strong>
      ${e.caseId === HUB ? html`<span class="what">${t('live.hub')}</span>` : html`<a href="#/watched/${e.caseId}">${t('live.case')}</a>`}
      <time class="what" datetime=${e.at}>${time(e.at)}</time><span class="what">${code(e.actor)}</span><span class="what" title=${t('watch.sequence')}>#${digits(e.sequence)}</span></div><div>${detailsText(e.details, this.forms)}</div></li>`;
  }
}

customElements.define('pk-live', Live);
