/* Page of one case, updated live: what it waits for, papers, progress, amounts due, results. */

import {repeat} from 'lit/directives/repeat.js';
import {html, nothing, errorCard, code, loading, loadPart} from './view.js';
import {call, get} from './api.js';
import {both, digits, language, number, localizedDigits, t, time} from './language.js';
import {formOf, stageTitle, termName} from './forms.js';
import {stackOf} from './draft.js';
import {FollowedCase} from './followed.js';
import './scans.js';
import './progress.js';
import './money.js';
import './handover.js';
import './originals.js';
import './slip.js';

/** Thumbnails of sheets with areas that were covered in this page. The browser would reuse the old picture of the same address. */
const pictures = new Map();

class Case extends FollowedCase {
  static properties = {who: {}, form: {}, archive: {}, viewed: {}, stamp: {}};

  constructor() {
    super();
    this.stamp = 0;
  }

  forget() {
    this.form = this.archive = null;
  }

  get path() {
    return `office/v1/cases/${this.caseId}`;
  }

  async take(read) {
    const {json} = read;
    const form = this.form || await formOf(json.service, json.ruleSet);
    const collecting = this.who === 'office' && json.needs.length > 0;
    const archive = collecting ? json.archive || await get(`${this.path}/archive`) : null;
    if (this.file && json.version < this.file.version) return;
    this.form = form;
    this.archive = archive;
    this.file = json;
    // assigned last: if drawing failed, the same state is requested again
    this.etag = read.etag;
  }

  async changed(e) {
    const read = e.detail;
    if (read?.json?.id === this.caseId) await this.take(read);
    else await this.reread();
  }

  render() {
    const f = this.file;
    if (!f) return html`<h1 tabindex="-1">${t('case')}</h1>${this.failure ? errorCard(this.failure, () => this.again()) : loading()}`;
    const ended = ['approved', 'refused', 'withdrawn'].includes(f.state);
    return html`
      <div class="d-flex flex-wrap align-items-baseline gap-3 mb-2">
        <h1 tabindex="-1">${both(this.form)} ${code(digits(f.number))}</h1>
        <span class="state state-${f.state}" id="state" data-state=${f.state} data-stage=${f.stage}>${t(`state.${f.state}`)}</span>
      </div>
      ${errorCard(this.failure, () => this.reread())}
      ${this.now(ended)}
      <div class="row g-3">
        <div class="col-lg-8 d-grid gap-3 align-content-start">
          ${this.parts()}
        </div>
        <div class="col-lg-4 d-grid gap-3 align-content-start">${this.facts()}${this.who === 'office' && !ended && f.request && !f.certificate ? this.revision() : nothing}${this.sheets()}${f.papers.length && this.who !== 'expert' ? this.originals(null) : nothing}${this.who !== 'office' || !f.applicants.length ? nothing : html`${f.tracking ? html`<pk-login-slip .file=${f}></pk-login-slip>` : nothing}${ended ? nothing : html`${this.atCounter()}${this.withdrawal()}`}`}</div>
      </div>`;
  }

  /** Sections of the page: the current task above finished and future steps. */
  parts() {
    const f = this.file;
    const step = this.form.stages.find((s) => s.id === f.stage)?.kind;
    const scans = () => html`<pk-scans .form=${this.form} .file=${f} .archive=${this.archive} .files=${stackOf(f.id)} @changed=${this.changed} @stale=${this.reread}></pk-scans>`;
    const progress = () => html`<pk-progress .file=${f} .form=${this.form}></pk-progress>`;
    const money = () => html`<pk-money .file=${f} .form=${this.form} .readonly=${this.who !== 'office'} @changed=${this.changed}></pk-money>`;
    const handover = () => html`<pk-handover .file=${f} .form=${this.form} @changed=${this.changed}></pk-handover>`;
    const ended = ['approved', 'refused', 'withdrawn'].includes(f.state);
    if (this.who === 'expert') loadPart('inspection', () => import('./inspection.js'));
    if (this.who === 'district') loadPart('verification', () => import('./verification.js'));
    const inspect = () => html`<pk-inspection .file=${f} .form=${this.form} @changed=${this.changed}></pk-inspection>`;
    const verify = () => html`<pk-verification .file=${f} .form=${this.form} @changed=${this.changed}></pk-verification>`;
    const parts = [['inspection', this.who === 'expert' && step === 'inspection' && !ended && inspect], ['verify', this.who === 'district' && step === 'verification' && f.state === 'waiting' && verify], ['scans', this.archive && scans], ['handover', f.certificate && this.who === 'office' && handover], ['money', step === 'payment' && money],
      ['findings', this.found() && (() => this.findings())], ['progress', progress], ['money', step !== 'payment' && this.form.stages.some((s) => s.kind === 'payment') && money]];
    return repeat(parts.filter(([, part]) => part), ([name]) => name, ([, part]) => part());
  }

