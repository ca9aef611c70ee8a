/*
 * A stack of scans, selected together or dropped. Each gets the next wanted kind, unless its name states another; a list corrects it. Scans are
 * uploaded while the clerk works, and submitted all together or not at all.
 */

import {SCANS, View, html, nothing, errorCard} from './view.js';
import {call, upload} from './api.js';
import {both, digits, language, number, t} from './language.js';
import {termName} from './forms.js';
import {errorSummary} from './faults.js';

const AT_ONCE = 2;
const TURNED = ['image/jpeg', 'image/png'];

class Scans extends View {
  static properties = {form: {}, files: {}, file: {}, archive: {}, over: {}, target: {}};

  constructor() {
    super();
    this.files = [];
    this.running = 0;
  }

  /** Assigns kinds before drawing, so that no button can be pressed before they are assigned. */
  willUpdate(changed) {
    if (changed.has('archive') || changed.has('files')) this.guess();
    if (!changed.has('files')) return;
    for (const s of this.files) {
      s.picture ??= s.file.type.startsWith('image/') ? URL.createObjectURL(s.file) : null;
      // the upload was interrupted when another page was opened
      if (s.state === 'going') s.state = 'new';
    }
  }

  updated(changed) {
    if (changed.has('archive') || changed.has('file')) this.pump();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', (e) => this.key(e), {signal: this.ending.signal});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.files.forEach((s) => s.picture && URL.revokeObjectURL(s.picture));
    this.files.forEach((s) => (s.picture = null));
  }

  /** Kinds that are still wanted, in the order of the rules; those that must be scanned are first. */
  get wanted() {
    const needs = this.archive?.needs.filter((n) => !n.present) || [];
    return needs.length
      ? [...needs.filter((n) => n.mustScan), ...needs.filter((n) => !n.mustScan)].map((n) => n.kind)
      : this.form.papers.map((p) => p.code);
  }

  add(list) {
    for (const file of list) this.files.push({file, kind: null, state: 'new', part: 0, picture: file.type.startsWith('image/') ? URL.createObjectURL(file) : null});
    this.guess();
    this.pump();
    this.requestUpdate();
  }

  guess() {
    if (!this.archive) return;
    const taken = new Set(this.files.map((s) => s.kind).filter(Boolean));
    const byName = (s) => this.form.papers.map((p) => p.code).filter((c) => s.file.name.toLowerCase().includes(c)).sort((a, b) => b.length - a.length)[0];
    // a kind in the file name takes precedence over the next wanted kind
    for (const guess of [byName, () => this.wanted.find((k) => !taken.has(k))]) {
      for (const s of this.files) {
        if (s.kind) continue;
        const kind = guess(s);
        if (!kind || taken.has(kind)) continue;
        s.kind = kind;
        taken.add(kind);
      }
    }
    this.requestUpdate();
  }

  /** Uploads scans with a kind, a few at a time. A changed kind uploads the scan again. */
  pump() {
    if (!this.file) return;
    while (this.running < AT_ONCE) {
      const next = this.files.find((s) => s.kind && s.state === 'new');
      if (!next) return;
      this.send(next);
    }
  }

  async send(s) {
    const {kind, edition, owner: chosen} = s;
    s.state = 'going';
    s.fault = s.refused = s.sha256 = null;
    this.running++;
    try {
      const owner = this.form.papers.find((p) => p.code === kind)?.ofPerson ? (chosen ?? this.file.applicants[0].nationalId) : null;
      const sheet = await upload(this.file.id, {kind, owner, file: s.file}, (part) => {
        s.part = part;
        this.requestUpdate();
      }, this.ending.signal);
      s.state = s.kind === kind && s.edition === edition && s.owner === chosen ? 'there' : 'new';
      s.sha256 = sheet.sha256;
    } catch (e) {
      s.state = 'failed';
      s.fault = e;
    } finally {
      this.running--;
      this.requestUpdate();
      this.pump();
    }
  }

  retype(s, kind) {
    const other = this.files.find((o) => o !== s && o.kind === kind);
    if (other) this.kindOf(other, s.kind);
    this.kindOf(s, kind);
    this.pump();
    this.requestUpdate();
  }

  kindOf(s, kind) {
    s.kind = kind;
    s.refused = null;
    if (s.state !== 'going') s.state = 'new';
  }

  ownerOf(s, owner) {
    s.owner = owner;
    if (s.state !== 'going') s.state = 'new';
    this.pump();
  }

