/*
 * Originals at the counter: papers are compared and attested, the receipt is printed and signed, the original is returned. Requests of the district
 * are first.
 */

import {repeat} from 'lit/directives/repeat.js';
import {SCANS, View, html, nothing, errorCard, code, fileField} from './view.js';
import {call, get, upload} from './api.js';
import {digits, number, localizedDigits, t, time} from './language.js';
import {askConfirmation} from './confirm.js';
import {termName} from './forms.js';
import {deleteStoredInput, storedInput} from './kept.js';

const WORDS = [['serial', 60], ['issuer', 100], ['seen', 500]];

class Originals extends View {
  static properties = {file: {}, form: {}, district: {}, only: {}, stamp: {}, list: {}, recalled: {}};

  /** @property only kind of the paper that is open in the viewer @property stamp counter that grows with each act in another instance */
  updated(changed) {
    if (changed.has('file') && this.file.version !== this.read || changed.has('stamp') && changed.get('stamp') !== undefined) {
      this.read = this.file.version;
      this.load();
    }
  }

  /** Prefixes IDs, because the list may also exist next to the viewer. */
  id_(name) {
    return this.only ? `seen-${name}` : name;
  }

  get path() {
    return `office/v1/cases/${this.file.id}`;
  }

  async load() {
    const read = await this.attempt(() => get(`${this.path}/attestations`), {background: true});
    if (read) this.list = read;
  }

