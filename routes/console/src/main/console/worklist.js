/* Worklist of an agency by deadline. Items are claimed, read and answered by keys, one after the other. */

import {View, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {both, date, digits, deadlineClass, number, t, timeUntil} from './language.js';
import {download} from './download.js';
import {HOLDER_FILTERS, isHeld, lastAnswered, listAddress, sortByDeadline, queue, filteredItems} from './queue.js';

const LINES = 50;

/** The subject of an inquiry, if the agency may see it. */
function subject(item) {
  return item.inquiry.facts.property || item.inquiry.facts.plate;
}

class Worklist extends View {
  static properties = {principal: {}, query: {}, titles: {}, chosen: {}, done: {}};

  constructor() {
    super();
    this.titles = new Map();
    this.chosen = new Set();
  }

  connectedCallback() {
    super.connectedCallback();
    this.before = lastAnswered();
    this.load();
    focusHeading(this);
    addEventListener('keydown', (e) => this.key(e), {signal: this.ending.signal});
    // refreshes the list when the user returns to the window
    addEventListener('focus', () => this.read && !this.busy && !this.chosen.size && this.load(), {signal: this.ending.signal});
  }

  /** Reads the filters from the address, and stores them for the way back from an item. */
  willUpdate(changed) {
    if (!changed.has('query')) return;
    queue.kind = this.query.get('kind') || '';
    queue.whose = HOLDER_FILTERS.includes(this.query.get('whose')) ? this.query.get('whose') : HOLDER_FILTERS[0];
    this.chosen = new Set();
  }

  load(cursor) {
    return this.attempt(async () => {
      const page = await get('agency/v1/worklist', {limit: LINES, cursor}, this.ending.signal);
      queue.items = sortByDeadline(cursor ? [...queue.items, ...page.items] : page.items);
      queue.next = page.next || null;
      this.read = true;
      await this.names();
    });
  }

  /** Loads the name of each service from the form of one of its inquiries. */
  async names() {
    const firsts = new Map(queue.items.map((i) => [i.inquiry.kind, i.inquiry.id]));
    await Promise.all([...firsts].filter(([kind]) => !this.titles.has(kind)).map(async ([kind, id]) => {
      const form = await get(`agency/v1/inquiries/${id}/form`, {}, this.ending.signal).catch(() => null);
      if (form) this.titles.set(kind, form);
    }));
  }

  key(e) {
    if (e.target.closest?.('input:not([type=checkbox]),select,textarea') || e.altKey || e.ctrlKey || e.metaKey) return;
    const links = [...this.querySelectorAll('a.row-link')];
    const at = links.indexOf(document.activeElement);
    if (e.code === 'KeyJ') links[Math.min(links.length - 1, at + 1)]?.focus();
    else if (e.code === 'KeyK') links[Math.max(0, at - 1)]?.focus();
    else return;
    e.preventDefault();
  }

  /** Whether inquiries of a kind can be sent back; requests for data cannot. */
  returns(kind) {
    return this.titles.get(kind)?.verdicts.includes('need-more-information');
  }

  title(kind) {
    const form = this.titles.get(kind);
    return form ? (document.documentElement.lang === 'fa' ? form.titleFa : form.titleEn) : kind;
  }

  render() {
    const items = filteredItems(this.principal);
    const kinds = [...new Set(queue.items.map((i) => i.inquiry.kind))];
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-3"><h1 tabindex="-1">${t('worklist')}</h1><span class="text-secondary flex-grow-1">${t('worklist.keys')}</span>
        <button class="btn btn-outline-secondary" id="read-anew" ?disabled=${this.busy} @click=${() => this.load()}>${t('worklist.anew')}</button></div>
      ${errorCard(this.failure, () => this.load())}
      ${this.before ? html`<p class="alert alert-success" role="status" id="before">${t('inquiry.before', digits(this.before.number), t(`verdict.${this.before.verdict}`))}</p>` : nothing}
      ${this.done ? html`<div class="alert ${this.refused.length ? 'alert-warning' : 'alert-success'}" role="status">${this.done}${this.refused.map((r) => html`<div>${this.number(r.inquiry)} ${both(r.problem, 'message')}</div>`)}</div>` : nothing}
      ${!this.read ? (this.failure ? nothing : loading()) : html`<section class="card" aria-label=${t('worklist')}>
        <div class="d-flex flex-wrap gap-3">
          <div><label class="form-label mb-0" for="w-whose">${t('worklist.whose')}</label><select class="form-select" id="w-whose" @change=${(e) => this.filter('whose', e.target.value)}>
            ${HOLDER_FILTERS.map((w) => html`<option value=${w} .selected=${queue.whose === w}>${t(`worklist.${w}`)}</option>`)}</select></div>
          <div><label class="form-label mb-0" for="w-kind">${t('service')}</label><select class="form-select" id="w-kind" @change=${(e) => this.filter('kind', e.target.value)}>
            <option value="" .selected=${!queue.kind}>${t('worklist.every')}</option>${kinds.map((k) => html`<option value=${k} .selected=${queue.kind === k}>${this.title(k)}</option>`)}</select></div>
        </div>
        ${items.length ? this.table(items) : empty(t('worklist.none'))}
        ${queue.items.length ? html`<div class="d-flex flex-wrap gap-2">${queue.next ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${() => this.load(queue.next)}>${t('more')}</button>` : nothing}
          <button class="btn btn-outline-secondary table-file" ?disabled=${this.busy} @click=${() => this.attempt(() => download('GET', 'agency/v1/worklist.csv', {}))}>${t('worklist.csv')}</button></div>` : nothing}
        ${this.chosen.size ? this.together() : nothing}</section>`}`;
  }

  filter(name, value) {
    queue[name] = value;
    location.hash = listAddress();
  }

  table(items) {
    const back = items.some((i) => this.returns(i.inquiry.kind));
    return html`<div class="table-responsive"><table class="table table-hover align-middle mb-0"><thead><tr>${back ? html`<th scope="col"><span class="visually-hidden">${t('worklist.choose')}</span></th>` : nothing}<th scope="col">${t('due')}</th><th scope="col">${t('case')}</th><th scope="col">${t('service')}</th>${items.some(subject) ? html`<th scope="col">${t('subject')}</th>` : nothing}<th scope="col">${t('worklist.holder')}</th></tr></thead>
      <tbody>${items.map((i) => html`<tr data-item=${i.inquiry.id}>
        ${back ? html`<td><input class="form-check-input" type="checkbox" aria-label=${`${t('worklist.choose')} ${digits(i.inquiry.caseNumber)}`} .checked=${this.chosen.has(i.inquiry.id)} ?disabled=${isHeld(i) && i.holder !== this.principal || !this.returns(i.inquiry.kind)} @change=${(e) => this.choose(i.inquiry.id, e.target.checked)}></td>` : nothing}
        <td>${i.inquiry.due ? html`<time class=${deadlineClass(i.inquiry.due)} datetime=${i.inquiry.due} title=${date(i.inquiry.due)}>${timeUntil(i.inquiry.due)}</time>` : nothing}${i.reminded ? html` <span class="state state-open">${t('worklist.reminded')}</span>` : nothing}</td>
        <td><a class="row-link" href="#/item/${i.inquiry.id}">${code(digits(i.inquiry.caseNumber))}</a></td>
        <td>${this.title(i.inquiry.kind)}</td>
        ${items.some(subject) ? html`<td>${subject(i) ? code(digits(subject(i))) : nothing}</td>` : nothing}
        <td>${isHeld(i) ? code(i.holder) : nothing}</td></tr>`)}</tbody></table></div>`;
  }

  number(id) {
    const found = queue.items.find((i) => i.inquiry.id === id);
    return found ? code(digits(found.inquiry.caseNumber)) : nothing;
  }

  choose(id, yes) {
    const chosen = new Set(this.chosen);
    if (yes) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  /** Form to send back several items with one reason. Approvals are given one by one. */
  together() {
    return html`<form class="d-flex flex-wrap gap-2 align-items-end" id="together" @submit=${this.sendBack}>
      <div class="flex-grow-1"><label class="form-label mb-0" for="w-reason">${t('worklist.together', number(this.chosen.size))}</label><input class="form-control" id="w-reason" name="reason" maxlength="4000" required dir="auto" autocomplete="off" list="w-reasons">
        <datalist id="w-reasons">${this.canned().map((words) => html`<option value=${words}></option>`)}</datalist></div>
      <button class="btn btn-primary" ?disabled=${this.busy}>${t('worklist.together.do')}</button></form>`;
  }

  /** Reasons that the agency has prepared for sending back, for the selected services. */
  canned() {
    const kinds = new Set(queue.items.filter((i) => this.chosen.has(i.inquiry.id)).map((i) => i.inquiry.kind));
    return [...new Set([...kinds].flatMap((kind) => (this.titles.get(kind)?.reasons || []).filter((r) => r.verdict === 'need-more-information').map((r) => r.fa)))];
  }

  async sendBack(e) {
    e.preventDefault();
    const reason = new FormData(e.target).get('reason');
    this.done = null;
    const said = await this.attempt(async () => {
      const answers = [];
      for (const id of this.chosen) {
        const item = (await call('POST', `agency/v1/worklist/${id}/claim`, {keyed: true})).json;
        answers.push({inquiry: id, digest: item.inquiry.digest, fence: item.fence, verdict: 'need-more-information', reason});
      }
      return (await call('POST', 'agency/v1/answers', {body: {answers}, keyed: true})).json;
    });
    if (!said) return;
    const refused = said.results.filter((r) => r.status >= 300);
    this.refused = refused;
    this.chosen = new Set(refused.map((r) => r.inquiry));
    this.done = t('worklist.together.done', number(said.results.length - refused.length), number(refused.length));
    await this.load();
  }
}

customElements.define('pk-worklist', Worklist);
