/* List of inspections of an expert, the oldest first; a narrow page for phones. */

import {View, timeAgo, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {get} from './api.js';
import {both, digits, number, t} from './language.js';
import {formOf, stageTitle} from './forms.js';

const LINES = 50;
const SERVICE = 'violation-report';

/** Message about the last act on an inspection that now belongs to another expert. */
export const reassignedMessage = {words: null};

class Inspections extends View {
  static properties = {lines: {}, next: {}, form: {}, reported: {}, fees: {}};

  connectedCallback() {
    super.connectedCallback();
    this.words = reassignedMessage.words?.();
    reassignedMessage.words = null;
    this.load();
    focusHeading(this);
  }

  /** Loads open inspections, and on the first page also reported ones and fees. The hub refuses to open an inspection of another expert. */
  load(cursor) {
    return this.attempt(async () => {
      this.form ??= await formOf(SERVICE);
      const stage = this.form.stages.find((s) => s.kind === 'inspection').id;
      const [page, all, fees] = await Promise.all([get('office/v1/cases', {service: SERVICE, stage, limit: LINES, cursor}, this.ending.signal), cursor ? null : get('office/v1/cases', {service: SERVICE, limit: LINES}, this.ending.signal), cursor ? null : get('office/v1/fees', {limit: LINES}, this.ending.signal)]);
      if (fees) this.fees = fees;
      if (all) this.reported = all.items.filter((c) => c.stage !== stage || !['open', 'waiting'].includes(c.state));
      const open = page.items.filter((c) => c.state === 'open' || c.state === 'waiting');
      this.lines = [...(cursor ? this.lines : []), ...open].sort((a, b) => a.opened.localeCompare(b.opened));
      this.next = page.next;
    });
  }

  /** The fee that the municipality owes the office for an inspection. */
  earned(c) {
    const fees = (this.fees?.fees || []).filter((f) => f.caseId === c.id);
    return fees.length ? html`<span>${code(number(fees.reduce((sum, f) => sum + f.amount, 0)))} ${t('rial')} · ${t(`earned.${fees[0].state}`)}</span>` : nothing;
  }

  render() {
    return html`<h1 tabindex="-1">${t('inspections')} ${this.lines ? html`<span class="count">${number(this.lines.length)}${this.next ? '+' : ''}</span>` : nothing}</h1>
      ${this.words ? html`<p class="alert alert-success" role="status" id="left">${this.words}</p>` : nothing}
      ${errorCard(this.failure, () => this.load())}
      ${!this.lines ? (this.failure ? nothing : loading()) : this.lines.length ? html`<ul class="choices">${this.lines.map((c) => html`<li><a class="card choice" href="#/case/${c.id}"><strong>${code(digits(c.subject))}</strong>
        <span>${both(this.form)} ${code(digits(c.number))}</span><span class="text-secondary">${t('known.district')} ${number(c.district)} · ${timeAgo(c.opened)}</span></a></li>`)}</ul>` : html`<section class="card">${empty(t('inspections.none'))}</section>`}
      ${this.next ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}
      ${this.reported?.length ? html`<h2 class="mt-4">${t('inspections.reported')}</h2><ul class="choices" id="reported">${this.reported.map((c) => html`<li><a class="card choice" href="#/case/${c.id}"><strong>${code(digits(c.subject))}</strong>
        <span><span class="state state-${c.state}">${t(`state.${c.state}`)}</span> ${stageTitle(this.form, c.stage)}</span><span class="text-secondary">${code(digits(c.number))} · ${timeAgo(c.opened)}</span>${this.earned(c)}</a></li>`)}</ul>` : nothing}
      ${this.fees?.fees.length ? html`<section class="card mt-3" aria-labelledby="earned-title" id="earned"><h2 id="earned-title">${t('inspections.earned')}</h2><dl class="rows">${['owed', 'ordered', 'paid'].map((s) => html`<div><dt>${t(`earned.${s}`)}</dt><dd>${code(number(this.fees.totals[s]))} ${t('rial')}</dd></div>`)}</dl></section>` : nothing}`;
  }
}

customElements.define('pk-inspections', Inspections);
