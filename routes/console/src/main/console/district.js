/* Page of a district: cases with an inspection or permit to decide, received reports, and fees that the municipality owes to offices. */

import {View, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {get} from './api.js';
import {both, date, digits, number, t, timeUntil} from './language.js';
import {formOf, services} from './forms.js';
import {caseTable, serviceAndStageNames} from './today.js';
import {download} from './download.js';
import './numberchanges.js';
import './locate.js';
import './report.js';

const LINES = 50;
const MUNICIPAL = ['violation-report'];

class District extends View {
  static properties = {district: {}, principal: {}, steps: {}, reports: {}, fees: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const names = [...(await services()).items.map((s) => s.service), ...MUNICIPAL];
      const forms = (await Promise.all(names.map((name) => formOf(name).catch(() => null)))).filter(Boolean);
      const steps = forms.flatMap((form) => form.stages.filter((s) => s.kind === 'verification').map((stage) => ({form, stage})));
      const [reports, fees, ...pages] = await Promise.all([
        get('office/v1/reports', {limit: LINES}, signal),
        get('office/v1/fees', {limit: LINES}, signal),
        ...steps.map(({form, stage}) => this.page(form, stage)),
      ]);
      this.reports = reports.items;
      this.fees = fees;
      this.steps = await Promise.all(steps.map(async (step, i) => this.lines(step, pages[i].items, pages[i].next)));
    });
  }

  page(form, stage, cursor) {
    return get('office/v1/cases', {state: 'waiting', service: form.service, stage: stage.id, limit: LINES, cursor}, this.ending.signal);
  }

  async lines(step, items, next) {
    const lines = [...(step.lines || []), ...items].sort((a, b) => a.opened.localeCompare(b.opened));
    return {...step, lines, next, ...(await serviceAndStageNames(lines))};
  }

  more(step) {
    return this.attempt(async () => {
      const page = await this.page(step.form, step.stage, step.next);
      const grown = await this.lines(step, page.items, page.next);
      this.steps = this.steps.map((one) => (one === step ? grown : one));
    });
  }

  render() {
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-3"><h1 tabindex="-1">${t('district', this.district)}</h1></div>
      <pk-report @taken=${() => this.load()}></pk-report>
      <div class="mb-3"><pk-number-changes .principal=${this.principal}></pk-number-changes></div>
      ${errorCard(this.failure, () => this.load())}
      ${!this.steps ? (this.failure ? nothing : loading()) : html`
        ${this.steps.some((s) => s.lines.length) ? this.steps.filter((s) => s.lines.length).map((s) => this.step(s)) : html`<section class="card">${empty(t('district.none'))}</section>`}
        ${this.reported()}${this.owed()}`}`;
  }

  step(s) {
    const id = `step-${s.form.service}-${s.stage.id}`;
    return html`<section class="card" aria-labelledby=${id}><h2 id=${id}>${both(s.form)}: ${both(s.stage)} <span class="count">${number(s.lines.length)}${s.next ? '+' : ''}</span></h2>
      ${caseTable(s.lines, s.titles, s.forms, both(s.stage))}
      <div class="d-flex flex-wrap gap-2">${s.next ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${() => this.more(s)}>${t('more')}</button>` : nothing}
        ${this.file('office/v1/cases.csv', {state: 'waiting', service: s.form.service, stage: s.stage.id})}</div></section>`;
  }

  file(path, query) {
    return html`<button class="btn btn-outline-secondary justify-self-start table-file" ?disabled=${this.busy} @click=${() => this.attempt(() => download('GET', path, {query}))}>${t('fees.csv')}</button>`;
  }

  reported() {
    return this.reports.length ? html`<section class="card" aria-labelledby="reports-title"><h2 id="reports-title">${t('reports')} <span class="count">${number(this.reports.length)}</span></h2>
      <div class="table-responsive"><table class="table align-middle mb-0"><thead><tr><th scope="col">${t('reports.kind')}</th><th scope="col">${t('report.property')}</th><th scope="col">${t('report.source')}</th><th scope="col">${t('case')}</th><th scope="col">${t('reports.received')}</th></tr></thead>
      <tbody>${this.reports.map((r) => html`<tr><td>${both(r, 'kind')}</td><td>${r.property ? code(digits(r.property)) : html`<pk-locate .report=${r} @located=${() => this.load()}></pk-locate>`}</td><td>${t(`report.source.${r.source}`)}</td>
        <td>${r.caseNumber ? html`<a class="row-link" href="#/search?q=${encodeURIComponent(r.caseNumber)}">${code(digits(r.caseNumber))}</a>` : t(r.property ? 'reports.waits' : 'reports.searched')}</td>
        <td><time datetime=${r.received} title=${date(r.received)}>${timeUntil(r.received)}</time></td></tr>`)}</tbody></table></div>
      ${this.file('office/v1/reports.csv')}</section>` : nothing;
  }

  owed() {
    const fees = this.fees.fees;
    return fees.length ? html`<section class="card" aria-labelledby="fees-title"><h2 id="fees-title">${t('fees')}</h2>
      <dl class="rows" id="fee-totals">${['owed', 'ordered', 'paid'].map((s) => html`<div><dt>${t(`fees.is.${s}`)}</dt><dd>${code(number(this.fees.totals[s]))} ${t('rial')}</dd></div>`)}</dl>
      <div class="table-responsive"><table class="table align-middle mb-0"><thead><tr><th scope="col">${t('case')}</th><th scope="col">${t('fees.for')}</th><th scope="col">${t('fees.office')}</th><th scope="col">${t('fees.billed')}</th><th scope="col">${t('fees.state')}</th><th scope="col" class="text-end">${t('amount')}</th></tr></thead>
      <tbody>${fees.map((f) => html`<tr><td><a class="row-link" href="#/search?q=${encodeURIComponent(f.caseNumber)}">${code(digits(f.caseNumber))}</a></td><td>${both(f)}</td><td>${code(digits(f.office))}</td><td><time datetime=${f.billed}>${date(f.billed)}</time></td><td>${t(`fees.is.${f.state}`)}</td><td class="text-end">${code(number(f.amount))}</td></tr>`)}</tbody></table></div>
      ${this.fees.next ? html`<p class="mb-0 text-secondary">${t('fees.newest', number(fees.length))}</p>` : nothing}
      <a class="btn btn-outline-primary justify-self-start" href="office/v1/fees.csv">${t('fees.csv')}</a></section>` : nothing;
  }
}

customElements.define('pk-district', District);