  render() {
    const own = (one) => !this.only || one.kind === this.only;
    const list = this.list && {items: this.list.items.filter(own), papers: this.list.papers.filter(own)};
    const compared = this.district || !this.file.ended ? list?.papers ?? [] : [];
    if (!this.failure && !this.recalled && !list?.items.length && !compared.length) return nothing;
    return html`<section class="card" aria-labelledby=${this.id_('originals-title')}><h2 id=${this.id_('originals-title')}>${t('originals')}</h2>
      ${errorCard(this.failure, list ? null : () => this.load())}
      ${this.recalled ? html`<p class="alert alert-success mb-0" role="status" data-recalled>${t('recall.done', termName(this.form, this.recalled.kind), number(this.recalled.items.length))} ${this.recalled.items.map((i) => html`<span class="d-block">${code(digits(i.number))} · ${t('office', digits(i.office))}</span>`)}</p>` : nothing}
      ${list ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(list.items, (a) => a.id, (a) => this.attested(a))}${repeat(compared, (p) => p.sha256, (p) => (this.district ? this.unattested(p) : this.open(p)))}</ul>` : nothing}</section>`;
  }

  /** Form to attest a paper; its element is keyed above, so that input for one paper never appears at another. */
  open(p) {
    return html`<li data-attest=${p.kind}><details><summary>${termName(this.form, p.kind)} · ${t('attest')}</summary>
      <form class="d-grid gap-2 mt-2" @submit=${(e) => this.attest(e, p)}>
        ${WORDS.map(([name, longest]) => html`<div><label class="form-label mb-0" for="${name}-${p.sha256}">${t(`attest.${name}`)}</label>
          <input class="form-control" id="${name}-${p.sha256}" name=${name} maxlength=${longest} required autocomplete="off" dir="auto"></div>`)}
        <button class="btn btn-primary" ?disabled=${this.busy}>${t('attest.do')}</button></form></details></li>`;
  }

  attested(a) {
    const here = a.original === 'kept' || a.original === 'brought';
    const summons = [...a.steps].reverse().find((s) => s.step === 'summoned');
    return html`<li data-attestation=${a.kind} data-original=${a.original} data-state=${a.state}>
      <div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${termName(this.form, a.kind)}</strong> <span class="what">${t(`attestation.${a.state}`)} · ${t(`original.${a.original}`)}</span></div>
      <small class="d-block text-secondary">${t('office', digits(a.office))} · <time datetime=${a.at}>${time(a.at)}</time>${a.serial ? html` · <bdi>${digits(a.serial)}</bdi>` : nothing}</small>
      ${this.district ? this.judged(a) : nothing}
      ${a.original === 'summoned' && !this.district ? html`<p class="alert alert-warning my-2" role="note"><bdi>${localizedDigits(summons?.reason || '')}</bdi></p>
        <button class="btn btn-primary btn-sm" data-brought ?disabled=${this.busy} @click=${() => this.brought(a)}>${t('original.bring')}</button>` : nothing}
      ${here && !this.district ? this.back(a) : nothing}</li>`;
  }

  unattested(p) {
    return html`<li data-unattested=${p.kind}><strong>${termName(this.form, p.kind)}</strong> <span class="what">${t('attestation.none')}</span>${this.recall(p)}</li>`;
  }

  /** Form to recall a wrong sheet from the archive. Every case with the sheet is notified. */
  recall(p) {
    const name = `recall ${this.file.id} ${p.sha256}`;
    const paper = this.file.papers.find((one) => one.kind === p.kind && one.sha256 === p.sha256);
    if (!paper || paper.source === 'recalled') return nothing;
    return html`<details data-recall=${p.kind}><summary>${t('recall')}</summary><form class="d-grid gap-2 mt-1" @submit=${(e) => this.takeOut(e, p, name)} ${storedInput(name)}>
      <p class="mb-0">${t('recall.what')}</p>
      <label class="form-label mb-0" for=${this.id_(`recall-${p.sha256}`)}>${t('recall.why')}</label><textarea class="form-control" id=${this.id_(`recall-${p.sha256}`)} name="reason" rows="2" maxlength="2000" dir="auto" required></textarea>
      <button class="btn btn-outline-danger btn-sm justify-self-start" ?disabled=${this.busy}>${t('recall.do')}</button></form></details>`;
  }

  async takeOut(e, p, name) {
    e.preventDefault();
    const form = e.target;
    const reason = new FormData(form).get('reason');
    if (!await this.sure('recall.do', p.kind, reason)) return;
    const done = await this.attempt(async () => (await call('POST', `${this.path}/recalls`, {body: {kind: p.kind, sha256: p.sha256, reason}, keyed: true})).json, {form});
    if (!done) return;
    deleteStoredInput(name);
    this.recalled = done;
    this.dispatchEvent(new CustomEvent('acted'));
    // the case must redraw without the sheet
    this.dispatchEvent(new CustomEvent('changed', {detail: null}));
    await this.load();
  }

  /** Acts of the district: it accepts the copy with its attestation, requests the original, or declares the attestation false. */
  judged(a) {
    return html`${a.seen ? html`<p class="said my-1"><bdi>${localizedDigits(a.issuer)}</bdi> · <bdi>${localizedDigits(a.seen)}</bdi></p>` : nothing}
      ${a.complaint ? html`<p class="alert alert-warning my-1" role="status">${t('attestation.complaint')} ${code(a.complaint)}</p>` : nothing}
      ${a.state === 'attested' ? html`<div class="d-flex flex-wrap gap-2"><button class="btn btn-primary btn-sm" data-trust ?disabled=${this.busy} @click=${() => this.act(a, 'verification', {decision: 'verify'})}>${t('attestation.trust')}</button></div>
        <details><summary>${t('attestation.doubt')}</summary><form class="d-grid gap-2 mt-1" @submit=${(e) => this.doubt(e, a)} ${storedInput(`doubt ${a.id}`)}>
          <label class="form-label mb-0" for=${this.id_(`doubt-${a.id}`)}>${t('withdraw.why')}</label><textarea class="form-control" id=${this.id_(`doubt-${a.id}`)} name="reason" rows="2" minlength="10" maxlength="2000" dir="auto" required></textarea>
          <div class="d-flex flex-wrap gap-2"><button class="btn btn-outline-primary btn-sm" name="act" value="summons" ?disabled=${this.busy}>${t('attestation.summon')}</button>
            <button class="btn btn-outline-danger btn-sm" name="act" value="verification" ?disabled=${this.busy}>${t('attestation.false')}</button></div></form></details>` : nothing}
      ${a.sheets.map((sha256) => this.recall({kind: a.kind, sha256}))}`;
  }

  async doubt(e, a) {
    e.preventDefault();
    const form = e.target;
    const reason = new FormData(form).get('reason');
    const what = e.submitter.value;
    if (what !== 'summons' && !await this.sure('attestation.false', a.kind, reason)) return;
    await this.act(a, what, what === 'summons' ? {reason} : {decision: 'dispute', reason}, form);
  }

  /** Confirms the recall of a sheet or the declaration that an attestation is false, because they are final. */
  sure(act, kind, reason) {
    return askConfirmation({title: t(act), act: t(act), danger: true, rows: [[t('case'), code(digits(this.file.number))], [t('papers'), termName(this.form, kind)], [t('withdraw.why'), html`<bdi>${localizedDigits(reason)}</bdi>`]]});
  }

  async act(a, what, body, form) {
    const done = await this.attempt(async () => (await call('POST', `${this.path}/attestations/${a.id}/${what}`, {body, keyed: true})).json, {form});
    if (!done) return;
    deleteStoredInput(`doubt ${a.id}`);
    this.dispatchEvent(new CustomEvent('acted'));
    await this.load();
    // only this answer names the complaint, so it is added to the list
    if (done.complaint) this.list = {...this.list, items: this.list.items.map((one) => (one.id === a.id ? {...one, complaint: done.complaint} : one))};
  }

  /** Form to return an original: the receipt is printed, signed and scanned. */
  back(a) {
    return html`<form class="d-grid gap-2 mt-2" @submit=${(e) => this.giveBack(e, a)}>
      <a class="btn btn-outline-primary btn-sm" data-receipt href="${this.path}/attestations/${a.id}/receipt.pdf" target="_blank" rel="noopener">${t('original.print')}</a>
      <label class="form-label mb-0" for="to-${a.id}">${t('original.to')}</label>
      <select class="form-select" id="to-${a.id}" name="nationalId">${this.file.applicants.map((p) => html`<option value=${p.nationalId}>${p.name} ${digits(p.nationalId)}</option>`)}</select>
      <label class="form-label mb-0" for="signed-${a.id}">${t('original.signed')}</label>
      ${fileField({id: `signed-${a.id}`, name: 'signed', required: true, accept: SCANS})}
      <button class="btn btn-primary" ?disabled=${this.busy}>${t('original.give')}</button></form>`;
  }

  async attest(e, paper) {
    e.preventDefault();
    const body = {...paper, ...Object.fromEntries(new FormData(e.target))};
    if (await this.attempt(() => call('POST', `${this.path}/attestations`, {body, keyed: true}), {form: e.target})) await this.load();
  }

  async giveBack(e, a) {
    e.preventDefault();
    const form = e.target;
    const given = new FormData(form);
    const done = await this.attempt(async () => {
      const sheet = await upload(this.file.id, {kind: 'original-receipt', file: given.get('signed')}, () => {}, this.ending.signal);
      return call('POST', `${this.path}/attestations/${a.id}/return`, {body: {nationalId: given.get('nationalId'), sha256: sheet.sha256}, keyed: true});
    }, {form});
    if (done) await this.load();
  }

  async brought(a) {
    if (await this.attempt(() => call('POST', `${this.path}/attestations/${a.id}/presentation`, {keyed: true}))) await this.load();
  }
}

customElements.define('pk-originals', Originals);