  /** Rotates a picture by a quarter before it is sent. A copy that the hub already has is replaced. */
  async turn(s) {
    await this.attempt(async () => {
      const bitmap = await createImageBitmap(s.file);
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [bitmap.height, bitmap.width];
      const pen = canvas.getContext('2d');
      pen.translate(canvas.width, 0);
      pen.rotate(Math.PI / 2);
      pen.drawImage(bitmap, 0, 0);
      bitmap.close();
      const type = s.file.type === 'image/png' ? 'image/png' : 'image/jpeg';
      const turned = await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('canvas'))), type, 0.92));
      if (s.picture) URL.revokeObjectURL(s.picture);
      s.file = new File([turned], s.file.name, {type});
      s.picture = URL.createObjectURL(turned);
      s.edition = (s.edition || 0) + 1;
      s.refused = null;
      if (s.state !== 'going') s.state = 'new';
    });
    this.pump();
  }

  /** Swaps two scans and their kinds. */
  swap(to) {
    const from = this.dragged;
    this.dragged = this.target = null;
    if (!from || from === to) return;
    const [a, b] = [this.files.indexOf(from), this.files.indexOf(to)];
    [this.files[a], this.files[b]] = [to, from];
    const kind = from.kind;
    this.kindOf(from, to.kind);
    this.kindOf(to, kind);
    this.pump();
    this.requestUpdate();
  }

  /** Removes a scan. The next scan gets the focus, because the pressed button is gone. */
  async discard(s) {
    if (s.picture) URL.revokeObjectURL(s.picture);
    const at = this.files.indexOf(s);
    this.files.splice(at, 1);
    this.requestUpdate();
    await this.updateComplete;
    (this.querySelectorAll('.scan [data-remove]')[Math.min(at, this.files.length - 1)] ?? this.querySelector('#scans-files')).focus();
  }

  get held() {
    const scanned = new Set(this.files.map((s) => s.kind));
    const needs = this.archive?.needs.filter((n) => !n.present && !n.mustScan && !scanned.has(n.kind)) || [];
    return needs.map((n) => this.archive.held.find((h) => h.kind === n.kind)).filter(Boolean);
  }

  get missing() {
    const scanned = new Set(this.files.map((s) => s.kind));
    return this.archive?.needs.filter((n) => !n.present && n.mustScan && !scanned.has(n.kind)) || [];
  }

  /** Submits by Ctrl+Enter from anywhere on the page, because the Tab key needs many steps through a stack. */
  key(e) {
    if (!e.ctrlKey || e.key !== 'Enter' || this.busy || document.querySelector('dialog[open]')) return;
    e.preventDefault();
    if (!this.file) this.closest('form')?.requestSubmit();
    else if (!this.going && !this.failed) this.submit();
  }

  get going() {
    return this.files.some((s) => s.state === 'new' && s.kind || s.state === 'going');
  }

  /** Whether an upload failed. The stack is then not submitted, because it is incomplete. */
  get failed() {
    return this.files.some((s) => s.state === 'failed' && s.kind);
  }

  async submit() {
    const sheets = new FormData();
    this.files.filter((s) => s.kind && s.state === 'there').forEach((s) => sheets.append(s.kind, s.sha256));
    this.files.forEach((s) => (s.refused = null));
    this.held.forEach((h) => sheets.append(h.kind, h.sha256));
    const nothingNew = ![...sheets.keys()].length;
    const done = await this.attempt(() => (nothingNew
      ? call('POST', `office/v1/cases/${this.file.id}/submission`, {keyed: true, version: this.file.version})
      : call('POST', `office/v1/cases/${this.file.id}/submission/sheets`, {form: sheets, keyed: true, version: this.file.version})));
    if (done) {
      this.files.splice(0);
      this.dispatchEvent(new CustomEvent('changed', {detail: done}));
    } else if (this.failure?.status === 412) this.dispatchEvent(new CustomEvent('stale'));
    else this.blame();
  }

  /** Shows an error at the scan of the paper that it names. */
  async blame() {
    for (const fault of this.failure?.faults || []) {
      const scan = fault.field && this.files.find((s) => s.kind === fault.field.split(':')[0]);
      if (scan) scan.refused = fault;
    }
    this.requestUpdate();
    await this.updateComplete;
    this.showFault();
  }

  /** The errors with links to their scans, or the general error. */
  refusal() {
    const faulty = this.files.map((s, i) => [s, i]).filter(([s]) => s.refused);
    if (!this.failure || !faulty.length) return errorCard(this.failure);
    return errorSummary(faulty.map(([s, i]) => ({id: `kind-${i}`, label: html`${t('scan.picture', number(i + 1))} (${termName(this.form, s.kind)})`, words: both(s.refused, 'message')})));
  }

  drop(e) {
    e.preventDefault();
    this.over = false;
    this.add(e.dataTransfer.files);
  }

  render() {
    const {going} = this;
    return html`<section class="card scans" aria-labelledby="scans-title"><h2 id="scans-title">${t('papers')}</h2>
      ${this.archive ? this.needs() : html`<p class="text-secondary mb-0">${t('scans.before')}</p>`}
      <div class="drop ${this.over ? 'over' : ''}" @dragover=${(e) => { e.preventDefault(); this.over = true; }} @dragleave=${() => (this.over = false)} @drop=${this.drop}>
        <label class="btn btn-outline-primary" for="scans-files">${t('scans.choose')}</label>
        <input class="visually-hidden" id="scans-files" type="file" multiple accept=${SCANS} @change=${(e) => { this.add(e.target.files); e.target.value = ''; }}>
        <span class="text-secondary">${t('scans.drop')}</span>
      </div>
      ${this.files.length ? html`<ol class="stack">${this.files.map((s, i) => this.scan(s, i))}</ol>` : nothing}
      ${this.refusal()}
      ${this.file ? html`<div class="d-flex flex-wrap gap-2 align-items-center"><button type="button" class="btn btn-primary btn-lg" id="submit" ?disabled=${this.busy || going || this.failed} @click=${this.submit}>${this.busy ? t('sending') : t('submit')}</button>
        <span class="text-secondary" aria-live="polite">${going ? t('scans.going') : this.failed ? t('scans.failed') : this.missing.length ? t('scans.missing', number(this.missing.length)) : t('scans.complete')}</span></div>` : nothing}
    </section>`;
  }

  needs() {
    const scanned = new Set(this.files.map((s) => s.kind));
    return html`<ul class="needs">${this.archive.needs.map((n) => {
      const state = n.present ? 'present' : scanned.has(n.kind) ? 'scanned' : n.mustScan ? 'scan' : 'archive';
      return html`<li class="need need-${state}"><span class="mark" aria-hidden="true"></span><span class="flex-grow-1">${termName(this.form, n.kind)}</span><span class="what">${t(`need.${state}`)}</span></li>`;
    })}</ul>
      ${this.archive.sources.filter((a) => a.gap).map((a) => html`<p class="alert alert-warning" role="note">${language() === 'fa' ? a.gapFa : a.gap}</p>`)}`;
  }

  scan(s, i) {
    const person = this.form.papers.find((p) => p.code === s.kind)?.ofPerson;
    return html`<li class="scan ${this.target === s ? 'over' : ''}" draggable="true" @dragstart=${(e) => { this.dragged = s; e.dataTransfer.setData('text/plain', s.file.name); }}
      @dragover=${(e) => { if (this.dragged) { e.preventDefault(); this.target = s; } }} @dragend=${() => (this.dragged = this.target = null)} @drop=${(e) => { if (this.dragged) { e.preventDefault(); e.stopPropagation(); this.swap(s); } }}>
      ${s.picture ? html`<img class="thumb" src=${s.picture} alt=${t('scan.picture', number(i + 1))}>` : html`<span class="thumb thumb-file" aria-hidden="true">PDF</span>`}
      <div class="flex-grow-1 d-grid gap-1">
        <bdi class="name">${s.file.name}</bdi>
        <label class="visually-hidden" for="kind-${i}">${t('scan.kind', number(i + 1))}</label>
        <select class="form-select form-select-sm ${s.refused ? 'is-invalid' : ''}" id="kind-${i}" aria-describedby=${s.refused ? `refused-${i}` : nothing} ?disabled=${!this.archive} @change=${(e) => this.retype(s, e.target.value || null)}>
          <option value="" .selected=${!s.kind}>${this.archive ? t('scan.none') : t('scan.later')}</option>
          ${this.archive ? this.form.papers.map((p) => html`<option value=${p.code} .selected=${s.kind === p.code}>${both(p)}</option>`) : nothing}</select>
        ${person && this.file?.applicants.length > 1 ? html`<label class="visually-hidden" for="owner-${i}">${t('scan.owner')}</label>
          <select class="form-select form-select-sm" id="owner-${i}" @change=${(e) => this.ownerOf(s, e.target.value)}>${this.file.applicants.map((a) => html`<option value=${a.nationalId} .selected=${s.owner === a.nationalId}>${a.name} ${digits(a.nationalId)}</option>`)}</select>` : nothing}
        ${s.state === 'going' ? html`<progress max="1" value=${s.part} aria-label=${t('scan.going')}></progress>` : nothing}
        ${s.refused ? html`<div class="invalid-feedback d-block" id="refused-${i}">${both(s.refused, 'message')}</div>` : nothing}
        ${s.state === 'there' && !s.refused ? html`<span class="there">${t('scan.there')}</span>` : nothing}
        ${s.state === 'failed' ? html`${errorCard(s.fault, () => { s.state = 'new'; this.pump(); })}` : nothing}
      </div>
      <div class="d-grid gap-1">
        <button type="button" class="btn btn-sm btn-outline-secondary" data-remove aria-label=${`${t('remove')} ${t('scan.picture', number(i + 1))}`} @click=${() => this.discard(s)}>✕</button>
        ${TURNED.includes(s.file.type) ? html`<button type="button" class="btn btn-sm btn-outline-secondary turn" aria-label=${`${t('turn')} ${t('scan.picture', number(i + 1))}`} title=${t('turn')} ?disabled=${this.busy} @click=${() => this.turn(s)}>↻</button>` : nothing}
      </div>
    </li>`;
  }
}

customElements.define('pk-scans', Scans);
