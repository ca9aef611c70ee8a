/* The institute's register of experts: who is there, whose licence ends soon; entering, changing, leaves, ending. */

import './governance-words.js';
import {html, nothing, failed, code, loading} from './view.js';
import {call, get} from './api.js';
import {date, has, number, t} from './language.js';
import {ask, askBehind} from './ask.js';
import {AddressedView, card, day, more, pairs, plain, state, table, told} from './parts.js';

const LINES = 50;
const SOON = 30 * 86400000;
const WEEK = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

const discipline = (of) => (has(`discipline.${of}`) ? t(`discipline.${of}`) : of);

class Experts extends AddressedView {
  static properties = {roles: {}, list: {}, next: {}, one: {}};

  get may() {
    return this.roles.includes('institute');
  }

  load(cursor) {
    const id = this.path[1];
    if (id === 'new') return undefined;
    return this.attempt(async () => {
      const signal = this.ending.signal;
      if (id) {
        this.one = null;
        this.one = await get(`committee/v1/experts/${id}`, {}, signal);
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
      ${failed(this.failure, () => this.load())}
      ${!list ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">
        ${ending.length ? card('ending', t('experts.ending'), this.table(ending, t('experts.ending')), number(ending.length)) : nothing}
        ${card('experts', t('experts'), html`<form class="d-flex flex-wrap gap-2 align-items-end" @submit=${(e) => {
    e.preventDefault();
    const office = new FormData(e.target).get('office').trim();
    location.hash = office ? `#/experts?office=${encodeURIComponent(office)}` : '#/experts';
  }}><div><label class="form-label mb-0" for="e-office">${t('office-code')}</label><input class="form-control" id="e-office" name="office" dir="ltr" maxlength="6" inputmode="numeric" autocomplete="off" value=${this.query.get('office') || ''}></div><button class="btn btn-outline-primary">${t('show')}</button></form>
          ${this.table(list, t('experts'))}${more(this, this.next, () => this.load(this.next))}`, `${number(list.length)}${this.next ? '+' : ''}`)}</div>`}`;
  }

  table(list, label) {
    return table(label, [t('name'), t('user'), t('office-code'), t('disciplines'), t('licence'), t('outcome')], list.map((e) => html`<tr data-expert=${e.login}><td><a class="row-link" href="#/experts/${e.id}"><bdi>${e.name || e.login}</bdi></a></td><td>${code(e.login)}</td><td>${plain(e.office)}</td>
      <td>${e.disciplines.map(discipline).join(t('comma'))}</td><td>${t('until')} ${day(e.licence.until)}</td><td>${state('expert-state', e.state, 'working', 'unlicensed')}</td></tr>`));
  }

  fields(e) {
    return [
      ...(e ? [] : [{name: 'nationalId', label: t('authority.field.nationalId'), kind: 'code', max: 20}]),
      {name: 'name', label: t('name'), max: 100, value: e?.name}, {name: 'login', label: t('user'), kind: 'code', value: e?.login}, {name: 'office', label: t('office-code'), kind: 'code', max: 6, value: e?.office},
      {name: 'disciplines', label: t('disciplines'), kind: 'list', hint: t('disciplines.hint'), value: e?.disciplines.join(', ')},
      {name: 'licence.number', label: t('licence.number'), max: 40, value: e?.licence.number}, {name: 'licence.from', label: t('licence.from'), kind: 'day', value: e?.licence.from}, {name: 'licence.until', label: t('licence.until'), kind: 'day', value: e?.licence.until},
      {name: 'secondOffice', label: t('expert.second'), kind: 'code', optional: true, max: 6, value: e?.secondOffice}, {name: 'secondDays', label: t('expert.second-days'), kind: 'list', optional: true, hint: WEEK.slice(0, 3).join(', '), value: e?.secondDays.join(', ')},
      {name: 'deputy', label: t('expert.deputy'), kind: 'code', optional: true, hint: t('expert.deputy.hint'), max: 36, value: e?.deputy},
    ];
  }

  entering() {
    return html`<p class="mb-1"><a href="#/experts">${t('experts')}</a></p><h1 tabindex="-1">${t('expert.add')}</h1>
      ${card('enter', t('expert.add'), ask({
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
    return html`<p class="mb-1"><a href="#/experts">${t('experts')}</a></p><h1 tabindex="-1">${t('expert')}${e ? html` · <bdi>${e.name || e.login}</bdi>` : nothing}</h1>
      ${failed(this.failure, () => this.load())}
      ${!e ? (this.failure ? nothing : loading()) : html`<div class="stack-cards" data-expert-state=${e.state}>${told(this.done)}
        ${card('expert', t('expert'), html`${pairs([[t('outcome'), state('expert-state', e.state, 'working', 'unlicensed')], [t('user'), code(e.login)], [t('office-code'), html`<a href="#/offices/${e.office}">${plain(e.office)}</a>`], [t('disciplines'), e.disciplines.map(discipline).join(t('comma'))],
    [t('licence'), html`${e.licence.number ? html`<bdi>${e.licence.number}</bdi> · ` : nothing}${day(e.licence.from)} – ${day(e.licence.until)}`], [t('expert.second'), e.secondOffice ? html`${plain(e.secondOffice)}: ${e.secondDays.map((d) => t(`day.${d}`)).join(t('comma'))}` : null],
    [t('expert.deputy'), e.deputy ? html`<a href="#/experts/${e.deputy}">${t('sanction.see')}</a>` : null], [t('leaves'), e.leaves.length ? e.leaves.map((l) => html`<div>${day(l.from)} – ${day(l.until)}</div>`) : null], [t('expert.entered'), date(e.entered)], [t('expert.ended'), e.ended ? date(e.ended) : null]])}
          ${this.may && !e.ended ? html`${askBehind(t('expert.change'), ask({name: 'change-form', label: t('expert.change.do'), fields: this.fields(e), action: async (body) => send('changes')({disciplines: [], licence: {}, ...body}), done: after(t('expert.changed'))}))}
            ${askBehind(t('leave.add'), ask({name: 'leave-form', label: t('leave.do'), fields: [{name: 'from', label: t('leave.from'), kind: 'day'}, {name: 'until', label: t('leave.until'), kind: 'day', optional: true, hint: t('leave.hint')}], action: send('leaves'), done: after(t('leave.done'))}))}
            ${askBehind(t('expert.end'), ask({name: 'end-form', label: t('expert.end.do'), danger: true, fields: [{name: 'reason', label: t('decision.reason')}], action: send('end'), done: after(t('expert.end.done'))}))}` : nothing}`)}</div>`}`;
  }
}

customElements.define('pk-experts', Experts);
