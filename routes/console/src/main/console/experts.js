/* The institute's register of experts: list with licences that end soon; registration, changes, leave, end. */

import './governance-words.js';
import {html, nothing, errorCard, code, loading} from './view.js';
import {call, get} from './api.js';
import {both, date, digits, number, localizedDigits, t} from './language.js';
import {ask, foldedForm} from './ask.js';
import {AddressedView, card, day, readAllPages, moreButton, officeChoices, pairs, localizedCode, stateBadge, table, tableFile, statusMessage} from './parts.js';

const LINES = 50;
const SOON = 30 * 86400000;
const NONE = ['', '—'];

class Experts extends AddressedView {
  static properties = {roles: {}, list: {}, next: {}, one: {}, choices: {}, offices: {}, others: {}};

  get may() {
    return this.roles.includes('institute');
  }

  load(cursor) {
    const id = this.path[1];
    return this.attempt(async () => {
      const signal = this.ending.signal;
      this.choices ??= await get('committee/v1/expert-choices', {}, signal);
      if (id) {
        this.one = this.others = null;
        const [one, offices, others] = await Promise.all([id === 'new' ? null : get(`committee/v1/experts/${id}`, {}, signal), officeChoices(signal), readAllPages('committee/v1/experts', {}, signal)]);
        this.offices = offices;
        this.others = others;
        this.one = one;
      } else {
        const page = await get('committee/v1/experts', {office: this.query.get('office'), limit: LINES, cursor}, signal);
        this.list = cursor ? [...this.list, ...page.items] : page.items;
        this.next = page.next;
      }
    });
  }

