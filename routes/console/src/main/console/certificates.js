/* Page of notaries: a pasted or dropped list of certificates, and the state of each. */

import './governance-words.js';
import {View, html, nothing, errorCard, code, focusHeading} from './view.js';
import {call} from './api.js';
import {download} from './download.js';
import {date, number, t, time} from './language.js';
import {card, localizedCode, table, termText} from './parts.js';

/** Maximum lines in one request. */
const AT_ONCE = 1000;
/** Maximum lines in one table. */
const MOST = 10000;
/** Colours of states; all others are drawn as refused. */
const TONES = {valid: 'approved', held: 'open'};
const LATIN = /[۰-۹٠-٩]/g;

/** Parses lines. A line is a code, or a number and a day separated by a tab, comma or semicolon, as spreadsheets export them. */
export function parseLines(text) {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).map((line) => {
    const [first, second] = line.split(/[\t;,،]+/).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
    const plainText = (part) => part.replace(LATIN, (d) => (d.charCodeAt(0) > 0x6ef ? d.charCodeAt(0) - 0x6f0 : d.charCodeAt(0) - 0x660));
    return second ? {number: plainText(first), issued: plainText(second)} : {code: plainText(first)};
  });
}

class Certificates extends View {
  static properties = {answers: {}, only: {}, over: {state: true}, checked: {state: true}, words: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
  }

  render() {
    return html`<h1 tabindex="-1">${t('certificates')}</h1>
      <div class="stack-cards">${card('ask', t('certificates.list'), html`<p class="mb-0" id="certificates-how">${t('certificates.how')}</p>
        ${errorCard(this.failure)}
        <form class="d-grid gap-2 ${this.over ? 'over' : ''}" id="certificates-form" @submit=${this.check} @dragover=${(e) => {
    e.preventDefault();
    this.over = true;
  }} @dragleave=${() => (this.over = false)} @drop=${this.dropped}>
          <div><label class="form-label mb-0" for="serials">${t('certificates.serials')}</label><textarea class="form-control ${this.words ? 'is-invalid' : ''}" id="serials" name="serials" rows="8" dir="ltr" spellcheck="false" autocomplete="off" aria-describedby="certificates-how ${this.words ? 'certificates-fault' : ''}" aria-invalid=${this.words ? 'true' : 'false'}></textarea>
            ${this.words ? html`<div class="invalid-feedback d-block" id="certificates-fault">${this.words()}</div>` : nothing}</div>
          <div class="d-flex flex-wrap gap-2 align-items-end"><span class="drop-file"><input class="visually-hidden" id="serials-file" type="file" accept=".txt,.csv,text/plain,text/csv" @change=${(e) => this.take(e.target.files[0])}><label class="btn btn-outline-primary" for="serials-file">${t('certificates.file')}</label></span>
            <button class="btn btn-primary" id="check" ?disabled=${this.busy}>${t('certificates.do')}</button>${this.busy ? html`<span role="status">${t('certificates.going', number(this.checked || 0))}</span>` : nothing}</div></form>`)}
        ${this.answers ? this.outcome() : nothing}</div>`;
  }

  async dropped(e) {
    e.preventDefault();
    this.over = false;
    const file = e.dataTransfer.files[0];
    if (file) await this.take(file);
    else this.querySelector('#serials').value = e.dataTransfer.getData('text/plain');
  }

  async take(file) {
    if (file) this.querySelector('#serials').value = await file.text();
  }

  async check(e) {
    e.preventDefault();
    const all = parseLines(new FormData(e.target).get('serials'));
    this.words = all.length ? (all.length > MOST ? () => t('certificates.many', number(MOST)) : null) : () => t('certificates.empty');
    if (this.words) {
      this.querySelector('#serials').focus();
      return;
    }
    this.answers = null;
    const answers = [];
    const done = await this.attempt(async () => {
      for (let at = 0; at < all.length; at += AT_ONCE) {
        this.checked = at;
        const part = all.slice(at, at + AT_ONCE);
        const {results} = (await call('POST', 'agency/v1/certificates/check', {body: {lines: part}, signal: this.ending.signal})).json;
        results.forEach((result, i) => answers.push({...result, asked: part[i]}));
      }
      return true;
    });
    if (!done) {
      const line = /lines\[(\d+)\]/.exec(this.failure?.field || '');
      if (line) {
        const {checked, failure} = this;
        this.words = () => t('certificates.line', number(checked + Number(line[1]) + 1), failure.words);
        this.failure = null;
      }
      await this.updateComplete;
      if (line) this.querySelector('#serials').focus();
      return;
    }
    this.answers = answers;
    await this.updateComplete;
    this.querySelector('#answers')?.scrollIntoView({block: 'start'});
  }

  outcome() {
    const count = (s) => this.answers.filter((a) => a.state === s).length;
    const shown = this.answers.map((a, at) => ({...a, at})).filter((a) => !this.only || a.state !== 'valid');
    const asked = (a) => a.asked.code || `${a.asked.number} ${a.asked.issued}`;
    return card('answers', t('certificates.answers'), html`<p class="mb-0" role="status" id="counts">${['valid', 'expired', 'held', 'revoked', 'unknown'].filter(count).map((s) => html`<span class="state state-${TONES[s] || 'refused'}">${t(`certificate-state.${s}`)}: ${number(count(s))}</span> `)}</p>
      <div class="d-flex flex-wrap gap-3 align-items-center"><div class="form-check"><input class="form-check-input" type="checkbox" id="only" @change=${(e) => (this.only = e.target.checked)}><label class="form-check-label" for="only">${t('certificates.only')}</label></div>
        <button class="btn btn-outline-primary" id="csv" ?disabled=${this.busy} @click=${this.csv}>${t('fees.csv')}</button></div>
      ${table(t('certificates.answers'), [t('certificates.row'), t('certificates.asked'), t('outcome'), t('service'), t('case'), t('certificates.issued'), t('digest')], shown.slice(0, AT_ONCE).map((a) => html`<tr data-answer=${a.state}><td>${number(a.at + 1)}</td><td>${a.asked.code ? code(a.asked.code) : localizedCode(asked(a))}</td>
        <td><span class="state state-${TONES[a.state] || 'refused'}">${t(`certificate-state.${a.state}`)}</span></td><td>${a.template ? termText('template', a.template) : nothing}</td><td>${a.number ? localizedCode(a.number) : nothing}</td><td>${a.issued ? html`<time datetime=${a.issued} title=${time(a.issued)}>${date(a.issued)}</time>` : nothing}</td>
        <td>${a.digest ? html`<span title=${a.digest}>${code(a.digest.slice(0, 16))}</span>` : nothing}</td></tr>`), t('certificates.all-valid'))}
      ${shown.length > AT_ONCE ? html`<p class="mb-0">${t('certificates.cut', number(AT_ONCE))}</p>` : nothing}`);
  }

  /** Checks the list again and downloads the result as a file of the hub. */
  csv() {
    return this.attempt(() => download('POST', 'agency/v1/certificates/check.csv', {body: {lines: this.answers.map((a) => a.asked)}, signal: this.ending.signal}));
  }
}

customElements.define('pk-certificates', Certificates);
