/* Settlements of banks, their differences from the hub's records, and the ledger. */

import './governance-words.js';
import {repeat} from 'lit/directives/repeat.js';
import {html, nothing, errorCard, code, loading} from './view.js';
import {call, get} from './api.js';
import {date, number, t, time} from './language.js';
import {ask, foldedForm} from './ask.js';
import {AddressedView, ServicesView, card, moreButton, pairs, localizedCode, rials, serviceName, stateBadge, table, tableFile, statusMessage} from './parts.js';

const LINES = 50;
const BY = ['service', 'district', 'office', 'gateway', 'day', 'account'];
const SUMS = ['receipts', 'bank', 'income', 'refunds', 'unexplained', 'offices', 'expenses'];

class Settlement extends AddressedView {
  static properties = {differences: {}, files: {}, next: {}, moreFiles: {}, asked: {}};

  get every() {
    return this.query.get('open') === 'false';
  }

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const [differences, files, merchants, asked] = await Promise.all([
        get('committee/v1/settlement-differences', {open: this.every ? 'false' : 'true', limit: LINES}, signal), get('committee/v1/settlement-files', {limit: LINES}, signal), get('committee/v1/merchants', {}, signal), get('committee/v1/approvals', {state: 'asked', limit: 200}, signal)]);
      this.asked = asked.items;
      this.merchants = merchants.items;
      this.differences = differences.items;
      this.next = differences.next;
      this.files = files.items;
      this.moreFiles = files.next;
    });
  }

  older(which) {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      if (which === 'files') {
        const page = await get('committee/v1/settlement-files', {limit: LINES, cursor: this.moreFiles}, signal);
        this.files = [...this.files, ...page.items];
        this.moreFiles = page.next;
      } else {
        const page = await get('committee/v1/settlement-differences', {open: this.every ? 'false' : 'true', limit: LINES, cursor: this.next}, signal);
        this.differences = [...this.differences, ...page.items];
        this.next = page.next;
      }
    });
  }

  render() {
    return html`<h1 tabindex="-1">${t('settlement')}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.differences ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">${statusMessage(this.done)}
        ${card('differences', t('differences'), html`<div class="form-check"><input class="form-check-input" type="checkbox" id="every" .checked=${this.every} @change=${(e) => (location.hash = e.target.checked ? '#/settlement?open=false' : '#/settlement')}><label class="form-check-label" for="every">${t('differences.every')}</label></div>
          ${this.differences.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(this.differences, (d) => d.id, (d) => this.difference(d))}</ul>` : html`<p class="empty">${t(this.files.length ? 'differences.none' : 'settlement-files.none')}</p>`}${moreButton(this, this.next, () => this.older('differences'))}${this.differences.length ? tableFile(this, 'committee/v1/settlement-differences.csv', {open: this.every ? 'false' : 'true'}) : nothing}`, `${number(this.differences.length)}${this.next ? '+' : ''}`)}
        ${card('files', t('settlement-files'), html`${this.files.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(this.files, (f) => f.id, (f) => this.file(f))}</ul>` : html`<p class="empty">${t('settlement-files.none')}</p>`}${moreButton(this, this.moreFiles, () => this.older('files'))}`, number(this.files.length))}
        ${card('take-back', t('take-back'), html`<p class="mb-0">${t('take-back.what')}</p>${ask({
    name: 'take-back-form', label: t('take-back.do'), danger: true,
    fields: [{name: 'gateway', label: t('merchant'), kind: 'choice', options: [['', '—'], ...(this.merchants || []).map((m) => [`${m.gateway} ${m.terminal}`, `${m.gateway} ${m.terminal}`])]}, {name: 'reference', label: t('reference'), kind: 'code'}, {name: 'reason', label: t('decision.reason')}],
    action: async (body) => {
      const [gateway, terminal] = (body.gateway || '').split(' ');
      return (await call('POST', 'committee/v1/payments/take-back', {body: {...body, gateway: gateway || undefined, terminal}, keyed: true})).json;
    }, done: () => this.after(t('approvals.sent')),
  })}`)}</div>`}`;
  }

  async after(words) {
    this.done = words;
    await this.load();
  }

  /** The pending request about an object, shown instead of the form, so that it is not requested twice. */
  waiting(term, id) {
    const one = this.asked.find((a) => a.terms[term] === id);
    return one ? html`<p class="mb-0"><span class="state state-open">${t(`act4.${one.act}`)}</span> ${t('asked-by')} ${code(one.askedBy)}. <a href="#/treasury">${t('approvals.another')}</a></p>` : null;
  }

  difference(d) {
    const explained = async (body) => (await call('POST', `committee/v1/settlement-differences/${d.id}/explanation`, {body, keyed: true})).json;
    const reversed = async (body) => (await call('POST', `committee/v1/settlement-differences/${d.id}/reversal`, {body, keyed: true})).json;
    return html`<li class="element" data-difference=${d.kind} data-explained=${d.explanation ? 'yes' : 'no'}><strong>${t(`difference.${d.kind}`)}</strong><p class="mb-0 text-secondary">${t(`difference.why.${d.kind}`)}</p>
      ${pairs([[t('reference'), localizedCode(d.reference)], [t('order'), d.order ? localizedCode(d.order) : null], [t('gateway'), html`${code(d.gateway)} ${localizedCode(d.terminal)}`], [t('ours'), rials(d.ours)], [t('banks'), rials(d.banks)], [t('settlement-file'), d.line ? html`${code(d.file)}${t('comma')}${t('settlement.line', number(d.line))}` : code(d.file)], [t('since'), time(d.found)],
    [t('explanation'), d.explanation ? html`<bdi>${d.explanation}</bdi> (${code(d.explainedBy)})` : null]])}
      ${d.explanation ? nothing : html`${ask({name: `explain-${d.id}`, label: t('explanation.do'), fields: [{name: 'explanation', label: t('explanation'), kind: 'long', max: 1000}], action: explained, done: () => this.after(t('explanation.done'))})}
        ${this.waiting('difference', d.id) || foldedForm(t('reversal'), ask({name: `reverse-${d.id}`, label: t('reversal.do'), danger: true, fields: [{name: 'reason', label: t('decision.reason')}], action: reversed, done: () => this.after(t('approvals.sent'))}))}`}</li>`;
  }

  file(f) {
    const withdrawn = async (body) => (await call('POST', `committee/v1/settlement-files/${f.id}/withdrawal`, {body, keyed: true})).json;
    return html`<li class="element" data-file=${f.state}><div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${code(f.name)}</strong> ${stateBadge('settlement-file', f.state, 'taken', 'withdrawn')}</div>
      ${pairs([[t('gateway'), code(f.gateway)], [t('since'), time(f.taken)], [t('total'), rials(f.total)], [t('settlement.lines'), t('settlement.matched', number(f.lines), number(f.matched), number(f.different), number(f.pending))]])}
      ${f.state === 'taken' ? this.waiting('file', f.id) || foldedForm(t('settlement.withdraw'), ask({name: `withdraw-${f.id}`, label: t('settlement.withdraw.do'), danger: true, fields: [{name: 'reason', label: t('decision.reason')}], action: withdrawn, done: () => this.after(t('approvals.sent'))})) : nothing}</li>`;
  }
}

class Ledger extends ServicesView {
  static properties = {report: {}};

  get asked() {
    return {by: this.query.get('by') || 'service', from: this.query.get('from'), to: this.query.get('to')};
  }

  load() {
    return this.attempt(async () => {
      this.report = await get('committee/v1/ledger', this.asked, this.ending.signal);
    });
  }

  render() {
    const r = this.report;
    const csv = new URLSearchParams(Object.entries(this.asked).filter(([, value]) => value));
    return html`<h1 tabindex="-1">${t('ledger')}</h1>
      ${card('ask', t('ledger.which'), html`${ask({
    name: 'ledger-form', label: t('ledger.do'), keep: true,
    fields: [{name: 'by', label: t('ledger.by'), kind: 'choice', value: this.asked.by, options: BY.map((by) => [by, t(`ledger.by.${by}`)])}, {name: 'from', label: t('from'), kind: 'day', optional: true, value: this.asked.from}, {name: 'to', label: t('to'), kind: 'day', optional: true, value: this.asked.to}],
    action: (body) => body, done: (body) => (location.hash = `#/ledger?${new URLSearchParams(body)}`),
  })}`)}
      ${errorCard(this.failure, () => this.load())}
      ${!r ? (this.failure ? nothing : loading()) : html`<div class="mt-3">${card('lines', t('ledger.lines', date(r.from), date(r.to)), html`${table(t('ledger'), [t(`ledger.by.${r.by}`), ...SUMS.map((s) => `>${t(`ledger.${s}`)}`)], r.lines.map((l) => html`<tr><th scope="row">${!l.key ? t('ledger.none') : r.by === 'service' ? serviceName(this.services, l.key) : r.by === 'day' ? date(l.key) : localizedCode(l.key)}</th>${SUMS.map((s) => html`<td class="text-end">${rials(l[s])}</td>`)}</tr>`))}
        <a class="btn btn-outline-primary justify-self-start" href="committee/v1/ledger.csv?${csv}" download>${t('fees.csv')}</a>`)}</div>`}`;
  }
}

customElements.define('pk-settlement', Settlement);
customElements.define('pk-ledger', Ledger);
