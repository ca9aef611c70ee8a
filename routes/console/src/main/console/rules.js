/*
 * The city's rules for jurists: rule sets with dates and decisions, decision tables with the reason of each row, comparison of two sets, and dry runs
 * on past cases.
 */

import './governance-words.js';
import {html, nothing, errorCard, code, loading} from './view.js';
import {call, get} from './api.js';
import {both, date, hasText, language, number, localizedDigits, t} from './language.js';
import {ask} from './ask.js';
import {ServicesView, card, day, pairs, localizedCode, rials, serviceName, table} from './parts.js';

const DAY = 86400000;
const kept = new Map();

/** A sentence that contains parts of a table, which are isolated from left to right. */
function apart(sentence) {
  return html`<bdi>${sentence.split(/(\[[^\]]*\](?: → \[[^\]]*\])?)/).map((part, i) => (i % 2 ? html`<bdi dir="ltr" class="feel">${part}</bdi>` : localizedDigits(part)))}</bdi>`;
}

/** Reads a rule set once, because rule sets never change. */
function text(hash, signal) {
  if (!kept.has(hash)) {
    const asked = get(`committee/v1/rules/${hash}`, {}, signal);
    kept.set(hash, asked);
    asked.catch(() => kept.delete(hash));
  }
  return kept.get(hash);
}

function short(hash) {
  return html`<span title=${hash}>${code(hash.slice(0, 12))}</span>`;
}

function titled(of) {
  return (language() === 'fa' ? of.titleFa || of.labelFa : of.title || of.titleEn || of.label) || of.title || of.label;
}

/** The output columns to show: of a reason in two languages only that of the page. */
function shownOutputs(rules) {
  const names = rules.outputs.map((c) => c.expression);
  return rules.outputs.map((column, at) => ({column, at})).filter(({column}) => {
    const name = column.expression;
    if (names.includes(`${name}Fa`)) return language() !== 'fa';
    return !(name.endsWith('Fa') && names.includes(name.slice(0, -2))) || language() === 'fa';
  });
}

function cell(feel, fa) {
  if (feel === undefined) return nothing;
  if (feel === '-') return html`<span class="text-secondary">${t('cell.any')}</span>`;
  if (language() === 'fa' && fa !== feel) return html`<bdi>${fa}</bdi>`;
  const words = /^"([^"]*)"$/.exec(feel);
  return words ? html`<bdi>${words[1]}</bdi>` : html`<bdi dir="ltr" class="feel">${feel}</bdi>`;
}

/**
 * A decision table. @param marked differences: `row:column` for a cell, `row` for a whole row
 * @param only whether only marked rows are drawn
 */
function decisionTable(rules, marked, only, side = '') {
  const outputs = shownOutputs(rules);
  const lines = rules.rules.filter((row) => !only || marked.rows.has(row.id));
  const label = titled(rules);
  return table(side ? `${label}: ${side}` : label, [t('rule'), ...rules.inputs.map((c) => `${t('rule.if')} ${titled(c)}`), ...outputs.map(({column}) => `${t('rule.then')} ${titled(column)}`)], lines.map((row) => {
    const whole = marked?.whole.has(row.id);
    const mark = (column) => (whole || marked?.cells.has(`${row.id}:${column}`) ? 'changed' : '');
    return html`<tr data-rule=${row.id} class=${whole ? 'changed' : ''}><th scope="row">${code(row.id)}</th>
      ${rules.inputs.map((c, at) => html`<td class=${mark(`in ${c.expression}`)}>${cell(row.tests[at], row.testsFa[at])}</td>`)}
      ${outputs.map(({column, at}) => html`<td class=${mark(`out ${column.expression}`)}>${cell(row.values[at], row.valuesFa[at])}</td>`)}</tr>`;
  }), t('rules.row-none'));
}

