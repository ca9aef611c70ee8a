/*
 * Decisions of the committees: first those that need the caller's vote or signature, then other open ones, then signed ones; one decision with its
 * votes and minutes; new drafts.
 */

import './governance-words.js';
import {html, nothing, errorCard, code, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {date, digits, number, localizedDigits, t, time} from './language.js';
import {askConfirmation} from './confirm.js';
import {ask} from './ask.js';
import {deleteStoredInput, storedInput} from './kept.js';
import {ServicesView, card, day, isoDay, moreButton, officeChoices, pairs, localizedCode, seatName, serviceName, stateBadge, table} from './parts.js';

const LINES = 50;
const KINDS = ['expose', 'withdraw', 'rules', 'special-request', 'sanction', 'appeal'];
const VOICES = ['yes', 'no', 'abstain', 'recused'];
/** Kinds of decisions that each role may draft. The hub decides whether it is permitted. */
const BEGINS = {planning: ['expose', 'withdraw', 'rules'], institute: ['expose', 'withdraw', 'special-request'], chair: ['expose', 'withdraw', 'special-request', 'appeal'], committee: ['expose', 'withdraw', 'special-request', 'appeal']};

const spoken = (d) => d.votes.some((v) => v.seat === d.yours);
const present = (d) => d.votes.filter((v) => v.vote !== 'recused').length;

class Decisions extends ServicesView {
  static properties = {roles: {}, drafts: {}, signed: {}, next: {}, one: {}, choices: {}};

  load() {
    const id = this.path[1];
    return this.attempt(async () => {
      const signal = this.ending.signal;
      if (id === 'new') {
        this.choices = null;
        this.choices = await this.chosenFrom(signal);
        return;
      }
      if (id) {
        this.one = null;
        this.one = await get(`committee/v1/decisions/${id}`, {}, signal);
        return;
      }
      this.drafts = null;
      const number = this.query.get('number');
      const [drafts, page] = await Promise.all([
        number ? {items: []} : get('committee/v1/decisions', {state: 'draft', limit: LINES}, signal),
        get('committee/v1/decisions', this.filters(), signal),
      ]);
      this.drafts = drafts.items;
      this.signed = page.items.filter((d) => number || d.state !== 'draft');
      this.next = page.next;
    });
  }

  filters(cursor) {
    const number = this.query.get('number');
    return number ? {number} : {kind: this.query.get('kind'), state: this.query.get('state'), limit: LINES, cursor};
  }

  older() {
    return this.attempt(async () => {
      const page = await get('committee/v1/decisions', this.filters(this.next), this.ending.signal);
      this.signed = [...this.signed, ...page.items.filter((d) => d.state !== 'draft')];
      this.next = page.next;
    });
  }

  render() {
    const id = this.path[1];
    if (id === 'new') return this.drafting();
    if (id) return this.single();
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-3"><h1 tabindex="-1" class="flex-grow-1">${t('decisions')}</h1>
        ${this.begins().length ? html`<a class="btn btn-primary" href="#/decisions/new">${t('decision.new')}</a>` : nothing}</div>
      ${errorCard(this.failure, () => this.load())}
      ${!this.drafts ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">${this.open()}${this.past()}</div>`}`;
  }

  begins() {
    return [...new Set(this.roles.flatMap((role) => BEGINS[role] || []))];
  }

  open() {
    const voice = this.drafts.filter((d) => d.yours && !spoken(d));
    const sign = this.drafts.filter((d) => d.yours && d.signer === d.yours && !voice.includes(d));
    const others = this.drafts.filter((d) => !voice.includes(d) && !sign.includes(d));
    return html`${voice.length ? card('voice', t('decisions.voice'), this.list(voice, t('decisions.voice')), number(voice.length)) : nothing}
      ${sign.length ? card('sign', t('decisions.sign'), this.list(sign, t('decisions.sign')), number(sign.length)) : nothing}
      ${others.length || !(voice.length || sign.length) ? card('open', t('decisions.open'), this.list(others, t('decisions.open'), t('decisions.open.none')), number(others.length)) : nothing}`;
  }

  past() {
    const filter = (name, value) => {
      const query = new URLSearchParams(this.query);
      if (value) query.set(name, value);
      else query.delete(name);
      if (name !== 'number') query.delete('number');
      location.hash = `#/decisions?${query}`;
    };
    return card('signed', t('decisions.signed'), html`<div class="d-flex flex-wrap gap-3">
        <div><label class="form-label mb-0" for="d-kind">${t('decision.kind')}</label><select class="form-select" id="d-kind" @change=${(e) => filter('kind', e.target.value)}>
          <option value="" ?selected=${!this.query.get('kind')}>${t('every')}</option>${KINDS.map((k) => html`<option value=${k} ?selected=${this.query.get('kind') === k}>${t(`decision.${k}`)}</option>`)}</select></div>
        <div><label class="form-label mb-0" for="d-state">${t('outcome')}</label><select class="form-select" id="d-state" @change=${(e) => filter('state', e.target.value)}>
          <option value="" ?selected=${!this.query.get('state')}>${t('every')}</option>${['adopted', 'rejected'].map((s) => html`<option value=${s} ?selected=${this.query.get('state') === s}>${t(`decision-state.${s}`)}</option>`)}</select></div>
        <form @submit=${(e) => {
    e.preventDefault();
    filter('number', new FormData(e.target).get('number').trim());
  }}><label class="form-label mb-0" for="d-number">${t('number')}</label><input class="form-control" id="d-number" name="number" dir="ltr" maxlength="20" value=${this.query.get('number') || ''} autocomplete="off"></form>
      </div>${this.list(this.signed, t('decisions.signed'), t('nothing'))}${moreButton(this, this.next, () => this.older())}`, undefined);
  }

  list(items, label, none) {
    return table(label, [t('number'), t('decision.title'), t('decision.kind'), t('decision.effective'), t('votes'), t('outcome')], items.map((d) => html`<tr data-decision=${d.id}>
      <td>${d.number ? localizedCode(d.number) : nothing}</td>
      <td><a class="row-link" href="#/decisions/${d.id}"><bdi>${localizedDigits(d.title)}</bdi></a></td><td>${t(`decision.${d.kind}`)}</td><td>${day(d.effective)}</td>
      <td>${localizedCode(`${present(d)}/${d.quorum}`)}</td><td>${stateBadge('decision-state', d.state, 'adopted', 'rejected')}</td></tr>`), none);
  }

  single() {
    const d = this.one;
    return html`<p class="mb-1"><a href="#/decisions">${t('decisions')}</a></p>
      <h1 tabindex="-1">${d ? html`<bdi>${localizedDigits(d.title)}</bdi>` : t('decision')}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!d ? (this.failure ? nothing : loading()) : html`<div class="stack-cards minutes" data-decision-state=${d.state}>
        ${card('what', d.number ? html`${t('minutes')} ${localizedCode(d.number)}` : t('decision.draft'), html`${pairs([
    [t('outcome'), stateBadge('decision-state', d.state, 'adopted', 'rejected')],
    [t('committee'), this.committee(d.committee)],
    [t('decision.kind'), t(`decision.${d.kind}`)],
    [t('decision.clause'), html`<bdi>${localizedDigits(d.clause)}</bdi>`],
    [t('decision.reason'), html`<bdi class="kept">${localizedDigits(d.reason)}</bdi>`],
    [t('decision.effective'), day(d.effective)],
    [t('decision.in-force'), d.inForce ? time(d.inForce) : null],
    ...this.terms(d),
    [t('decision.drafted'), html`${code(d.draftedBy)} · ${time(d.drafted)}`],
    [t('decision.signed-by'), d.signed ? html`${code(d.signedBy)} · ${time(d.signed)}` : null],
    [t('digest'), d.digest ? html`<span class="hash">${code(d.digest)}</span>` : null],
  ])}${d.signed ? html`<button class="btn btn-outline-primary justify-self-start" id="print" @click=${() => print()}>${t('minutes.print')}</button>` : nothing}`)}
        ${card('votes', t('votes'), this.votes(d), localizedCode(`${present(d)}/${d.seats.length}`))}
        ${d.state === 'draft' && d.yours && !spoken(d) ? this.voice(d) : nothing}
        ${d.state === 'draft' && d.yours && d.signer === d.yours ? this.signature(d) : nothing}
        ${d.state === 'draft' && !d.yours ? html`<p class="text-secondary mb-0">${t('decision.no-seat')}</p>` : nothing}</div>`}`;
  }

  committee(name) {
    return ['steering', 'discipline'].includes(name) ? t(`committee.${name}`) : code(name);
  }

  seat(name) {
    return seatName(name);
  }

  votes(d) {
    const by = new Map(d.votes.map((v) => [v.seat, v]));
    return html`<p class="mb-0" id="quorum">${t(present(d) >= d.quorum ? 'quorum.reached' : 'quorum.missing', number(d.quorum), number(present(d)))}${d.state === 'draft' && d.signer ? html` ${t('decision.signer')} ${this.seat(d.signer)}` : nothing}</p>
      ${table(t('votes'), [t('seat'), t('voice'), t('decision.reason'), t('when')], d.seats.map((s) => {
    const v = by.get(s);
    return html`<tr data-seat=${s} data-voice=${v?.vote || ''}><th scope="row">${this.seat(s)}${s === d.yours ? html` <span class="count">${t('you')}</span>` : nothing}</th>
      <td>${v ? html`<span class="state state-${v.vote === 'yes' ? 'approved' : v.vote === 'no' ? 'refused' : ''}">${t(`voice.${v.vote}`)}</span> <small>${code(v.member)}</small>` : html`<span class="text-secondary">${t('voice.none')}</span>`}</td>
      <td>${v?.reason ? html`<bdi>${localizedDigits(v.reason)}</bdi>` : nothing}</td><td>${v ? time(v.at) : nothing}</td></tr>`;
  }))}`;
  }

  terms(d) {
    const c = d.terms;
    return [
      [t('service'), c.service ? serviceName(this.services, c.service) : null],
      [t('offices'), ['expose', 'withdraw'].includes(d.kind) ? (c.offices ? c.offices.map((o) => html`${localizedCode(o)} `) : t('offices.all')) : null],
      [t('quota'), c.quota ? number(c.quota) : null],
      [t('rule-set'), c.ruleSet ? html`<a href="#/rules/${c.ruleSet}" class="hash">${code(c.ruleSet)}</a> <a class="btn btn-outline-primary btn-sm" href="#/rules/compare?after=${c.ruleSet}">${t('rules.compare')}</a>` : null],
      [t('subject'), c.subject ? localizedCode(c.subject) : null],
      [t('granted'), c.granted === undefined ? null : t(c.granted ? 'yes' : 'no')],
      [t('party'), c.target ? html`${t(`party.${c.target}`)} ${c.name === c.target ? nothing : ['expert', 'agency'].includes(c.target) ? code(c.name) : localizedCode(c.name)}` : null],
      [t('measure'), c.measure ? html`${t(`measure.${c.measure}`)}${c.urgent ? html` <span class="state state-open">${t('urgent')}</span>` : nothing}` : null],
      [t('until'), c.until ? day(c.until) : null],
      [t('danger'), c.danger ? html`<bdi>${localizedDigits(c.danger)}</bdi>` : null],
      [t('open-cases'), c.cases ? (c.cases === 'finish' ? t('open-cases.finish') : html`${t('open-cases.to')} ${localizedCode(c.cases)}`) : null],
      [t('sanction'), c.appeal ? html`<a href="#/decisions/${c.appeal}">${t('sanction.see')}</a>` : null],
    ];
  }

  voice(d) {
    return card('vote', html`${t('voice.yours')} ${seatName(d.yours)}`, html`<form class="d-grid gap-2" id="voice-form" @submit=${(e) => this.speak(e, d)} ${storedInput(`voice ${d.id}`)}>
      <fieldset class="d-flex flex-wrap gap-3"><legend class="visually-hidden">${t('voice')}</legend>${VOICES.map((v) => html`<div class="form-check">
        <input class="form-check-input" type="radio" name="vote" id="voice-${v}" value=${v} required><label class="form-check-label" for="voice-${v}">${t(`voice.${v}`)}</label></div>`)}</fieldset>
      <div><label class="form-label mb-0" for="voice-reason">${t('decision.reason')} <small class="text-secondary">${`(${t('voice.reason')})`}</small></label>
        <textarea class="form-control ${this.refused ? 'is-invalid' : ''}" id="voice-reason" name="reason" rows="2" maxlength="1000" dir="auto" aria-describedby=${this.refused ? 'voice-fault' : nothing}></textarea>
        ${this.refused ? html`<div class="invalid-feedback d-block" id="voice-fault">${this.refused}</div>` : nothing}</div>
      <p class="form-text mb-0">${t('voice.once')}</p>
      <button class="btn btn-primary justify-self-start" id="speak" ?disabled=${this.busy}>${t('voice.do')}</button></form>`);
  }

  async speak(e, d) {
    e.preventDefault();
    const given = new FormData(e.target);
    const reason = given.get('reason').trim();
    const vote = given.get('vote');
    if (!await askConfirmation({title: t('voice.do'), act: t('voice.do'), danger: vote === 'no', rows: [...this.whichDecision(d), [t('voice'), t(`voice.${vote}`)], [t('decision.reason'), reason]]})) return;
    this.refused = null;
    const now = await this.act(async () => (await call('POST', `committee/v1/decisions/${d.id}/votes`, {body: {vote, ...(reason ? {reason} : {})}, keyed: true})).json);
    if (now) {
      deleteStoredInput(`voice ${d.id}`);
      this.one = now;
      return;
    }
    if (this.failure?.field === 'reason') {
      this.refused = this.failure.words;
      this.failure = null;
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector('#voice-reason')?.focus();
    }
  }

  signature(d) {
    return card('signature', t('decision.sign'), html`<p class="mb-0">${t('decision.sign.what')}</p>
      <button class="btn btn-primary btn-lg justify-self-start" id="sign-it" ?disabled=${this.busy} @click=${() => this.sign(d)}>${t('decision.sign.do')}</button>`);
  }

  whichDecision(d) {
    return [[t('decision.kind'), t(`decision.${d.kind}`)], [t('decision.title'), html`<bdi>${localizedDigits(d.title)}</bdi>`]];
  }

  async sign(d) {
    if (!await askConfirmation({title: t('decision.sign.do'), act: t('decision.sign.do'), rows: this.whichDecision(d)})) return;
    const now = await this.act(async () => (await call('POST', `committee/v1/decisions/${d.id}/signature`, {keyed: true})).json);
    if (now) {
      this.one = now;
      focusHeading(this);
    }
  }

  /** Choices for the caller's drafts: offices, staged rule sets, sanctions under appeal. */
  async chosenFrom(signal) {
    const kinds = this.begins();
    const of = (needed, load) => (kinds.some((kind) => needed.includes(kind)) ? load() : []);
    const [offices, sets, appeals] = await Promise.all([
      of(['expose', 'withdraw'], () => officeChoices(signal)),
      of(['rules'], async () => (await get('committee/v1/rules', {}, signal)).items.filter((s) => s.status === 'staged').map((s) => [s.hash, `${t('rule-set')} · ${t(`rules.${s.status}`)} · ${s.hash.slice(0, 12)}`])),
      of(['appeal'], async () => (await get('committee/v1/appeals', {}, signal)).items.flatMap((c) => c.sanctions.filter((s) => s.appeal && !s.appeal.outcome)
        .map((s) => [s.decision, t('appeal.which', `${t(`party.${c.party.kind}`)} ${c.party.name === c.party.kind ? '' : ['office', 'district'].includes(c.party.kind) ? digits(c.party.name) : c.party.name}`, t(`measure.${s.measure}`), `${digits(s.number)} · ${date(s.signed)}`)]))),
    ]);
    return {offices, sets, appeals};
  }

  drafting() {
    const kinds = this.begins();
    const kind = this.kind || this.query.get('kind') || kinds[0];
    const services = (this.services || []).map((s) => [s.service, serviceName(this.services, s.service)]);
    const own = {
      'expose': [{name: 'terms.service', label: t('service'), kind: 'choice', options: services}, {name: 'terms.offices', label: t('offices.which'), hint: t('offices.which.hint'), kind: 'many', options: this.choices?.offices, optional: true}, {name: 'terms.quota', label: t('quota'), kind: 'number', optional: true}],
      'withdraw': [{name: 'terms.service', label: t('service'), kind: 'choice', options: services}, {name: 'terms.offices', label: t('offices.which'), hint: t('offices.which.hint'), kind: 'many', options: this.choices?.offices, optional: true}],
      'rules': [{name: 'terms.ruleSet', label: t('rule-set'), kind: 'choice', options: this.choices?.sets, value: this.query.get('ruleSet'), hint: this.choices?.sets.length ? undefined : t('draft.no-staged')}],
      'special-request': [{name: 'terms.service', label: t('service'), kind: 'choice', options: services}, {name: 'terms.subject', label: t('report.property'), kind: 'property'}, {name: 'terms.granted', label: t('granted'), kind: 'choice', options: [['yes', t('yes')], ['no', t('no')]]}],
      'appeal': [{name: 'terms.appeal', label: t('sanction.id'), kind: 'choice', options: this.choices?.appeals, value: this.query.get('appeal'), hint: this.choices?.appeals.length ? undefined : t('appeals.none')}, {name: 'terms.granted', label: t('appeal.granted'), kind: 'choice', options: [['no', t('appeal.upheld')], ['yes', t('appeal.lifted')]]}],
    }[kind] || [];
    return html`<p class="mb-1"><a href="#/decisions">${t('decisions')}</a></p><h1 tabindex="-1">${t('decision.new')}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${this.services === undefined || !this.choices ? (this.failure ? nothing : loading()) : card('draft', t('decision.draft'), html`
        <div><label class="form-label mb-0" for="draft-kind">${t('decision.kind')}</label><select class="form-select" id="draft-kind" @change=${(e) => {
    this.kind = e.target.value;
    this.requestUpdate();
  }}>${kinds.map((k) => html`<option value=${k} ?selected=${k === kind}>${t(`decision.${k}`)}</option>`)}</select></div>
        ${ask({
    name: 'draft-form', label: t('decision.draft.do'),
    fields: [{name: 'title', label: t('decision.title'), max: 200}, {name: 'clause', label: t('decision.clause')}, {name: 'effective', label: t('decision.effective'), kind: 'day', value: isoDay(kind === 'rules' ? 1 : 0), hint: kind === 'rules' ? t('decision.midnight') : undefined}, ...own, {name: 'reason', label: t('decision.reason'), kind: 'long'}],
    action: async (body) => {
      const terms = body.terms || {};
      if (terms.granted) terms.granted = terms.granted === 'yes';
      return (await call('POST', 'committee/v1/decisions', {body: {...body, kind, terms}, keyed: true})).json;
    },
    done: (drafted) => (location.hash = `#/decisions/${drafted.id}`),
  })}`)}`;
  }
}

customElements.define('pk-decisions', Decisions);