  found() {
    return this.form.stages.some((s) => (s.findings || []).some((f) => this.file.facts?.[f.path.split('.').at(-1)] !== undefined));
  }

  /** The most important statement: whose turn it is. */
  now(ended) {
    const f = this.file;
    if (ended) return html`<p class="now now-${f.state}">${t(`ended.${f.state}`)} ${f.ended ? html`<time datetime=${f.ended}>${time(f.ended)}</time>` : nothing}</p>${f.note ? html`<p class="note">${this.said()}</p>` : nothing}`;
    const turns = [...this.waits(this.form, this.lacking())].map(([kind, names]) => t(`waits.${kind}`, names.join(t('comma'))));
    return html`<p class="now ${f.state === 'open' ? 'now-yours' : ''}" aria-live="polite">${turns.join(' · ') || stageTitle(this.form, f.stage)}</p>
      ${f.held ? html`<p class="alert alert-warning" role="note">${language() === 'fa' ? f.held.reasonFa : f.held.reason}</p>` : nothing}
      ${f.note ? html`<p class="note" role="note"><strong>${t('note')}</strong> ${this.said()}</p>` : nothing}`;
  }

  /** What the case waits for. A paper that the archive has is not missing; the case only has to be submitted. */
  lacking() {
    const held = new Set((this.archive?.needs || []).filter((n) => !n.mustScan).map((n) => `paper:${n.kind}`));
    const lacking = this.file.waitsFor.filter((w) => !held.has(w));
    return lacking.length || !this.file.waitsFor.length ? lacking : ['submission'];
  }

  said() {
    return html`<bdi>${digits(both(this.file, 'note'))}</bdi>`;
  }

  facts() {
    const f = this.file;
    return html`<section class="card" aria-labelledby="facts-title"><h2 id="facts-title">${t('facts')}</h2><dl class="rows">
      ${f.tracking ? html`<div><dt>${t('tracking')}</dt><dd id="tracking">${code(f.tracking)}</dd></div>` : nothing}
      <div><dt>${t('subject')}</dt><dd>${code(digits(f.subject))}</dd></div>
      <div><dt>${t('known.district')}</dt><dd>${number(f.district)}</dd></div>
      <div><dt>${t('opened')}</dt><dd><time datetime=${f.opened}>${time(f.opened)}</time></dd></div>
      ${f.applicants.map((a) => html`<div><dt>${both(this.form.fields.find((x) => x.path === 'applicants[].role')?.choices.find((c) => c.code === a.role)) || a.role}</dt>
        <dd><bdi>${localizedDigits(a.name)}</bdi><br>${code(digits(a.nationalId))}${a.mobile ? html`<br>${code(digits(a.mobile))}` : nothing}</dd></div>`)}
      ${f.request ? html`<div><dt>${both(this.form.fields.find((x) => x.path === 'request.floors'))}</dt><dd>${number(f.request.floors)}</dd></div>
        ${f.request.parts.map((p) => html`<div><dt>${termName(this.form, p.use)}</dt><dd>${number(p.area)} ${t('m2')} · ${t('units', number(p.units))}</dd></div>`)}` : nothing}
      ${f.specialRequest ? html`<div><dt>${t('special')}</dt><dd>${code(digits(f.specialRequest))}</dd></div>` : nothing}
    </dl><a href="rules/${f.ruleSet}/${f.service}" target="_blank" rel="noopener">${t('rules.of')}</a></section>`;
  }

