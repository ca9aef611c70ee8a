/*
 * Page that verifies an evidence file in the browser. It warns that the hub serves this page: people who do not trust the hub use verifier.jar on
 * their own machine.
 */

import {View, html, nothing, errorCard, code, fileField, focusHeading} from './view.js';
import {get} from './api.js';
import {digits, language, number, t, time} from './language.js';
import {Unreadable, verificationProblem, verifyEvidence, pemKeys, witnessSeals} from './evidence.js';
import {eventName, eventNames} from './watched.js';

const PARTS = [
  ['file', ['MANIFEST_FORGED', 'PART_CHANGED', 'PART_REMOVED', 'PART_INSERTED']],
  ['keys', ['KEY_UNKNOWN']],
  ['chain', ['ENTRY_CHANGED', 'ENTRY_INSERTED', 'ENTRY_REMOVED', 'CHAIN_BROKEN']],
  ['seals', ['SEAL_FORGED', 'PROOF_FORGED']],
  ['witness', ['WITNESS_FORGED', 'HISTORY_REWRITTEN', 'ROLLED_BACK']],
  ['content', ['CASE_CHANGED', 'SHEET_CHANGED', 'CERTIFICATE_CHANGED']],
];

/** The field of an unreadable input, by the prefix of its text's key; null for a problem in the evidence itself. */
function fieldOf(key) {
  const [, field] = /^proof\.(file\.which|file|key|witness)/.exec(key) ?? [];
  return field ? {'file.which': 'p-case', file: 'p-file', key: 'p-key', witness: 'p-witness'}[field] : null;
}

class Proof extends View {
  static properties = {number: {}, report: {}, wrong: {}, unable: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
    verificationProblem().then((unable) => (this.unable = unable));
    eventNames(this.ending.signal).then((names) => (this.names = names)).catch(() => {});
  }

  async submit(e) {
    e.preventDefault();
    const given = new FormData(e.target);
    this.report = this.wrong = null;
    await this.attempt(async () => {
      try {
        const keys = await pemKeys(given.get('key'));
        const words = (given.get('witnessFile').size ? await given.get('witnessFile').text() : given.get('witness')).trim();
        const witnessed = words ? witnessSeals(words) : [];
        const file = given.get('file');
        const content = file.size ? new Uint8Array(await file.arrayBuffer()) : await this.fetched(given.get('case').trim(), witnessed);
        this.heard = witnessed.length > 0;
        this.report = await verifyEvidence(content, keys, witnessed);
      } catch (problem) {
        if (!(problem instanceof Unreadable)) throw problem;
        this.wrong = problem;
      }
    });
    await this.updateComplete;
    if (this.report) this.querySelector('#outcome').focus();
    else (this.wrong && this.querySelector(`#${fieldOf(this.wrong.key)}`) || this.querySelector('[role=alert][tabindex]'))?.focus();
  }

  /** Downloads the current evidence file, linked to the last seal of the witness. */
  async fetched(of, witnessed) {
    if (!of) throw new Unreadable('proof.file.which');
    const seal = witnessed.length ? Math.max(...witnessed.map((s) => s.number)) : undefined;
    const path = `oversight/v1/cases/${encodeURIComponent(of)}/evidence`;
    const url = new URL(path, document.baseURI);
    if (seal) url.searchParams.set('seal', seal);
    const answer = await fetch(url, {credentials: 'same-origin', cache: 'no-store', signal: this.ending.signal, headers: {'Accept-Language': language()}});
    if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
    // an ordinary request obtains the hub's error message
    await get(path, {seal}, this.ending.signal);
    throw new Unreadable('proof.file.none');
  }

