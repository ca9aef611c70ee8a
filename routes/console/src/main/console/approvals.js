/* Requests that need a second person: one person asks, another approves, and the act is executed. */

import {repeat} from 'lit/directives/repeat.js';
import './governance-words.js';
import {View, timeAgo, html, nothing, errorCard, code, loading, focusHeading} from './view.js';
import {Problem, call, get} from './api.js';
import {date, hasText, number, localizedDigits, t, timeUntil} from './language.js';
import {ask} from './ask.js';
import {askConfirmation} from './confirm.js';
import {card, pairs, localizedCode, rials, statusMessage} from './parts.js';

const LINES = 200;
/** Terms that are not shown, because they are digests. */
const UNSAID = ['account', 'certificate'];
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** List of requests: those that the caller may decide first, then the caller's own. `about` adds details of the objects that the terms name. */
export class Approvals extends View {
  static properties = {principal: {}, roles: {}, items: {}, about: {}, bare: {}, done: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    if (!this.bare) focusHeading(this);
  }

  load() {
    return this.attempt(async () => {
      this.items = (await get('committee/v1/approvals', {state: 'asked', limit: LINES}, this.ending.signal)).items;
    });
  }

  render() {
    const mine = (this.items || []).filter((a) => a.askedBy === this.principal);
    const others = (this.items || []).filter((a) => a.askedBy !== this.principal);
    return html`${this.bare ? nothing : html`<h1 tabindex="-1">${t('approvals')}</h1>`}
      ${errorCard(this.failure, () => this.load())}
      ${!this.items ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">
        ${card('to-decide', t('approvals.yours'), html`${statusMessage(this.done)}${others.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(others, (a) => a.id, (a) => this.line(a, true))}</ul>` : html`<p class="empty">${t('approvals.none')}</p>`}`, number(others.length))}
        ${mine.length ? card('asked', t('approvals.asked'), html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(mine, (a) => a.id, (a) => this.line(a, false))}</ul>`, number(mine.length)) : nothing}
        ${this.roles?.includes('institute') ? this.revocation() : nothing}</div>`}`;
  }

  /** Form for the revocation of a certificate, which only the institute may request. */
  revocation() {
    return card('revocation', t('act4.certificate-revoke'), html`<p class="mb-0">${t('revocation.what')}</p>${ask({
      name: 'revoke', label: t('revocation.do'), danger: true, fields: [{name: 'code', label: t('revocation.code'), kind: 'code', max: 40, hint: t('revocation.hint')}, {name: 'reason', label: t('decision.reason'), kind: 'long', max: 1000}],
      action: async ({code: of, ...body}) => {
        if (!of) throw new Problem(422, {field: 'code', messageEn: t('revocation.code-missing'), messageFa: t('revocation.code-missing')});
        return (await call('POST', `committee/v1/certificates/${encodeURIComponent(of)}/revocation`, {body, keyed: true})).json;
      },
      done: async () => {
        this.done = t('approvals.sent');
        await this.load();
      },
    })}`);
  }

  line(a, decides) {
    return html`<li class="element" data-act=${a.act} data-approval=${a.id}><strong>${hasText(`act4.${a.act}`) ? t(`act4.${a.act}`) : code(a.act)}</strong>
      ${pairs([...this.terms(a), [t('certificate'), a.act === 'certificate-revoke' ? html`<a href="verify/${a.terms.code}" target="_blank" rel="noopener">${t('revocation.see')}</a>` : null], [t('decision.reason'), a.act === 'number-change' ? t('number-changes.why') : html`<bdi>${localizedDigits(a.reason)}</bdi>`], [t('asked-by'), html`${code(a.askedBy)} · ${timeAgo(a.asked)}`], [t('lapses'), html`<time datetime=${a.expires} title=${date(a.expires)}>${timeUntil(a.expires)}</time>`]])}
      ${decides ? html`<div class="d-flex flex-wrap gap-2"><button class="btn btn-primary" data-yes ?disabled=${this.busy} @click=${() => this.decide(a, true)}>${t('approve')}</button>
        <button class="btn btn-outline-danger" data-no ?disabled=${this.busy} @click=${() => this.decide(a, false)}>${t('refuse')}</button></div>` : html`<span class="text-secondary">${t('approvals.another')}</span>`}</li>`;
  }

  /** Terms of the request with readable names. */
  terms(a) {
    const about = this.about?.(a) || [];
    const terms = Object.entries(a.terms).filter(([name, value]) => !UNSAID.includes(name) && !(about.length && UUID.test(value)));
    return [...terms.map(([name, value]) => [hasText(`term4.${name}`) ? t(`term4.${name}`) : code(name), this.said(a, name, value)]), ...about];
  }

  said(a, name, value) {
    if (name === 'amount' && /^[0-9]+$/.test(value)) return rials(Number(value));
    return html`<span class="hash">${/[A-Za-z]/.test(value) ? code(value) : localizedCode(value)}</span>`;
  }

  async decide(a, approve) {
    const sure = await askConfirmation({
      title: hasText(`act4.${a.act}`) ? t(`act4.${a.act}`) : a.act, act: t(approve ? 'approve' : 'refuse'), danger: !approve,
      rows: [...this.terms(a), [t('asked-by'), code(a.askedBy)]],
    });
    if (!sure) return;
    this.done = null;
    const now = await this.act(async () => (await call('POST', `committee/v1/approvals/${a.id}/decision`, {body: {approve}, keyed: true})).json);
    if (!now) return;
    this.done = t(now.state === 'done' ? 'approvals.done' : 'approvals.refused');
    this.dispatchEvent(new CustomEvent('decided', {detail: now}));
    await this.load();
  }
}

customElements.define('pk-approvals', Approvals);
