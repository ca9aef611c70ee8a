/* Start page of an office: first what waits for the office, the oldest on top, then what waits for others. */

import {View, timeAgo, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {get} from './api.js';
import {both, date, digits, language, deadlineClass, number, t, today, timeUntil} from './language.js';
import {formOf, services, stageTitle, termName} from './forms.js';
import {download} from './download.js';

const LINES = 50;
/** Maximum certificates ready at an office. */
const MOST_READY = 200;

/** A table of cases, for lists and searches. */
export function caseTable(lines, titles, forms, label) {
  const due = lines.some((line) => line.due);
  return html`<div class="table-responsive"><table class="table table-hover align-middle mb-0" aria-label=${label}>
    <thead><tr><th scope="col">${t('case')}</th><th scope="col">${t('service')}</th><th scope="col">${t('subject')}</th><th scope="col">${t('stage')}</th><th scope="col">${t('opened')}</th>${due ? html`<th scope="col">${t('due')}</th>` : nothing}</tr></thead>
    <tbody>${lines.map((line) => html`<tr>
      <td><a class="row-link" href="#/case/${line.id}">${code(digits(line.number))}</a></td>
      <td>${titles.get(line.service) ? both(titles.get(line.service)) : line.service}</td>
      <td>${code(digits(line.subject))}</td>
      <td><span class="state state-${line.state}">${t(`state.${line.state}`)}</span> ${stageTitle(forms.get(line.service), line.stage)}</td>
      <td><time datetime=${line.opened} title=${date(line.opened)}>${timeUntil(line.opened)}</time></td>
      ${due ? html`<td>${line.due ? html`<time class=${deadlineClass(line.due)} datetime=${line.due} title=${date(line.due)}>${timeUntil(line.due)}</time>` : nothing}</td>` : nothing}</tr>`)}</tbody></table></div>`;
}

/** Names of services and of their steps, for a table of cases. */
export async function serviceAndStageNames(lines) {
  const titles = new Map((await services()).items.map((s) => [s.service, s]));
  const forms = new Map();
  await Promise.all([...new Set(lines.map((l) => l.service))].map(async (service) => {
    const form = await formOf(service).catch(() => null);
    if (form) {
      forms.set(service, form);
      titles.set(service, form);
    }
  }));
  return {titles, forms};
}

function oldestFirst(lines) {
  return [...lines].sort((a, b) => a.opened.localeCompare(b.opened));
}

/** Sorts by deadline; cases without a deadline follow, the oldest first. */
function byDue(lines) {
  return oldestFirst(lines).sort((a, b) => (a.due || '9').localeCompare(b.due || '9'));
}

class Today extends View {
  static properties = {office: {}, query: {}, lists: {}, offered: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
  }

  /** Reads the filters from the address, so that the browser's history works. */
  willUpdate(changed) {
    if (!changed.has('query') || this.query.toString() === this.asked) return;
    this.asked = this.query.toString();
    this.lists = null;
    this.load();
  }

  get filter() {
    return {service: this.query.get('service'), stage: this.query.get('stage')};
  }

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const {asked, filter} = this;
      const [open, waiting, deliveries, notices, originals, counter] = await Promise.all([
        get('office/v1/cases', {...filter, state: 'open', limit: LINES}, signal),
        get('office/v1/cases', {...filter, state: 'waiting', limit: LINES}, signal),
        get('office/v1/deliveries', {limit: MOST_READY}, signal),
        get('office/v1/notices', {}, signal),
        // an expert's login has no office and therefore no originals
        this.office ? get('office/v1/originals', {}, signal) : {items: []},
        get('office/v1/today', filter, signal),
      ]);
      this.offered ??= (await services()).items;
      this.steps = filter.service ? (await formOf(filter.service)).stages : [];
      this.papers = originals.items.length ? await formOf(this.offered[0].service) : null;
      // the filter was changed in the meantime
      if (asked !== this.asked) return;
      this.lists = {
        open: oldestFirst(open.items), waiting: byDue(waiting.items), next: {open: open.next, waiting: waiting.next},
        deliveries: deliveries.items, notices: notices.items, originals: originals.items, counter, ...(await serviceAndStageNames([...open.items, ...waiting.items, ...counter.issued])),
      };
    });
  }

  /** Appends a page and sorts again: the hub lists the newest first, and the counter works from the oldest. */
  more(state) {
    return this.attempt(async () => {
      const page = await get('office/v1/cases', {...this.filter, state, limit: LINES, cursor: this.lists.next[state]}, this.ending.signal);
      const {titles, forms} = await serviceAndStageNames(page.items);
      const all = [...this.lists[state], ...page.items];
      this.lists = {
        ...this.lists, [state]: state === 'open' ? oldestFirst(all) : byDue(all), next: {...this.lists.next, [state]: page.next},
        titles: new Map([...this.lists.titles, ...titles]), forms: new Map([...this.lists.forms, ...forms]),
      };
    });
  }

  render() {
    const l = this.lists;
    const groups = l && this.grouped(l);
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-3">
        <h1 tabindex="-1">${t('today')}</h1><span class="text-secondary flex-grow-1">${today()} · ${t('office', this.office)}</span>
        <a class="btn btn-primary" href="#/new">${t('new')}</a></div>
      ${errorCard(this.failure, () => this.load())}
      ${!l ? (this.failure ? nothing : loading()) : html`
        ${l.notices.map((n) => html`<div class="alert alert-warning" role="note">${language() === 'fa' ? n.messageFa : n.message}</div>`)}
        ${this.filters()}
        ${this.group('yours', 'open', l, t(this.asked ? 'today.filtered' : 'today.none'), groups.yours)}
        ${this.few('sent-back', groups.sentBack, l)}
        ${this.few('unpaid', groups.unpaid, l)}
        ${l.deliveries.length && !this.asked ? this.handovers(l.deliveries) : nothing}
        ${this.few('issued', groups.issued, l)}
        ${l.originals.length && !this.asked ? this.originals(l.originals) : nothing}
        ${this.group('others', 'waiting', l, t(this.asked ? 'today.filtered' : 'waiting.none'), groups.others)}`}`;
  }

  filters() {
    const {service, stage} = this.filter;
    return html`<div class="d-flex flex-wrap gap-3 mb-3" role="group" aria-label=${t('today.filter')}>
      <div><label class="form-label mb-0" for="t-service">${t('service')}</label><select class="form-select" id="t-service" @change=${(e) => this.look({service: e.target.value})}>
        <option value="" .selected=${!service}>${t('worklist.every')}</option>${this.offered.map((s) => html`<option value=${s.service} .selected=${service === s.service}>${both(s)}</option>`)}</select></div>
      ${this.steps.length ? html`<div><label class="form-label mb-0" for="t-stage">${t('stage')}</label><select class="form-select" id="t-stage" @change=${(e) => this.look({service, stage: e.target.value})}>
        <option value="" .selected=${!stage}>${t('today.every-stage')}</option>${this.steps.map((s) => html`<option value=${s.id} .selected=${stage === s.id}>${both(s)}</option>`)}</select></div>` : nothing}</div>`;
  }

  look(wanted) {
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    location.hash = query.size ? `#/?${query}` : '#/';
  }

  /**
   * Puts each case into one group: unpaid cases do not appear among those that wait for others, and certificates ready for handover not among the
   * issued ones.
   */
  grouped({open, waiting, deliveries, counter}) {
    const without = (lines, others) => lines.filter((line) => !others.some((other) => other.id === line.id));
    const ready = new Set(deliveries.map((d) => d.caseNumber));
    return {
      yours: without(open, counter.sentBack), sentBack: oldestFirst(counter.sentBack), unpaid: oldestFirst(counter.unpaid),
      issued: counter.issued.filter((line) => !ready.has(line.number)), others: without(waiting, counter.unpaid),
    };
  }

  /** A group that is drawn only if it is not empty. */
  few(name, lines, l) {
    if (!lines.length) return nothing;
    return html`<section class="card" aria-labelledby=${`group-${name}`}><h2 id=${`group-${name}`}>${t(`group.${name}`)} <span class="count">${number(lines.length)}${l.counter.more ? '+' : ''}</span></h2>
      ${caseTable(lines, l.titles, l.forms, t(`group.${name}`))}</section>`;
  }

  group(name, state, l, none, lines) {
    const more = l.next[state];
    return html`<section class="card" aria-labelledby=${`group-${name}`}>
      <h2 id=${`group-${name}`}>${t(`group.${name}`)} <span class="count">${number(lines.length)}${more ? '+' : ''}</span></h2>
      ${lines.length ? caseTable(lines, l.titles, l.forms, t(`group.${name}`)) : empty(none)}
      ${lines.length ? html`<div class="d-flex flex-wrap gap-2">${more ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${() => this.more(state)}>${t('more')}</button>` : nothing}
        <button class="btn btn-outline-secondary table-file" ?disabled=${this.busy} @click=${() => this.attempt(() => download('GET', 'office/v1/cases.csv', {query: {...this.filter, state}}))}>${t('fees.csv')}</button></div>` : nothing}</section>`;
  }

  /** Originals to be returned, brought or scanned again, independent of the state of their case. */
  originals(lines) {
    return html`<section class="card" aria-labelledby="group-originals"><h2 id="group-originals">${t('originals')} <span class="count">${number(lines.length)}</span></h2>
      <ul class="list-unstyled mb-0">${lines.map((o) => html`<li class="py-1"><a class="row-link" href="#/case/${o.caseId}">${code(digits(o.caseNumber))}</a>
        ${termName(this.papers, o.kind)} <span class="text-secondary">${t(`original.${o.state}`)} · ${timeAgo(o.since)}</span></li>`)}</ul></section>`;
  }

  handovers(lines) {
    return html`<section class="card" aria-labelledby="group-handover"><h2 id="group-handover">${t('group.handover')} <span class="count">${number(lines.length)}</span></h2>
      <ul class="list-unstyled mb-0">${lines.map((d) => html`<li class="py-1"><a class="row-link" href="#/search?q=${encodeURIComponent(d.caseNumber)}">${code(digits(d.caseNumber))}</a>
        <span class="text-secondary">${t(`delivery.${d.state}`)} · ${timeAgo(d.since)}</span></li>`)}</ul></section>`;
  }
}

customElements.define('pk-today', Today);