  render() {
    const wrong = (id) => this.wrong && fieldOf(this.wrong.key) === id;
    const said = (id) => (wrong(id) ? html`<div class="invalid-feedback d-block" role="alert" id="${id}-fault">${t(this.wrong.key, ...this.wrong.args)}</div>` : nothing);
    return html`<h1 tabindex="-1">${t('proof')}</h1>
      <div class="alert alert-warning" role="note" id="worth"><strong>${t('proof.worth')}</strong> ${t('proof.worth.why')}<pre class="command mb-0 mt-2" dir="ltr" tabindex="0">java -jar verifier.jar --key KEY.pem --witness SEALS.json evidence-….zip</pre></div>
      ${this.unable ? html`<div class="alert alert-danger" role="alert">${t(`proof.unable.${this.unable}`)}</div>` : nothing}
      <form class="card mb-3" id="proof" @submit=${this.submit}>
        <div class="grid"><div><label class="form-label" for="p-case">${t('proof.case')}</label><input class="form-control ${wrong('p-case') ? 'is-invalid' : ''}" id="p-case" name="case" dir="ltr" maxlength="40" autocomplete="off" aria-describedby=${wrong('p-case') ? 'p-case-fault' : nothing} .value=${this.number}>${said('p-case')}</div>
          <div><label class="form-label" for="p-file">${t('proof.file')}</label>${fileField({id: 'p-file', name: 'file', accept: '.zip,application/zip', describedBy: wrong('p-file') ? 'p-file-fault' : undefined})}${said('p-file')}</div></div>
        <div><label class="form-label" for="p-key">${t('proof.key')}</label><textarea class="form-control ${wrong('p-key') ? 'is-invalid' : ''}" id="p-key" name="key" dir="ltr" rows="4" maxlength="20000" required spellcheck="false" aria-describedby="p-key-hint ${wrong('p-key') ? 'p-key-fault' : ''}"></textarea>${said('p-key')}<div class="form-text" id="p-key-hint">${t('proof.key.hint')}</div></div>
        <div class="grid"><div><label class="form-label" for="p-witness-file">${t('proof.witness.file')}</label>${fileField({id: 'p-witness-file', name: 'witnessFile', describedBy: 'p-witness-hint'})}</div>
          <div><label class="form-label" for="p-witness">${t('proof.witness')}</label><textarea class="form-control ${wrong('p-witness') ? 'is-invalid' : ''}" id="p-witness" name="witness" dir="ltr" rows="2" maxlength="2000000" spellcheck="false" aria-describedby="p-witness-hint ${wrong('p-witness') ? 'p-witness-fault' : ''}"></textarea>${said('p-witness')}</div></div>
        <div class="form-text" id="p-witness-hint">${t('proof.witness.hint')}</div>
        <button class="btn btn-primary justify-self-start" id="prove" ?disabled=${this.busy || this.unable}>${this.busy ? t('proof.going') : t('proof.do')}</button></form>
      ${errorCard(this.failure)}
      ${this.wrong && !fieldOf(this.wrong.key) ? html`<div class="alert alert-danger" role="alert" tabindex="-1">${t(this.wrong.key, ...this.wrong.args)}</div>` : nothing}
      ${this.report ? this.outcome(this.report) : nothing}`;
  }

  outcome(r) {
    const clean = r.findings.length === 0;
    return html`<section class="card" id="outcome" tabindex="-1" data-clean=${clean} aria-labelledby="outcome-title">
      <h2 id="outcome-title" class=${clean ? '' : 'late'}>${clean ? t('proof.clean', digits(r.number)) : t('proof.unclean', number(r.findings.length))}</h2>
      <ul class="needs">${PARTS.map(([name, kinds]) => {
        const found = r.findings.filter((f) => kinds.includes(f.kind)).length;
        const silent = name === 'witness' && !r.witnessed && !found;
        return html`<li class="need ${found || silent ? '' : 'need-present'}" data-part=${name}><span class="mark ${found ? 'mark-wrong' : ''}"></span><span>${t(`proof.part.${name}`)}: ${found ? t('proof.wrong', number(found)) : silent ? t(this.heard ? 'proof.witness.other' : 'proof.witness.none') : t('proof.right')}</span></li>`;
      })}</ul>
      ${clean ? nothing : html`<ol class="findings">${r.findings.map((f) => html`<li data-kind=${f.kind}>${t(`finding.${f.kind}`)} ${this.place(f.place)}</li>`)}</ol>`}
      <dl class="rows">
        <div><dt>${t('proof.entries')}</dt><dd>${t('proof.entries.of', number(r.entries), number(r.sealed))}${r.sealed < r.entries ? html` <small class="d-block">${t('proof.unsealed')}</small>` : nothing}</dd></div>
        ${r.head ? html`<div><dt>${t('proof.head')}</dt><dd>${t('proof.seal', number(r.head.number))}${t('comma')}${time(r.head.at)}</dd></div>` : nothing}
        <div><dt>${t('proof.part.witness')}</dt><dd>${r.witnessed ? t('proof.confirmed', number(r.witnessed.number), number(r.confirmed)) : t(this.heard ? 'proof.witness.other.why' : 'proof.witness.none.why')}</dd></div>
        <div><dt>${t('sheets')}</dt><dd>${number(r.sheets)}</dd></div>
        ${r.unproven.length ? html`<div><dt>${t('proof.unproven')}</dt><dd>${r.unproven.map((name) => html`${code(name)} `)}</dd></div>` : nothing}</dl>
      <p class="mb-0">${t('proof.worth.again')}</p></section>`;
  }

  place(place) {
    if (place.entry) return html`${t('proof.at.entry', number(place.entry.position))} <span class="text-secondary">(${eventName(this.names, place.entry.event)}${place.entry.sequence ? html`${t('comma')}#${digits(place.entry.sequence)}` : nothing})</span>`;
    if (place.positions) return t('proof.at.positions', number(place.positions[0]), number(place.positions[1]));
    if (place.seal !== undefined) return t('proof.seal', number(place.seal));
    return code(place.file ?? place.key ?? place.field);
  }
}

customElements.define('pk-proof', Proof);