/** Rows and cells that differ between two tables of one name. A column is identified by its expression. */
function differing(before, after) {
  const rows = new Set();
  const cells = new Set();
  const whole = new Set();
  const wordsOf = (rules) => new Map(rules.rules.map((row) => [row.id, new Map([
    ...rules.inputs.map((c, at) => [`in ${c.expression}`, row.tests[at]]), ...rules.outputs.map((c, at) => [`out ${c.expression}`, row.values[at]])])]));
  const [old, now] = [wordsOf(before), wordsOf(after)];
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(id), now.get(id)];
    if (!was || !is) {
      rows.add(id);
      whole.add(id);
      continue;
    }
    for (const column of new Set([...was.keys(), ...is.keys()])) {
      if (was.get(column) !== is.get(column)) {
        rows.add(id);
        cells.add(`${id}:${column}`);
      }
    }
  }
  return {rows, cells, whole};
}

/** Container members whose names are left out. */
const BETWEEN = ['stages', 'agencies'];

/**
 * Flattens everything except tables to one line for each value: its path in codes, which do not depend on the texts, its readable path, and the
 * value.
 */
function flat(value, word, way = '', label = '', into = new Map()) {
  if (value === null || value === undefined) return into;
  const plainList = Array.isArray(value) && value.every((v) => typeof v !== 'object');
  if (typeof value !== 'object' || plainList) {
    const last = way.split(' ').at(-1);
    const said = plainList ? value.map(word).join(t('comma')) : typeof value === 'number' ? number(value) : last === 'silence' ? t(`silence.${value}`) : word(String(value));
    into.set(way, {label, said, raw: String(value)});
    return into;
  }
  const members = Array.isArray(value)
    ? value.map((v, i) => [v.service || v.id || v.agency || v.code || v.day || String(i), v.titleEn ? both(v) : v.agency ? word(v.agency) : v.day ? `${date(v.day)} ${v.name || ''}` : String(i), v])
    : Object.entries(value).map(([name, v]) => [name, BETWEEN.includes(name) ? '' : hasText(`rules.attr.${name}`) ? t(`rules.attr.${name}`) : name, v]);
  members.forEach(([name, called, v]) => flat(v, word, way ? `${way} ${name}` : name, [label, called].filter(Boolean).join(' › '), into));
  return into;
}

