/* Complaints of the disciplinary officer, hearings of accused parties, and appeals for the committee. */

import {repeat} from 'lit/directives/repeat.js';
import './governance-words.js';
import {View, html, nothing, errorCard, code, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {date, number, localizedDigits, t, time, timeUntil} from './language.js';
import {ask, foldedForm} from './ask.js';
import {ServicesView, card, day, isoDay, moreButton, officeChoices, pairs, localizedCode, serviceName, stateBadge, table, tableFile, statusMessage} from './parts.js';

const LINES = 50;
const STATES = ['received', 'hearing', 'heard', 'deciding', 'decided', 'dismissed'];
const PARTIES = ['office', 'expert', 'district', 'agency', 'institute', 'operator'];

export function partyText(p) {
  return html`${t(`party.${p.kind}`)}${p.name === p.kind ? nothing : !p.name ? html` ${t('party.unnamed')}` : html` ${['expert', 'agency'].includes(p.kind) ? code(p.name) : localizedCode(p.name)}`}`;
}

function about(c) {
  return c.signal ? html`${t(`signal.${c.signal}`)} ${c.period ? localizedCode(c.period) : nothing}${c.count ? html` · ${number(c.count)}` : nothing}` : html`<bdi class="kept">${localizedDigits(c.text)}</bdi>`;
}

function sanctions(c, act) {
  return c.sanctions.length ? html`<ul class="list-unstyled d-grid gap-2 mb-0">${repeat(c.sanctions, (s) => s.decision, (s) => html`<li class="element" data-sanction=${s.measure} data-appeal=${s.appeal ? s.appeal.outcome || 'open' : ''}>
    <div><strong>${t(`measure.${s.measure}`)}</strong> ${localizedCode(s.number)}${s.urgent ? html` <span class="state state-open">${t('urgent')}</span>` : nothing} · ${time(s.signed)}</div>
    ${pairs([[t('until'), s.until ? day(s.until) : null], [t('appeal.until'), s.appealUntil && !s.appeal ? day(s.appealUntil) : null], [t('appeal'), s.appeal ? html`${s.appeal.text ? html`<bdi class="kept">${localizedDigits(s.appeal.text)}</bdi> · ` : nothing}${code(s.appeal.by)} · ${time(s.appeal.filed)}` : null],
    [t('appeal.outcome'), s.appeal ? (s.appeal.outcome ? html`${t(`appeal.${s.appeal.outcome}`)} ${localizedCode(s.appeal.number)}` : t('appeal.open')) : null]])}${act?.(s) ?? nothing}</li>`)}</ul>` : nothing;
}

class Complaints extends ServicesView {
  static properties = {roles: {}, list: {}, next: {}, one: {}, voices: {}};

  load(cursor) {
    const id = this.path[1];
    return this.attempt(async () => {
      const signal = this.ending.signal;
      if (id) {
        this.one = null;
        const [one, offices] = await Promise.all([get(`committee/v1/complaints/${id}`, {}, signal), this.roles.includes('discipline') ? officeChoices(signal) : []]);
        this.offices = offices;
        this.one = one;
      } else {
        const [page, drafts] = await Promise.all([get('committee/v1/complaints', {state: this.query.get('state'), party: this.query.get('party'), limit: LINES, cursor}, signal), cursor ? null : get('committee/v1/decisions', {state: 'draft', limit: LINES}, signal)]);
        if (drafts) this.voices = drafts.items.filter((d) => d.yours && !d.votes.some((v) => v.seat === d.yours));
        this.list = cursor ? [...this.list, ...page.items] : page.items;
        this.next = page.next;
      }
    });
  }

  render() {
    if (this.path[1]) return this.single();
    const list = this.list;
    const filter = (name, value) => {
      const query = new URLSearchParams(this.query);
      if (value) query.set(name, value);
      else query.delete(name);
      location.hash = `#/complaints?${query}`;
    };
    return html`<h1 tabindex="-1">${t('complaints')}</h1>${errorCard(this.failure, () => this.load())}
      ${this.voices?.length ? html`<p class="alert alert-warning" id="voices" role="note">${t('complaints.voices', number(this.voices.length))} ${this.voices.map((d) => html`<a class="d-block" href="#/decisions/${d.id}"><bdi>${localizedDigits(d.title)}</bdi></a>`)}</p>` : nothing}
      ${!list ? (this.failure ? nothing : loading()) : card('complaints', t('complaints'), html`<div class="d-flex flex-wrap gap-3">
        <div><label class="form-label mb-0" for="c-state">${t('outcome')}</label><select class="form-select" id="c-state" @change=${(e) => filter('state', e.target.value)}><option value="" ?selected=${!this.query.get('state')}>${t('every')}</option>${STATES.map((s) => html`<option value=${s} ?selected=${this.query.get('state') === s}>${t(`complaint.${s}`)}</option>`)}</select></div>
        <div><label class="form-label mb-0" for="c-party">${t('party')}</label><select class="form-select" id="c-party" @change=${(e) => filter('party', e.target.value)}><option value="" ?selected=${!this.query.get('party')}>${t('every')}</option>${PARTIES.map((p) => html`<option value=${p} ?selected=${this.query.get('party') === p}>${t(`party.${p}`)}</option>`)}</select></div></div>
        ${table(t('complaints'), [t('party'), t('complaint.what'), t('since'), t('outcome'), t('due')], list.map((c) => html`<tr data-complaint=${c.id}><td><a class="row-link" href="#/complaints/${c.id}">${partyText(c.party)}</a></td><td class="clipped">${about(c)}</td><td><time datetime=${c.received} title=${date(c.received)}>${timeUntil(c.received)}</time></td>
          <td>${stateBadge('complaint', c.state, 'decided')}</td><td>${c.due && c.state === 'hearing' ? html`<time class=${new Date(c.due) < Date.now() ? 'late' : ''} datetime=${c.due} title=${date(c.due)}>${timeUntil(c.due)}</time>` : nothing}</td></tr>`), t('complaints.none'))}
        ${moreButton(this, this.next, () => this.load(this.next))}${list.length ? tableFile(this, 'committee/v1/complaints.csv', {state: this.query.get('state'), party: this.query.get('party')}) : nothing}`, `${number(list.length)}${this.next ? '+' : ''}`)}`;
  }

  single() {
    const c = this.one;
    const send = (way) => async (body) => (await call('POST', `committee/v1/complaints/${c.id}/${way}`, {body, keyed: true})).json;
    const after = (words) => (now) => {
      this.one = now;
      this.done = words;
    };
    const open = c && !['decided', 'dismissed'].includes(c.state);
    return html`<p class="mb-1"><a href="#/complaints">${t('complaints')}</a></p><h1 tabindex="-1">${t('complaint')}${c ? html`: ${partyText(c.party)}` : nothing}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!c ? (this.failure ? nothing : loading()) : html`<div class="stack-cards" data-complaint-state=${c.state}>${statusMessage(this.done)}
        ${card('complaint', t('complaint.what'), pairs([[t('outcome'), stateBadge('complaint', c.state, 'decided')], [t('party'), partyText(c.party)], [t('complaint.text'), about(c)], [t('case'), c.caseNumber ? localizedCode(c.caseNumber) : null], [t('reports.received'), time(c.received)],
    [t('charge'), c.charge ? html`<bdi class="kept">${localizedDigits(c.charge)}</bdi>` : null], [t('charge.due'), c.due ? time(c.due) : null], [t('party.answer'), c.answer ? html`<bdi class="kept">${localizedDigits(c.answer)}</bdi> (${code(c.answeredBy)}${t('comma')}${time(c.answered)})` : null],
    [t('dismissal'), c.reason ? html`<bdi>${localizedDigits(c.reason)}</bdi>` : null], [t('decisions'), c.decisions.length ? c.decisions.map((d) => html`<a href="#/decisions/${d}">${t('sanction.see')}</a> `) : null], [t('complaint.closed'), c.closed ? time(c.closed) : null]]))}
        ${c.sanctions.length ? card('sanctions', t('sanctions'), sanctions(c)) : nothing}
        ${this.roles.includes('discipline') && open ? html`
          ${c.charge ? nothing : card('hear', t('hear'), html`<p class="mb-0">${t('hear.what')}</p>${ask({name: 'hear-form', label: t('hear.do'), fields: [...(c.party.name ? [] : [{name: 'party', label: t('hear.party'), hint: t('hear.party.what'), kind: 'code', max: 100}]), {name: 'charge', label: t('charge'), kind: 'long'}], action: send('hearing'), done: after(t('hear.done'))})}`)}
          ${!c.party.name ? nothing : card('propose', t('propose'), html`<p class="mb-0">${t('propose.what')}</p>${c.state === 'deciding' ? foldedForm(t('propose.another'), this.proposal(c, send('decision'), after(t('propose.done')))) : this.proposal(c, send('decision'), after(t('propose.done')))}`)}
          ${c.state === 'deciding' ? nothing : card('dismiss', t('dismiss'), foldedForm(t('dismiss.open'), ask({name: 'dismiss-form', label: t('dismiss.do'), danger: true, fields: [{name: 'reason', label: t('decision.reason'), kind: 'long'}], action: send('dismissal'), done: after(t('dismiss.done'))})))}` : nothing}</div>`}`;
  }

  proposal(c, action, done) {
    const measure = this.measure || 'warn';
    const suspends = measure === 'suspend';
    const office = c.party.kind === 'office';
    return ask({
      name: 'propose-form', label: t('propose.do'), changed: ({name, value}) => {
        if (name !== 'measure') return;
        this.measure = value;
        this.requestUpdate();
      },
      fields: [
        {name: 'measure', label: t('measure'), kind: 'choice', value: measure, options: ['warn', 'suspend', 'reinstate'].map((m) => [m, t(`measure.${m}`)])},
        ...(office ? [{name: 'service', label: t('propose.service'), kind: 'choice', options: [['', t('every')], ...(this.services || []).map((s) => [s.service, serviceName(this.services, s.service)])]}] : []),
        ...(suspends ? [{name: 'until', label: t('until'), kind: 'day', optional: true}] : []),
        ...(suspends && office ? [{name: 'cases', label: t('open-cases'), kind: 'choice', options: [['', t('open-cases.choose')], ['finish', t('open-cases.finish')], ...this.offices.filter(([code]) => code !== c.party.name).map(([code, words]) => [code, t('open-cases.moved', words)])]}] : []),
        {name: 'title', label: t('decision.title'), max: 200}, {name: 'clause', label: t('decision.clause')}, {name: 'effective', label: t('decision.effective'), kind: 'day', value: isoDay()}, {name: 'reason', label: t('decision.reason'), kind: 'long'},
        ...(suspends ? [{name: 'urgent', label: t('propose.urgent'), kind: 'flag'}, {name: 'danger', label: t('danger'), kind: 'long', max: 1000}] : []),
      ],
      action, done,
    });
  }
}

class Appeals extends View {
  static properties = {roles: {}, list: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
    this.attempt(async () => {
      this.list = (await get('committee/v1/appeals', {}, this.ending.signal)).items;
    });
  }

  render() {
    const may = this.roles.some((role) => role === 'chair' || role === 'committee');
    return html`<h1 tabindex="-1">${t('appeals')}</h1>${errorCard(this.failure)}
      ${!this.list ? (this.failure ? nothing : loading()) : card('appeals', t('appeals.open'), this.list.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${this.list.map((c) => html`<li class="element" data-appealed=${c.id}><strong>${partyText(c.party)}</strong>
        ${pairs([[t('complaint.text'), c.signal || c.text ? about(c) : null], [t('charge'), c.charge ? html`<bdi class="kept">${localizedDigits(c.charge)}</bdi>` : null], [t('party.answer'), c.answer ? html`<bdi class="kept">${localizedDigits(c.answer)}</bdi>` : null]])}
        ${sanctions(c, (s) => (may && s.appeal && !s.appeal.outcome ? html`<a class="btn btn-primary justify-self-start" href="#/decisions/new?kind=appeal&appeal=${s.decision}">${t('appeal.decide')}</a>` : nothing))}</li>`)}</ul>` : html`<p class="empty">${t('appeals.none')}</p>`, number(this.list.length))}`;
  }
}

class Hearings extends View {
  static properties = {list: {}, done: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
    this.load();
  }

  load() {
    return this.attempt(async () => {
      this.list = (await get('committee/v1/hearings', {}, this.ending.signal)).items;
    });
  }

  render() {
    const asked = (this.list || []).filter((c) => c.state === 'hearing');
    const others = (this.list || []).filter((c) => c.state !== 'hearing');
    return html`<h1 tabindex="-1">${t('hearings')}</h1>${errorCard(this.failure, () => this.load())}
      ${!this.list ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">${statusMessage(this.done)}
        ${card('asked', t('hearings.asked'), asked.length ? html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(asked, (c) => c.id, (c) => this.complaint(c))}</ul>` : html`<p class="empty">${t('hearings.none')}</p>`, number(asked.length))}
        ${others.length ? card('others', t('hearings.others'), html`<ul class="list-unstyled d-grid gap-3 mb-0">${repeat(others, (c) => c.id, (c) => this.complaint(c))}</ul>`, number(others.length)) : nothing}</div>`}`;
  }

  complaint(c) {
    const after = (words) => async () => {
      this.done = words;
      await this.load();
    };
    return html`<li class="element" data-hearing=${c.state}><div><strong>${partyText(c.party)}</strong> ${stateBadge('complaint', c.state, 'decided')}</div>
      ${pairs([[t('complaint.signal'), c.signal ? about(c) : null], [t('case'), c.caseNumber ? localizedCode(c.caseNumber) : null], [t('charge'), c.charge ? html`<bdi class="kept">${localizedDigits(c.charge)}</bdi>` : null], [t('charge.due'), c.due ? html`<time class=${c.state === 'hearing' && new Date(c.due) < Date.now() ? 'late' : ''} datetime=${c.due}>${time(c.due)}</time>` : null],
    [t('party.answer'), c.answer ? html`<bdi class="kept">${localizedDigits(c.answer)}</bdi> (${code(c.answeredBy)}${t('comma')}${time(c.answered)})` : null]])}
      ${c.state === 'hearing' ? ask({name: `answer-${c.id}`, label: t('hearing.answer.do'), fields: [{name: 'text', label: t('hearing.answer'), kind: 'long'}], action: async (body) => (await call('POST', `committee/v1/hearings/${c.id}/answer`, {body, keyed: true})).json, done: after(t('hearing.answered'))}) : nothing}
      ${sanctions(c, (s) => (s.appealUntil && !s.appeal ? foldedForm(t('appeal.file'), html`<p class="mb-0">${t(s.urgent ? 'appeal.what-urgent' : 'appeal.what')}</p>${ask({name: `appeal-${s.decision}`, label: t('appeal.do'), fields: [{name: 'text', label: t('appeal.text'), kind: 'long'}], action: async (body) => (await call('POST', `committee/v1/hearings/${c.id}/appeal`, {body: {decision: s.number, ...body}, keyed: true})).json, done: after(t('appeal.filed'))})}`) : nothing))}</li>`;
  }
}

customElements.define('pk-complaints', Complaints);
customElements.define('pk-appeals', Appeals);
customElements.define('pk-hearings', Hearings);
