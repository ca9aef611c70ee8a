/* List of a citizen's cases, newest first, with what each waits for. */

import {View, html, nothing, errorCard, code, empty, loading} from './view.js';
import {get} from './api.js';
import {both, date, digits, t} from './language.js';

const LINES = 10;

/** The state for its owner: a case that waits for a payment waits for the owner. */
export function turn(c) {
  return c.state === 'waiting' && c.waitsFor.some((w) => w.startsWith('payment')) ? 'open' : c.state;
}

class OwnCases extends View {
  static properties = {cases: {}, next: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  load(cursor) {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const page = await get('citizen/v1/cases', {limit: LINES, cursor}, signal);
      const cases = await Promise.all(page.items.map((line) => get(`citizen/v1/cases/${line.id}`, {}, signal)));
      this.cases = cursor ? [...this.cases, ...cases] : cases;
      this.next = page.next;
    });
  }

  render() {
    return html`<h1 tabindex="-1">${t('my.cases')}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.cases ? (this.failure ? nothing : loading()) : this.cases.length ? html`<ul class="choices own-cases">${this.cases.map((c) => this.line(c))}</ul>` : empty(t('my.none'))}
      ${this.next ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${() => this.load(this.next)}>${t('more')}</button>` : nothing}`;
  }

  line(c) {
    return html`<li><a class="card choice" href="#/case/${c.id}" data-case=${c.id}>
      <strong>${both(c, 'service')} ${code(digits(c.subject))}</strong>
      <span><span class="state state-${turn(c)}">${t(`my.state.${turn(c)}`)}</span> ${c.ended ? nothing : both(c, 'stage')}</span>
      <span class="text-secondary">${code(digits(c.number))} · ${t('opened')} ${date(c.opened)}</span></a></li>`;
  }
}

customElements.define('pk-own-cases', OwnCases);