class Rules extends ServicesView {
  static properties = {roles: {}, sets: {}, one: {}, two: {}, result: {}, all: {}};

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      this.one = this.two = this.result = null;
      this.sets = await get('committee/v1/rules', {}, signal);
      const hash = this.path[1];
      if (hash === 'compare') {
        const {before, after} = this.chosen();
        if (before && after) this.two = await Promise.all([text(before, signal), text(after, signal)]);
      } else if (hash) {
        // not cached, because the decisions about the set change
        this.one = await get(`committee/v1/rules/${hash}`, {}, signal);
      }
    });
  }

  /** The rule sets to compare; by default the one in force and the newest one to come. */
  chosen() {
    const sets = this.sets.items;
    const at = sets.findIndex((s) => s.status === 'in-force');
    // without a coming set, the one in force is compared with its predecessor
    const [old, now] = at > 0 ? [sets[at], sets[0]] : [sets[at + 1], sets[at]];
    const after = this.query.get('after') || now?.hash;
    const before = this.query.get('before') || (old?.hash !== after ? old : sets.find((s) => s.hash !== after))?.hash;
    return {before, after};
  }

  name(set) {
    return `${set.number ? t('rule-set.number', number(set.number)) : t('rule-set')} · ${t(`rules.${set.status}`)}${set.since ? ` · ${date(set.since)}` : ''}`;
  }

  render() {
    const hash = this.path[1];
    return html`${hash ? html`<p class="mb-1"><a href="#/rules">${t('rules.all')}</a></p>` : nothing}
      <h1 tabindex="-1">${hash === 'compare' ? t('rules.compare') : hash ? t('rule-set') : t('rules.all')}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!this.sets ? (this.failure ? nothing : loading()) : html`<div class="stack-cards">${hash === 'compare' ? this.compare() : hash ? this.single(hash) : this.list()}</div>`}`;
  }

  list() {
    const sets = this.sets.items;
    return html`${this.sets.problems.length ? card('problems', t('rules.problems'), html`<ul class="mb-0">${this.sets.problems.map((p) => html`<li>${code(p)}</li>`)}</ul>`) : nothing}
      ${this.sets.remarks.length ? card('remarks', t('rules.remarks'), this.remarks(this.sets.remarks)) : nothing}
      ${card('sets', t('rules.all'), html`${table(t('rules.all'), [t('rule-set'), t('outcome'), t('since'), t('decision'), ''], sets.map((s) => html`<tr data-set=${s.status}>
        <td><a class="row-link" href="#/rules/${s.hash}">${s.number ? t('rule-set.number', number(s.number)) : t('rule-set')}</a> ${short(s.hash)}</td>
        <td><span class="state state-${s.status === 'in-force' ? 'approved' : s.status === 'staged' ? 'open' : ''}">${t(`rules.${s.status}`)}</span></td>
        <td>${s.since ? day(s.since) : nothing}</td>
        <td>${s.decision ? html`<a href="#/decisions?number=${s.decision}">${localizedCode(s.decision)}</a>` : nothing}</td>
        <td>${s.status === 'staged' && this.roles.includes('planning') ? html`<a class="btn btn-primary btn-sm" href="#/decisions/new?kind=rules&ruleSet=${s.hash}">${t('rules.propose')}</a>` : nothing}</td></tr>`))}
        ${sets.length > 1 ? html`<a class="btn btn-outline-primary justify-self-start" id="compare" href="#/rules/compare">${t('rules.compare')}</a>` : nothing}`)}`;
  }

  remarks(list) {
    return html`<ul class="mb-0">${list.map((r) => html`<li>${r.kind === 'warning' ? html`<span class="state state-open">${t('rules.warning')}</span> ` : nothing}${apart(language() === 'fa' ? r.fa : r.en)}</li>`)}</ul>`;
  }

  single(hash) {
    const one = this.one;
    const set = this.sets.items.find((s) => s.hash === hash);
    if (!one) return this.failure ? nothing : loading();
    return html`${card('about', set ? this.name(set) : t('rule-set'), html`${pairs([
    [t('digest'), html`<span class="hash">${code(hash)}</span>`],
    ...one.decisions.map((d) => [d.decision ? html`${t('decision')} ${localizedCode(d.decision)}` : t('decision.draft'), html`<bdi>${localizedDigits(d.title)}</bdi>${t('comma')}<bdi>${localizedDigits(d.clause)}</bdi> · ${t(`rules.${d.status}`)} ${day(d.since || d.day)}`]),
  ])}<div class="d-flex flex-wrap gap-2"><a class="btn btn-outline-primary" href="#/rules/compare?after=${hash}">${t('rules.compare')}</a>
        ${set?.status === 'staged' && this.roles.includes('planning') ? html`<a class="btn btn-primary" href="#/decisions/new?kind=rules&ruleSet=${hash}">${t('rules.propose')}</a>` : nothing}</div>`)}
      ${this.roles.some((role) => role !== 'operator' && role !== 'oversight') ? card('dry-run', t('dry-run'), html`<p class="mb-0">${t('dry-run.what')}</p>${this.dryRun(hash)}${this.result ? this.outcome(this.result) : nothing}`) : nothing}
      ${one.procedures.map((p) => this.procedure(p, one))}
      ${card('tables', t('rules.tables'), one.tables.map((rules) => html`<details class="rules" data-table=${rules.name}><summary>${titled(rules)} <small class="text-secondary">${number(rules.rules.length)}</small></summary>${decisionTable(rules)}</details>`), number(one.tables.length))}
      ${card('data', t('rules.data'), html`<details><summary>${t('rules.data.show')}</summary>${table(t('rules.data'), [t('name'), t('value')], [...flat(one.data, (of) => this.word(one, of)).values()].map((line) => html`<tr><th scope="row"><bdi>${line.label}</bdi></th><td><bdi>${line.said}</bdi></td></tr>`))}</details>`)}`;
  }

  clock(value) {
    const hours = /^PT(\d+)H$/.exec(value);
    return hours ? t('rules.hours', number(hours[1])) : code(value);
  }

  /** The name of a code in these rules. */
  word(rules, of) {
    const found = [...(rules?.words || []), ...(rules?.papers || [])].find((w) => w.code === of);
    return found ? both(found) : of;
  }

  procedure(p, rules) {
    const word = (of) => this.word(rules, of);
    return card(`procedure-${p.service}`, both(p), html`<details><summary>${t('rules.steps', number(p.stages.length))}</summary>${table(both(p), [t('stage'), t('rules.by'), t('rules.agencies')], p.stages.map((s) => html`<tr><th scope="row">${both(s)}</th>
      <td>${s.table ? titled(rules.tables.find((one) => one.name === s.table) || {title: s.table}) : nothing}</td>
      <td>${s.agencies.length ? html`<ul class="list-unstyled mb-0">${s.agencies.map((a) => html`<li><bdi>${word(a.agency)}</bdi>: ${a.workingDays ? t('rules.days', number(a.workingDays)) : a.clock ? this.clock(a.clock) : nothing} · ${t(`silence.${a.silence}`)}</li>`)}</ul>` : nothing}</td></tr>`))}</details>`);
  }

  compare() {
    const {before, after} = this.chosen();
    const sets = this.sets.items;
    const go = (which, hash) => {
      const query = new URLSearchParams({before, after, [which]: hash});
      location.hash = `#/rules/compare?${query}`;
    };
    const pick = (which, chosen) => html`<div><label class="form-label mb-0" for="c-${which}">${t(`rules.${which}`)}</label><select class="form-select" id="c-${which}" @change=${(e) => go(which, e.target.value)}>
      ${sets.map((s) => html`<option value=${s.hash} ?selected=${s.hash === chosen}>${this.name(s)}</option>`)}
      ${sets.some((s) => s.hash === chosen) || !chosen ? nothing : html`<option value=${chosen} selected>${chosen.slice(0, 12)}</option>`}</select></div>`;
    if (!before || !after) return card('none', t('rules.compare'), html`<p class="mb-0">${t('rules.only-one')}</p>`);
    return html`${card('which', t('rules.which'), html`<div class="grid">${pick('before', before)}${pick('after', after)}</div>`)}
      ${!this.two ? (this.failure ? nothing : loading()) : this.differences(...this.two)}`;
  }

  differences(before, after) {
    const names = [...new Set([...before.tables, ...after.tables].map((one) => one.name))];
    const empty = (of) => ({...of, rules: []});
    const found = names.map((name) => {
      const old = before.tables.find((one) => one.name === name);
      const now = after.tables.find((one) => one.name === name);
      const was = old || empty(now);
      const is = now || empty(old);
      return {name, was, is, marked: differing(was, is)};
    }).filter((one) => one.marked.rows.size);
    const [old, now] = [before, after].map((r) => new Map([...flat(r.procedures, (of) => this.word(r, of)), ...flat(r.data, (of) => of), ...flat(r.calendar, (of) => of, 'calendar', t('rules.calendar'))]));
    const others = [...new Set([...old.keys(), ...now.keys()])].filter((way) => old.get(way)?.raw !== now.get(way)?.raw);
    const same = !found.length && !others.length;
    return html`<p class="mb-0" id="differences" role="status">${same ? t('rules.same') : t('rules.differ', number(found.reduce((sum, one) => sum + one.marked.rows.size, 0)), number(found.length), number(others.length))}</p>
      ${same ? nothing : html`<div class="form-check"><input class="form-check-input" type="checkbox" id="all-rows" .checked=${Boolean(this.all)} @change=${(e) => (this.all = e.target.checked)}><label class="form-check-label" for="all-rows">${t('rules.all-rows')}</label></div>`}
      ${found.map((one) => card(`table-${one.name}`, titled(one.is), html`<div class="sides"><div><h3>${t('rules.before')}</h3>${decisionTable(one.was, one.marked, !this.all, t('rules.before'))}</div><div><h3>${t('rules.after')}</h3>${decisionTable(one.is, one.marked, !this.all, t('rules.after'))}</div></div>`, number(one.marked.rows.size)))}
      ${others.length ? card('others', t('rules.others'), table(t('rules.others'), [t('name'), t('rules.before'), t('rules.after')], others.map((way) => html`<tr><th scope="row"><bdi>${(now.get(way) || old.get(way)).label}</bdi></th><td class="changed">${old.has(way) ? html`<bdi>${old.get(way).said}</bdi>` : t('rules.absent')}</td><td class="changed">${now.has(way) ? html`<bdi>${now.get(way).said}</bdi>` : t('rules.absent')}</td></tr>`)), number(others.length)) : nothing}`;
  }

  dryRun(hash) {
    const end = new Date();
    const iso = (at) => new Intl.DateTimeFormat('en-CA', {timeZone: 'Asia/Tehran'}).format(at);
    return ask({
      name: 'try', label: t('dry-run.do'), keep: true,
      fields: [
        {name: 'from', label: t('from'), kind: 'day', value: iso(new Date(end - 90 * DAY))}, {name: 'until', label: t('to'), kind: 'day', value: iso(end)},
        {name: 'service', label: t('service'), kind: 'choice', options: [['', t('every')], ...(this.services || []).map((s) => [s.service, serviceName(this.services, s.service)])]},
        {name: 'district', label: t('known.district'), kind: 'number', optional: true},
      ],
      action: async (body) => (await call('POST', `committee/v1/rules/${hash}/dry-run`, {body, signal: this.ending.signal})).json,
      done: (result) => (this.result = result),
    });
  }

  outcome(r) {
    const tally = (words, of) => (of?.cases ? html`<li>${words}: <strong>${number(of.cases)}</strong> <span class="text-secondary">(${of.sample.map((n, i) => html`${i ? t('comma') : nothing}${localizedCode(n)}`)}${of.cases > of.sample.length ? '…' : ''})</span></li>` : nothing);
    const word = (of) => this.word(this.one, of);
    const changed = (list, plus, minus) => list.filter((one) => one[plus].cases || one[minus].cases || one.otherwise?.cases);
    const agencies = changed(r.agencies, 'besides', 'noLonger');
    const papers = changed(r.papers, 'besides', 'noLonger');
    const duties = changed(r.duties, 'raised', 'lowered');
    return html`<div id="outcome" role="status" class="d-grid gap-2"><p class="mb-0">${t('dry-run.compared', number(r.compared), number(r.cases), date(r.from), date(r.until))}</p>
      <ul class="mb-0">${r.says.map((line) => html`<li><bdi>${line}</bdi></li>`)}</ul></div>
      ${agencies.length ? table(t('dry-run.agencies'), [t('dry-run.agencies'), t('rules.before'), t('rules.after'), t('case')], agencies.map((a) => html`<tr data-tried=${a.agency}><th scope="row"><bdi>${word(a.agency)}</bdi></th><td>${number(a.before)}</td><td class="changed">${number(a.after)}</td>
        <td><ul class="list-unstyled mb-0">${tally(t('dry-run.besides'), a.besides)}${tally(t('dry-run.no-longer'), a.noLonger)}${tally(t('dry-run.otherwise'), a.otherwise)}</ul></td></tr>`)) : nothing}
      ${papers.length ? table(t('papers'), [t('papers'), t('rules.before'), t('rules.after'), t('case')], papers.map((p) => html`<tr data-tried=${p.paper}><th scope="row"><bdi>${word(p.paper)}</bdi></th><td>${number(p.before)}</td><td class="changed">${number(p.after)}</td>
        <td><ul class="list-unstyled mb-0">${tally(t('dry-run.needed'), p.besides)}${tally(t('dry-run.not-needed'), p.noLonger)}</ul></td></tr>`)) : nothing}
      ${duties.length ? table(t('duties'), [t('duty'), `>${t('rules.before')}`, `>${t('rules.after')}`, t('case')], duties.map((d) => html`<tr data-tried=${d.duty}><th scope="row"><bdi>${word(d.duty)}</bdi></th><td class="text-end">${rials(d.before)}</td><td class="text-end changed">${rials(d.after)}</td>
        <td><ul class="list-unstyled mb-0">${tally(t('dry-run.raised'), d.raised)}${tally(t('dry-run.lowered'), d.lowered)}</ul></td></tr>`)) : nothing}
      <ul class="mb-0">${tally(t('dry-run.refused'), r.refused)}${tally(t('dry-run.allowed'), r.allowed)}${tally(t('dry-run.withdrawn'), r.withdrawn)}${tally(t('dry-run.undecided'), r.undecided)}${tally(t('dry-run.failed'), r.failed)}</ul>`;
  }
}

customElements.define('pk-rules', Rules);
