/* One case for oversight: data, inquiries, and its complete history in the journal, without names. */

import {View, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {get} from './api.js';
import {both, date, digits, hasText, durationText, number, t, time} from './language.js';
import {formOf, stageTitle, termName} from './forms.js';
import {localizedCode, seatName, termText} from './parts.js';

const MINUTE = 60000;
const STAGES = ['stage', 'from', 'to'];
/** Digests and IDs in the details of an entry, which are not shown. */
const LONG = /^[0-9a-f]{40,}$|^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** Details whose values have texts on the pages of committees. */
const TERMS = {voice: 'voice', committee: 'committee', measure: 'measure', kind: 'decision', act: 'act4'};

let terms = null;

/** Names of events by code. */
export async function eventNames(signal) {
  terms ??= new Map((await get('oversight/v1/terms', {}, signal)).items.map((term) => [term.code, term]));
  return terms;
}

export function eventName(names, event) {
  return names?.has(event) ? both(names.get(event)) : event;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT/;
/** Codes of success, which are not shown. */
const WELL = ['0', 'OK', 'false'];

/** Details of an entry with short values. The journal has all of them. */
export function detailsText(details, form) {
  return Object.entries(details || {}).filter(([name, value]) => name !== 'at' && value !== null && value !== '' && typeof value !== 'object' && !LONG.test(String(value)) && !(name === 'reason' && String(value).startsWith('stage ')) && !(['code', 'elsewhere'].includes(name) && WELL.includes(String(value))))
    .map(([name, value]) => html`<span class="said d-inline-block">${called(name, String(value), form)}: <bdi>${meant(name, String(value), form)}</bdi></span> `);
}

/** The name of a detail. `from` and `to` can be dates, states of a payment, or stages. */
function called(name, value, form) {
  if (STAGES.includes(name) && name !== 'stage') {
    if (DAY.test(value) || MOMENT.test(value)) return t(name === 'from' ? 'said.since' : 'said.until');
    if (name === 'from' && hasText(`said.is.${value}`) && stageTitle(form, value) === value) return t('said.was');
  }
  return hasText(`said.${name}`) ? t(`said.${name}`) : code(name);
}

function meant(name, value, form) {
  if (name === 'verdict') return t(`verdict.${value.toLowerCase().replaceAll('_', '-')}`);
  if (['service', 'template'].includes(name) && (form?.service === value || form?.services?.has(value))) return both(form.services?.get(value) ?? form);
  if (name === 'seat') return seatName(value);
  const kind = TERMS[name];
  if (kind && hasText(`${kind}.${value}`)) return termText(kind, value);
  if (['amount', 'total'].includes(name)) return number(value);
  if (DAY.test(value)) return date(value);
  if (MOMENT.test(value)) return time(value);
  const known = termName(form, value);
  const found = known === value && STAGES.includes(name) ? stageTitle(form, value) : known;
  if (found !== value) return found;
  return hasText(`said.is.${value.toLowerCase()}`) ? t(`said.is.${value.toLowerCase()}`) : /[a-z]/i.test(value) ? localizedCode(value) : digits(value);
}

class Watched extends View {
  static properties = {caseId: {}, file: {}, entries: {}, form: {}, names: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
  }

  /** Loads here and not when connected: an element created before its class was defined has no properties at that time. */
  willUpdate(changed) {
    if (changed.has('caseId') && this.caseId) this.load();
  }

  load() {
    return this.attempt(async () => {
      const signal = this.ending.signal;
      const file = await get(`oversight/v1/cases/${encodeURIComponent(this.caseId)}`, {}, signal);
      const [history, names, form] = await Promise.all([
        get(`oversight/v1/cases/${file.id}/history`, {}, signal), eventNames(signal), formOf(file.service, file.ruleSet).catch(() => null)]);
      Object.assign(this, {file, entries: history.items, names, form});
    });
  }

  render() {
    const f = this.file;
    if (!f) return html`<h1 tabindex="-1">${t('case')}</h1>${errorCard(this.failure, () => this.load())}${this.failure ? nothing : loading()}`;
    return html`<div class="d-flex flex-wrap align-items-center gap-2 mb-3"><h1 class="mb-0" tabindex="-1">${t('case')} ${code(digits(f.number))}</h1><span class="state state-${f.state}" id="state" data-state=${f.state}>${t(`state.${f.state}`)}</span></div>
      ${errorCard(this.failure, () => this.load())}
      <div class="columns"><div class="d-grid gap-3">${this.way()}</div><div class="d-grid gap-3">${this.about()}${this.asked()}</div></div>`;
  }

  about() {
    const f = this.file;
    const rows = [['service', both(this.form) || f.service], ['subject', code(digits(f.subject))], ['facet.district', digits(f.district)], ['facet.office', f.office === 'home' ? t('said.is.home') : code(digits(f.office))], ['stage', stageTitle(this.form, f.stage)],
      ['opened', time(f.opened)], ['watch.ended', f.ended ? time(f.ended) : null], ['watch.waits', f.waitsFor.length ? f.waitsFor.map((w) => html`<div>${this.waits(w)}</div>`) : null],
      ['watch.people', f.applicants.length ? f.applicants.map((role) => (hasText(`role.${role}`) ? t(`role.${role}`) : role)).join(t('comma')) : null], ['watch.special', f.specialRequest ? code(f.specialRequest) : null], ['watch.rules', html`<a href="rules/${f.ruleSet}" target="_blank" rel="noopener">${code(f.ruleSet.slice(0, 12))}</a>`]];
    return html`<section class="card" aria-labelledby="about-title"><h2 id="about-title">${t('watch.about')}</h2>
      <dl class="rows">${rows.filter(([, value]) => value !== null && value !== '').map(([name, value]) => html`<div><dt>${t(name)}</dt><dd>${value}</dd></div>`)}</dl>
      <div class="d-flex flex-wrap gap-2"><a class="btn btn-outline-primary" id="evidence" href="oversight/v1/cases/${f.id}/evidence" download>${t('watch.evidence')}</a><a class="btn btn-primary" id="check" href="#/proof?case=${f.number}">${t('watch.check')}</a></div></section>`;
  }

  waits(said) {
    const [kind, ...of] = said.split(':');
    return hasText(`waits.${kind}`) ? t(`waits.${kind}`, termName(this.form, of.join(':'))) : code(said);
  }

  asked() {
    const inquiries = this.file.inquiries;
    return html`<section class="card" aria-labelledby="asked-title"><h2 id="asked-title">${t('watch.asked')} <span class="count">${number(inquiries.length)}</span></h2>
      ${inquiries.length ? html`<ul class="inquiries">${inquiries.map((i) => html`<li class="inquiry inquiry-${i.verdict || i.state}"><div><strong>${termName(this.form, i.agency)}</strong> · ${i.verdict ? t(`verdict.${i.verdict}`) : t(`inquiry.${i.state}`)}</div>
        <div class="what text-secondary">${t('asked')} ${date(i.asked)}${i.answered ? html` · ${t('inquiry.answered')} ${date(i.answered)}` : i.due ? html` · ${t('due')} ${date(i.due)}` : nothing}</div></li>`)}</ul>` : empty(t('watch.asked.none'))}</section>`;
  }

  way() {
    return html`<section class="card" aria-labelledby="way-title"><h2 id="way-title">${t('watch.way')} <span class="count">${number(this.entries.length)}</span></h2>
      <ol class="steps line">${this.entries.map((e, i) => this.entry(e, this.entries[i - 1]))}</ol></section>`;
  }

  /** An entry. The beginning of a stage is highlighted, and a long wait before the entry is stated. */
  entry(e, before) {
    const waited = before ? new Date(e.at) - new Date(before.at) : 0;
    const kind = e.event === 'stage.entered' ? 'now' : 'done';
    const details = e.event === 'stage.entered' && e.details?.stage ? html`<strong>${stageTitle(this.form, e.details.stage)}</strong>` : detailsText(e.details, this.form);
    return html`<li class="step step-${kind}" data-event=${e.event}><span class="dot"></span>
      <div class="head flex-wrap"><strong>${eventName(this.names, e.event)}</strong><time class="what" datetime=${e.at}>${time(e.at)}</time><span class="what">${code(e.actor)}</span>${e.sequence ? html`<span class="what" title=${t('watch.sequence')}>#${number(e.sequence)}</span>` : html`<span class="what">${t('watch.unnumbered')}</span>`}</div>
      <div>${details}</div>${waited > 60 * MINUTE ? html`<div class="what">${t('watch.waited', elapsedText(waited))}</div>` : nothing}</li>`;
  }
}

/** A duration in minutes, hours or days. */
export function elapsedText(millis) {
  return durationText(millis / (60 * MINUTE));
}

customElements.define('pk-watched', Watched);
