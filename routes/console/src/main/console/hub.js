/* Overview of the hub for operators: diagram from API to agencies, and warnings with remedies. Refreshed every few seconds. */

import {View, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {Unreached, call} from './api.js';
import {language, number, t, time, timeUntil} from './language.js';
import {picture} from './picture.js';

const EACH = 4000;
const MOMENT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** A problem as the checks report it, in English, with readable times. */
function described(problem) {
  return html`<bdi lang="en">${problem.replace(MOMENT, (at) => time(at))}</bdi>`;
}

class Hub extends View {
  static properties = {now: {}, health: {}, lost: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
    this.follow();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  async follow() {
    clearTimeout(this.again);
    await this.load();
    if (!this.ending.signal.aborted) this.again = setTimeout(() => (document.hidden ? (this.again = setTimeout(() => this.follow(), EACH)) : this.follow()), EACH);
  }

  /** Reads the state. If the hub is unreachable, the last state stays with its time, and the page resumes by itself. */
  async load() {
    try {
      const [contexts, agencies, loads, health] = await Promise.all(['contexts', 'agencies', 'loads', 'health'].map(async (name) => (await call('GET', `operator/v1/${name}`, {signal: this.ending.signal, tries: 1})).json));
      this.before = this.lost ? null : this.now;
      this.lost = this.failure = null;
      this.now = {at: Date.now(), contexts: contexts.items, agencies: agencies.items, loads: loads.items ?? []};
      this.health = health;
    } catch (e) {
      if (this.ending.signal.aborted) return;
      const away = e instanceof Unreached || e.status >= 500;
      this.lost = away ? (this.lost ?? Date.now()) : null;
      this.failure = away && this.now ? null : e;
      this.requestUpdate();
    }
  }

  /** One warning. Messages of underlying systems are not translated. */
  warning(w) {
    const said = (name) => (language() === 'fa' ? w[`${name}Fa`] : w[name]);
    return html`<li data-kind=${w.kind}><div class="d-flex flex-wrap gap-2 align-items-baseline"><time class="text-secondary" datetime=${w.since} title=${time(w.since)}>${timeUntil(w.since)}</time><small class="text-secondary">${code(`${w.check} · ${w.kind}`)}</small></div>
      <div class="warned">${said('what')}</div>${w.effect ? html`<div><span class="text-secondary">${t('hub.effect')}</span> ${said('effect')}</div>` : nothing}${w.remedy ? html`<div><span class="text-secondary">${t('hub.remedy')}</span> <bdi class="remedy">${said('remedy')}</bdi></div>` : nothing}</li>`;
  }

  render() {
    const h = this.health;
    return html`<div class="d-flex flex-wrap align-items-center gap-2 mb-3"><h1 class="mb-0" tabindex="-1">${t('hub')}</h1>
        ${this.lost ? html`<span class="state state-refused" id="up" data-up="lost" role="status">${t('hub.lost')}</span>` : h ? html`<span class="state state-${h.up ? 'approved' : 'refused'}" id="up" data-up=${h.up} role="status">${t(h.up ? 'hub.up' : 'hub.down')}</span>` : nothing}</div>
      ${this.lost && this.now ? html`<div class="alert alert-danger" role="alert">${t('hub.lost.since', time(this.lost))}</div>` : errorCard(this.failure, () => this.follow())}
      ${!this.now ? (this.failure ? nothing : loading()) : html`<section class="card" aria-labelledby="picture-title"><h2 id="picture-title">${t('hub.picture')}</h2><div class="picture-box ${this.lost ? 'of-then' : ''}">${picture(this.now, this.before)}</div><p class="form-text mb-0">${t('hub.picture.why')}</p></section>
        ${h.checks.some((c) => c.problem) ? html`<section class="card" aria-labelledby="down-title"><h2 id="down-title" class="late">${t('hub.problems')}</h2><dl class="rows">${h.checks.filter((c) => c.problem).map((c) => html`<div><dt>${code(c.name)}</dt><dd dir="ltr">${described(c.problem)}</dd></div>`)}</dl></section>` : nothing}
        <section class="card" aria-labelledby="warnings-title"><h2 id="warnings-title">${t('hub.warnings')} <span class="count">${number(h.warnings.length)}</span></h2>
          ${h.warnings.length ? html`<ul class="warnings">${h.warnings.map((w) => this.warning(w))}</ul>` : empty(t('hub.warnings.none'))}</section>`}`;
  }
}

customElements.define('pk-hub', Hub);