  sheets() {
    const papers = this.file.papers;
    return papers.length ? html`<section class="card" aria-labelledby="sheets-title"><h2 id="sheets-title">${t('sheets')} <span class="count">${number(papers.length)}</span></h2>
      <ul class="sheets">${papers.map((p) => html`<li><a href="${this.path}/papers/${p.sha256}" target="_blank" rel="noopener">
        ${p.source === 'recalled' ? html`<span class="no-picture"></span>` : html`<img loading="lazy" src=${pictures.get(p.sha256) || this.picture(p)} alt="" width="80" height="100" @error=${(e) => (e.target.hidden = true)}>`}
        <span>${termName(this.form, p.kind)}${this.counted(p)}<small class="d-block text-secondary">${t(this.taken(p) ? (p.kind === 'report-photo' ? 'source.reported' : 'source.taken') : `source.${p.source}`)}</small></span></a>
        ${p.source === 'recalled' ? nothing : html`<button type="button" class="btn btn-sm btn-outline-primary" data-view=${p.kind} aria-label="${t('view')} ${termName(this.form, p.kind)}" @click=${() => this.view(p)}>${t('view')}</button>`}</li>`)}</ul></section>
      ${repeat(this.viewed ? [this.viewed] : [], (v) => v.sha256, () => html`<pk-viewer .address=${`${this.path}/papers/${this.viewed.sha256}`} .about=${() => this.about(this.viewed)} .drawn=${this.viewed.kind === 'plan' && this.viewed.mediaType === 'application/pdf'} .name=${termName(this.form, this.viewed.kind)} .district=${this.who === 'district' ? this.file.district : null} .beside=${this.who === 'district' ? () => this.originals(this.viewed.kind) : null} .more=${papers.length > 1} @pictured=${() => this.repicture(this.viewed)} @next=${() => (this.viewed = papers[(papers.indexOf(papers.find((p) => p.sha256 === this.viewed.sha256)) + 1) % papers.length])} @closed=${() => (this.viewed = null)}></pk-viewer>`)}` : nothing;
  }

  /** @param only kind of the paper that is open in the viewer, or null for all */
  originals(only) {
    return html`<pk-originals .file=${this.file} .form=${this.form} .district=${this.who === 'district'} .only=${only} .stamp=${this.stamp} @acted=${() => (this.stamp += 1)} @changed=${this.changed}></pk-originals>`;
  }

  /** The revision of a paper. If a service collects several papers of a kind, they are numbered only if there are several. */
  counted(p) {
    if (this.form.papers.find((k) => k.code === p.kind)?.collected) return this.file.papers.filter((o) => o.kind === p.kind).length > 1 ? ` ${number(p.revision)}` : '';
    return p.revision > 1 ? ` ${t('revision', number(p.revision))}` : '';
  }

  /** Whether the paper was made at an inspection. No office has scanned it. */
  taken(p) {
    return p.source === 'scan' && this.file.customer === 'municipality';
  }

  /** Findings of an inspection, with the names of its form. */
  findings() {
    const {facts} = this.file;
    const asked = this.form.stages.flatMap((s) => s.findings || []);
    const said = asked.map((f) => [f, facts?.[f.path.split('.').at(-1)]]).filter(([, value]) => value !== undefined && value !== null);
    const words = (f, value) => (f.type === 'flag' ? t(value ? 'yes' : 'no') : typeof value === 'number' ? number(value) : both(f.choices.find((c) => c.code === value)) || value);
    return html`<section class="card" aria-labelledby="findings-title" id="findings"><h2 id="findings-title">${t('findings')}</h2><dl class="rows">${said.map(([f, value]) => html`<div><dt>${both(f)}</dt><dd>${words(f, value)}</dd></div>`)}</dl></section>`;
  }

  /** Number of pages that the hub can show of a paper, and the areas that a district has covered. */
  async about({sha256}) {
    const manifest = await get(`${this.path}/manifest`, {paper: sha256});
    const {items} = await get(`${this.path}/papers/${sha256}/redactions`);
    return {pages: manifest.items.length, covered: items.filter((r) => !r.removed)};
  }

  picture({sha256}) {
    return `${this.path}/papers/${sha256}/pages/1/full/!160,200/0/default.jpg`;
  }

  async repicture(paper) {
    const shown = await call('GET', this.picture(paper), {file: 'image/*', signal: this.ending.signal}).catch(() => null);
    if (!shown) return;
    if (pictures.has(paper.sha256)) URL.revokeObjectURL(pictures.get(paper.sha256));
    pictures.set(paper.sha256, URL.createObjectURL(shown.blob));
    this.requestUpdate();
  }

  async view(paper) {
    await this.attempt(() => import('./viewer.js'));
    this.viewed = paper;
  }

  atCounter() {
    loadPart('applicants', () => import('./applicants.js'));
    return html`<pk-applicants .file=${this.file} @changed=${this.changed}></pk-applicants>`;
  }

  revision() {
    loadPart('revision', () => import('./revision.js'));
    return html`<pk-revision .file=${this.file} .form=${this.form} @changed=${this.changed}></pk-revision>`;
  }

  withdrawal() {
    return html`<details class="card"><summary>${t('withdraw')}</summary>${this.withdrawalForm(1000, t('withdraw.do'))}</details>`;
  }
}

customElements.define('pk-case', Case);
