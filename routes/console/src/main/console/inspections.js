/* What an expert has to inspect, the oldest first; a narrow page, for a phone. */

import {View, html, nothing, failed, code, empty, loading, focusHeading} from './view.js';
import {get} from './api.js';
import {both, digits, number, t, until} from './language.js';
import {formOf} from './forms.js';

const LINES = 50;
const SERVICE = 'violation-report';

class Inspections extends View {
  static properties = {lines: {}, next: {}, form: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  /** Those whose turn it is are the expert's own to report; the hub says so when another's is opened. */
  load(cursor) {
    return this.attempt(async () => {
      this.form ??= await formOf(SERVICE);
      const stage = this.form.stages.find((s) => s.kind === 'inspection').id;
      const page = await get('office/v1/cases', {service: SERVICE, stage, limit: LINES, cursor}, this.ending.signal);
      const open = page.items.filter((c) => c.state === 'open' || c.state === 'waiting');
      this.lines = [...(cursor ? this.lines : []), ...open].sort((a, b) => a.opened.localeCompare(b.opened));
      this.next = page.next;
    });
  }

  render() {
    return html`<h1 tabindex="-1">${t('inspections')} ${this.lines ? html`<span class="count">${number(this.lines.length)}${this.next ? '+' : ''}</span>` : nothing}</h1>
      ${failed(this.failure, () => this.load())}
      ${!this.lines ? (this.failure ? nothing : loading()) : this.lines.length ? html`<ul class="choices">${this.lines.map((c) => html`<li><a class="card choice" href="#/case/${c.id}"><strong>${code(digits(c.subject))}</strong>
        <span>${both(this.form)} ${code(digits(c.number))}</span><span class="text-secondary">${t('known.district')} ${number(c.district)} · ${until(c.opened)}</span></a></li>`)}</ul>` : html`<section class="card">${empty(t('inspections.none'))}</section>`}
      ${this.next ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}`;
  }
}

customElements.define('pk-inspections', Inspections);