  render() {
    const id = this.path[1];
    if (id === 'new') return this.entering();
    if (id) return this.single();
    const list = this.list;
    const ending = (list || []).filter((e) => e.state !== 'ended' && new Date(e.licence.until) - Date.now() < SOON);
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-3"><h1 tabindex="-1" class="flex-grow-1">${t('experts')}</h1>${this.may ? html`<a class="btn btn-primary" href="#/experts/new">${t('expert.add')}</a>` : nothing}</div>
      ${errorCard(this.failure, () => this.load())}
      ${!list ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">
        ${ending.length ? card('ending', t('experts.ending'), this.table(ending, t('experts.ending')), number(ending.length)) : nothing}
        ${card('experts', t('experts'), html`<form class="d-flex flex-wrap gap-2 align-items-end" @submit=${(e) => {
    e.preventDefault();
    const office = new FormData(e.target).get('office').trim();
    location.hash = office ? `#/experts?office=${encodeURIComponent(office)}` : '#/experts';
  }}><div><label class="form-label mb-0" for="e-office">${t('office-code')}</label><input class="form-control" id="e-office" name="office" dir="ltr" maxlength="6" inputmode="numeric" autocomplete="off" value=${this.query.get('office') || ''}></div><button class="btn btn-outline-primary">${t('show')}</button></form>
          ${this.table(list, t('experts'))}${moreButton(this, this.next, () => this.load(this.next))}${list.length ? tableFile(this, 'committee/v1/experts.csv', {office: this.query.get('office')}) : nothing}`, `${number(list.length)}${this.next ? '+' : ''}`)}</div>`}`;
  }

  called(id) {
    const other = this.others.find((one) => one.id === id);
    return other ? other.name || other.login : t('sanction.see');
  }

  discipline(code) {
    return both(this.choices?.disciplines.find((d) => d.code === code)) || code;
  }

  weekday(code) {
    return both(this.choices?.weekdays.find((d) => d.code === code)) || code;
  }

  /** Options for a deputy: all other active experts. The hub decides who is permitted. */
  deputies(e) {
    return this.others.filter((other) => other.state !== 'ended' && other.id !== e?.id).map((other) => [other.id, `${other.name || other.login} · ${t('office', digits(other.office))} · ${other.disciplines.map((d) => this.discipline(d)).join(t('comma'))}`]);
  }

  table(list, label) {
    return table(label, [t('name'), t('user'), t('office-code'), t('disciplines'), t('licence'), t('outcome')], list.map((e) => html`<tr data-expert=${e.login}><td><a class="row-link" href="#/experts/${e.id}"><bdi>${localizedDigits(e.name || e.login)}</bdi></a></td><td>${code(e.login)}</td><td>${localizedCode(e.office)}</td>
      <td>${e.disciplines.map((d) => this.discipline(d)).join(t('comma'))}</td><td>${t('until')} ${day(e.licence.until)}</td><td>${stateBadge('expert-state', e.state, 'working', 'unlicensed')}</td></tr>`));
  }

  fields(e) {
    return [
      ...(e ? [] : [{name: 'nationalId', label: t('expert.nationalId'), kind: 'code', max: 20}]),
      {name: 'name', label: t('name'), max: 100, value: e?.name}, {name: 'login', label: t('user'), kind: 'code', value: e?.login}, {name: 'office', label: t('expert.office'), kind: 'choice', options: e ? this.offices : [NONE, ...this.offices], value: e?.office},
      {name: 'disciplines', label: t('disciplines'), kind: 'many', options: this.choices.disciplines.map((d) => [d.code, both(d)]), value: e?.disciplines},
      {name: 'licence.number', label: t('licence.number'), max: 40, value: e?.licence.number}, {name: 'licence.from', label: t('licence.from'), kind: 'day', value: e?.licence.from}, {name: 'licence.until', label: t('licence.until'), kind: 'day', value: e?.licence.until},
      {name: 'secondOffice', label: t('expert.second'), kind: 'choice', optional: true, options: [NONE, ...this.offices], value: e?.secondOffice}, {name: 'secondDays', label: t('expert.second-days'), kind: 'many', optional: true, options: this.choices.weekdays.map((d) => [d.code, both(d)]), value: e?.secondDays},
      {name: 'deputy', label: t('expert.deputy'), kind: 'choice', optional: true, hint: t('expert.deputy.hint'), options: [NONE, ...this.deputies(e)], value: e?.deputy},
    ];
  }

  entering() {
    return html`<p class="mb-1"><a href="#/experts">${t('experts')}</a></p><h1 tabindex="-1">${t('expert.add')}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!this.others ? (this.failure ? nothing : loading()) : card('enter', t('expert.add'), ask({
    name: 'expert-form', label: t('expert.add.do'), fields: this.fields(null),
    action: async (body) => (await call('POST', 'committee/v1/experts', {body: {disciplines: [], licence: {}, ...body}, keyed: true})).json, done: (expert) => (location.hash = `#/experts/${expert.id}`),
  }))}`;
  }

  single() {
    const e = this.one;
    const send = (way) => async (body) => (await call('POST', `committee/v1/experts/${e.id}/${way}`, {body, keyed: true})).json;
    const after = (words) => (now) => {
      this.one = now;
      this.done = words;
    };
    return html`<p class="mb-1"><a href="#/experts">${t('experts')}</a></p><h1 tabindex="-1">${t('expert')}${e ? html` · <bdi>${localizedDigits(e.name || e.login)}</bdi>` : nothing}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!e ? (this.failure ? nothing : loading()) : html`<div class="stack-cards" data-expert-state=${e.state}>${statusMessage(this.done)}
        ${card('expert', t('expert'), html`${pairs([[t('outcome'), stateBadge('expert-state', e.state, 'working', 'unlicensed')], [t('user'), code(e.login)], [t('office-code'), html`<a href="#/offices/${e.office}">${localizedCode(e.office)}</a>`], [t('disciplines'), e.disciplines.map((d) => this.discipline(d)).join(t('comma'))],
    [t('licence'), html`${e.licence.number ? html`<bdi>${localizedDigits(e.licence.number)}</bdi> · ` : nothing}${day(e.licence.from)} ${t('range')} ${day(e.licence.until)}`], [t('expert.second'), e.secondOffice ? html`${localizedCode(e.secondOffice)}: ${e.secondDays.map((d) => this.weekday(d)).join(t('comma'))}` : null],
    [t('expert.deputy'), e.deputy ? html`<a href="#/experts/${e.deputy}"><bdi>${this.called(e.deputy)}</bdi></a>` : null], [t('leaves'), e.leaves.length ? e.leaves.map((l) => html`<div>${day(l.from)} ${t('range')} ${day(l.until)}</div>`) : null], [t('expert.entered'), date(e.entered)], [t('expert.ended'), e.ended ? date(e.ended) : null]])}
          ${this.may && !e.ended ? html`${foldedForm(t('expert.change'), ask({name: 'change-form', label: t('expert.change.do'), fields: this.fields(e), action: async (body) => send('changes')({disciplines: [], licence: {}, ...body}), done: after(t('expert.changed'))}))}
            ${foldedForm(t('leave.add'), ask({name: 'leave-form', label: t('leave.do'), fields: [{name: 'from', label: t('leave.from'), kind: 'day'}, {name: 'until', label: t('leave.until'), kind: 'day', optional: true, hint: t('leave.hint')}], action: send('leaves'), done: after(t('leave.done'))}))}
            ${foldedForm(t('expert.end'), ask({name: 'end-form', label: t('expert.end.do'), danger: true, fields: [{name: 'reason', label: t('decision.reason')}], action: send('end'), done: after(t('expert.end.done'))}))}` : nothing}`)}</div>`}`;
  }
}

customElements.define('pk-experts', Experts);
