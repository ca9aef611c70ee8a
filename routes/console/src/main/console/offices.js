/* The institute's register of offices, those with shortcomings first; one office with its contract, qualifications and the handover of its cases. */

import './governance-words.js';
import {html, nothing, errorCard, code, loading} from './view.js';
import {call, get} from './api.js';
import {date, digits, number, localizedDigits, t} from './language.js';
import {ask, foldedForm} from './ask.js';
import {ServicesView, card, day, officeChoices, pairs, localizedCode, serviceName, stateBadge, table, tableFile, statusMessage} from './parts.js';

const SOON = 30;
const DAY = 86400000;

const within = (value) => new Date(value) - Date.now() < SOON * DAY;

class Offices extends ServicesView {
  static properties = {roles: {}, offices: {}, one: {}, experts: {}, exposures: {}};

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const office = this.path[1];
      if (office === 'new') return;
      if (office) {
        this.one = null;
        const [one, experts, exposures, others] = await Promise.all([
          get(`committee/v1/offices/${office}`, {}, signal), get('committee/v1/experts', {office, limit: 100}, signal), get('committee/v1/exposures', {}, signal), officeChoices(signal)]);
        this.others = others.filter(([code]) => code !== office);
        this.experts = experts.items;
        this.exposures = exposures.items;
        this.one = one;
      } else {
        this.offices = (await get('committee/v1/offices', {}, signal)).items;
      }
    });
  }

  /** Messages about conditions that prevent the office from working, now or soon. */
  lacks(o) {
    return [
      ...(o.state === 'suspended' ? [t('office.suspended', digits(o.suspension || ''))] : []),
      ...(!o.contract ? [t('office.no-contract')] : within(o.contract.until) ? [t(new Date(o.contract.until) < Date.now() - DAY ? 'office.contract-ended' : 'office.contract-ends', date(o.contract.until))] : []),
      ...(!o.qualifications.length ? [t('office.no-qualification')] : []),
      ...o.qualifications.filter((q) => q.unregisteredUntil).map((q) => t('office.unregistered', serviceName(this.services, q.service), q.expert, date(q.unregisteredUntil))),
      ...o.qualifications.filter((q) => !q.unregisteredUntil && within(q.until) && new Date(q.until) > Date.now() - DAY && !o.qualifications.some((other) => other.service === q.service && other.until > q.until)).map((q) => t('office.qualification-ends', serviceName(this.services, q.service), date(q.until))),
    ];
  }

  render() {
    if (this.path[1] === 'new') return this.opening();
    if (this.path[1]) return this.single();
    const list = this.offices;
    const lacking = (list || []).map((o) => [o, this.lacks(o)]).filter(([, lacks]) => lacks.length);
    const text = this.filter || '';
    const shown = (list || []).filter((o) => !text || `${o.code} ${o.name}`.includes(text));
    return html`<div class="d-flex flex-wrap align-items-baseline gap-3 mb-3"><h1 tabindex="-1" class="flex-grow-1">${t('offices')}</h1>${this.may ? html`<a class="btn btn-primary" href="#/offices/new">${t('office.add')}</a>` : nothing}</div>
      ${errorCard(this.failure, () => this.load())}
      ${!list ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">
        ${lacking.length ? card('lacking', t('offices.lacking'), html`<ul class="list-unstyled d-grid gap-2 mb-0">${lacking.map(([o, lacks]) => html`<li class="element" data-lacking=${o.code}><a class="row-link" href="#/offices/${o.code}">${localizedCode(o.code)} <bdi>${localizedDigits(o.name)}</bdi></a><ul class="mb-0">${lacks.map((l) => html`<li>${l}</li>`)}</ul></li>`)}</ul>`, number(lacking.length)) : nothing}
        ${card('all', t('offices'), html`<div><label class="form-label mb-0" for="office-filter">${t('offices.filter')}</label><input class="form-control" id="office-filter" type="search" dir="auto" maxlength="60" autocomplete="off" @input=${(e) => {
    this.filter = e.target.value.trim().replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0);
    this.requestUpdate();
  }}></div>
          ${table(t('offices'), [t('office-code'), t('name'), t('known.district'), t('outcome'), t('contract'), t('qualifications')], shown.map((o) => html`<tr data-office=${o.code}><td><a class="row-link" href="#/offices/${o.code}">${localizedCode(o.code)}</a></td><td><bdi>${localizedDigits(o.name)}</bdi></td><td>${number(o.district)}</td>
          <td>${stateBadge('office-state', o.state, 'contracted', 'suspended')}</td><td>${o.contract ? html`${t('until')} ${day(o.contract.until)}` : nothing}</td><td>${number(new Set(o.qualifications.map((q) => q.service)).size)}</td></tr>`))}${tableFile(this, 'committee/v1/offices.csv')}`, number(list.length))}</div>`}`;
  }

  /** Whether the user may change the register; others can only read it. */
  get may() {
    return this.roles.includes('institute');
  }

  opening() {
    return html`<p class="mb-1"><a href="#/offices">${t('offices')}</a></p><h1 tabindex="-1">${t('office.add')}</h1>
      ${card('add', t('office.add'), html`<p class="mb-0">${t('office.add.what')}</p>${ask({
    name: 'office-form', label: t('office.add.do'), fields: [{name: 'code', label: t('office-code'), kind: 'code', max: 6}, {name: 'name', label: t('name'), max: 100}, {name: 'district', label: t('known.district'), kind: 'number', max: 2}],
    action: async (body) => (await call('POST', 'committee/v1/offices', {body: {...body, ...(body.code ? {code: digitsOf(body.code)} : {})}, keyed: true})).json,
    done: (office) => (location.hash = `#/offices/${office.code}`),
  })}`)}`;
  }

  single() {
    const o = this.one;
    return html`<p class="mb-1"><a href="#/offices">${t('offices')}</a></p><h1 tabindex="-1">${t('office', digits(this.path[1]))}${o ? html` · <bdi>${localizedDigits(o.name)}</bdi>` : nothing}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!o ? (this.failure ? nothing : loading()) : html`<div class="stack-cards" data-office-state=${o.state}>${statusMessage(this.done)}
        ${this.lacks(o).map((l) => html`<div class="alert alert-warning mb-0" role="note">${l}</div>`)}
        ${card('contract', t('contract'), html`${pairs([[t('outcome'), stateBadge('office-state', o.state, 'contracted', 'suspended')], [t('known.district'), number(o.district)], [t('suspension'), o.suspension ? html`<a href="#/decisions?number=${o.suspension}">${localizedCode(o.suspension)}</a>` : null],
    [t('contract.number'), o.contract ? html`<bdi>${localizedDigits(o.contract.number)}</bdi>` : null], [t('from'), o.contract ? day(o.contract.from) : null], [t('until'), o.contract ? day(o.contract.until) : null]])}
          ${this.may ? this.contract(o) : nothing}`)}
        ${card('qualifications', t('qualifications'), html`${table(t('qualifications'), [t('service'), t('expert'), t('from'), t('until')], [...o.qualifications].sort((a, b) => a.until.localeCompare(b.until)).map((q) => html`<tr data-qualified=${q.service}><td>${serviceName(this.services, q.service)}</td><td>${q.expertName ? html`<bdi>${localizedDigits(q.expertName)}</bdi> ` : nothing}${code(q.expert)}</td><td>${day(q.from)}</td><td>${day(q.until)}</td></tr>`))}
          ${this.may ? this.qualification(o) : nothing}`)}
        ${card('opened', t('office.services'), table(t('office.services'), [t('service'), t('outcome'), t('quota'), t('decision')], this.opened(o).map((e) => html`<tr><td>${serviceName(this.services, e.service)}</td><td>${t(e.exposed ? 'exposed' : 'exposed.not')}${e.coming ? html` <span class="state state-open">${t('rules.coming')} ${day(e.inForce)}</span>` : nothing}</td><td>${e.quota ? number(e.quota) : nothing}</td><td><a href="#/decisions?number=${e.decision}">${localizedCode(e.decision)}</a></td></tr>`)))}
        ${card('experts', t('experts'), html`${table(t('experts'), [t('name'), t('user'), t('outcome'), t('licence')], this.experts.map((e) => html`<tr><td><a class="row-link" href="#/experts/${e.id}"><bdi>${localizedDigits(e.name || e.login)}</bdi></a></td><td>${code(e.login)}</td><td>${stateBadge('expert-state', e.state, 'working', 'unlicensed')}</td><td>${t('until')} ${day(e.licence.until)}</td></tr>`))}`)}
        ${this.may ? card('handover', t('handover'), this.handover(o)) : nothing}</div>`}`;
  }

  /** The current and the scheduled exposure decision of each service for this office. */
  opened(o) {
    const newest = new Map();
    this.exposures.filter((e) => !e.offices.length || e.offices.includes(o.code)).forEach((e) => newest.set(`${e.service} ${e.coming}`, e));
    return [...newest.values()];
  }

  contract(o) {
    const form = ask({
      name: 'contract-form', label: t('contract.do'), fields: [{name: 'number', label: t('contract.number'), max: 40}, {name: 'from', label: t('from'), kind: 'day'}, {name: 'until', label: t('until'), kind: 'day'}],
      action: async (body) => (await call('POST', `committee/v1/offices/${o.code}/contracts`, {body, keyed: true})).json, done: (now) => this.after(now, t('contract.done')),
    });
    return o.contract ? foldedForm(t('contract.another'), form) : form;
  }

  qualification(o) {
    return foldedForm(t('qualification.add'), ask({
      name: 'qualification-form', label: t('qualification.do'),
      fields: [{name: 'service', label: t('service'), kind: 'choice', options: (this.services || []).map((s) => [s.service, serviceName(this.services, s.service)])}, {name: 'expert', label: t('expert'), kind: 'choice', options: this.experts.filter((e) => e.state !== 'ended').map((e) => [e.login, e.name ? `${e.name} (${e.login})` : e.login])},
        {name: 'from', label: t('from'), kind: 'day'}, {name: 'until', label: t('until'), kind: 'day'}],
      action: async (body) => (await call('POST', `committee/v1/offices/${o.code}/qualifications`, {body, keyed: true})).json, done: (now) => this.after(now, t('qualification.done')),
    }));
  }

  handover(o) {
    return html`<p class="mb-0">${t('handover.what')}</p>${this.moved ? html`<p class="mb-0" role="status" id="moved">${t(`handover.${this.moved.state}`, number(this.moved.moved), number(this.moved.left.length))} ${this.moved.left.map((l) => html`${localizedCode(l.number)} `)}</p>` : nothing}
      ${ask({
    name: 'handover-form', label: t('handover.do'), danger: true, fields: [{name: 'to', label: t('handover.to'), kind: 'choice', options: [['', '—'], ...this.others]}, {name: 'reason', label: t('decision.reason')}],
    action: async (body) => (await call('POST', `committee/v1/offices/${o.code}/handovers`, {body, keyed: true})).json, done: (begun) => this.follow(begun),
  })}`;
  }

  /** Polls a handover of cases until it has ended. */
  async follow(begun) {
    this.moved = begun;
    this.requestUpdate();
    while (this.moved.state === 'running' && !this.ending.signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 2000));
      this.moved = await get(`committee/v1/handovers/${begun.id}`, {}, this.ending.signal).catch(() => this.moved);
      this.requestUpdate();
    }
  }

  after(now, words) {
    this.one = now;
    this.done = words;
  }
}

/** Converts a typed code to Latin digits. */
function digitsOf(text) {
  return text.replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
}

customElements.define('pk-offices', Offices);
