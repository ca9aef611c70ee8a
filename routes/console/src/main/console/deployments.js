/* Deployments on this node and their results. The last one of each name can be rolled back. */

import {View, html, nothing, errorCard, code, empty, focusHeading, loading} from './view.js';
import {call, get} from './api.js';
import {number, t, time, timeUntil} from './language.js';

const AGAIN = 2000;
const TRIES = 45;

class Deployments extends View {
  static properties = {lines: {}, sure: {}, told: {}, running: {}};

  connectedCallback() {
    super.connectedCallback();
    this.load();
    focusHeading(this);
  }

  load() {
    return this.attempt(() => this.read());
  }

  async read() {
    this.lines = (await get('operator/v1/deployments', {}, this.ending.signal)).items;
  }

  /**
   * Rolls a deployment back. If it takes longer than the request, the result is read from the history; the API itself may restart in the meantime.
   */
  async back(line) {
    this.told = null;
    this.sure = null;
    const known = this.lines[0]?.at;
    await this.attempt(async () => {
      let outcome = (await call('POST', `operator/v1/deployments/${encodeURIComponent(line.name)}/rollback`, {keyed: true})).json.outcome;
      this.running = line.name;
      try {
        for (let i = 0; !outcome && i < TRIES && !this.ending.signal.aborted; i++) {
          await new Promise((resolve) => setTimeout(resolve, AGAIN));
          await this.read();
          outcome = this.lines.find((l) => l.name === line.name && l.at > known);
        }
      } finally {
        this.running = null;
      }
      if (outcome) this.told = {good: outcome.effect === 'rolled-back', words: t(`effect.${outcome.effect}`), name: line.name, cause: outcome.cause};
      await this.read();
    });
  }

  render() {
    const newest = new Map((this.lines || []).filter((l) => l.effect === 'switched' || l.effect === 'rolled-back').reverse().map((l) => [l.name, l]));
    return html`<h1 tabindex="-1">${t('tab.deployments')}</h1>${errorCard(this.failure, () => this.load())}
      ${this.told ? html`<div class="alert ${this.told.good ? 'alert-success' : 'alert-danger'}" role="status">${code(this.told.name)}: ${this.told.words}${this.told.cause ? html`<div dir="ltr" class="rule">${this.told.cause}</div>` : nothing}</div>` : nothing}
      ${this.running ? html`<div class="alert alert-info" role="status">${t('deployments.running')} ${code(this.running)}</div>` : nothing}
      ${!this.lines ? (this.failure ? nothing : loading()) : html`<section class="card" aria-label=${t('tab.deployments')}>${this.lines.length ? html`<ul class="warnings">${this.lines.map((l) => this.line(l, newest.get(l.name) === l))}</ul>` : empty(t('deployments.none'))}
        <p class="form-text mb-0">${t('deployments.how')} <bdi dir="ltr" class="remedy">pishkhan:deploy --dry-run &lt;file&gt;</bdi></p></section>`}`;
  }

  line(l, last) {
    const kind = l.effect === 'switched' ? 'approved' : l.effect === 'rolled-back' ? 'open' : 'refused';
    return html`<li data-name=${l.name} data-effect=${l.effect}><div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${code(l.name)}</strong><span class="state state-${kind}">${t(`effect.${l.effect}`)}</span><span class="text-secondary">${t(`deployments.${l.kind}`)}</span><time class="text-secondary" datetime=${l.at} title=${time(l.at)}>${timeUntil(l.at)}</time>${code(l.by)}</div>
      <div class="text-secondary">${l.sha256 ? code(l.sha256.slice(0, 12)) : t('deployments.gone')} · ${t('deployments.before')} ${l.before ? code(l.before.slice(0, 12)) : t('deployments.nothing')} · ${t('millis', number(l.millis))}${l.outageMillis ? html` · <span data-part="outage">${t('deployments.outage', number(l.outageMillis))}</span>` : nothing}${l.rollbackMillis ? html` · <span data-part="rollback">${t('deployments.rollback', number(l.rollbackMillis))}</span>` : nothing}${l.restarted.length ? html` · ${t('deployments.restarted', number(l.restarted.length))}` : nothing}</div>
      ${[l.cause, ...l.leftBehind].filter(Boolean).map((words) => html`<div dir="ltr" class="rule">${words}</div>`)}
      ${!last ? nothing : this.sure === l ? html`<div class="d-flex flex-wrap gap-2 align-items-center" role="group"><span>${l.before ? t('deployments.sure', l.before.slice(0, 12)) : t('deployments.sure.gone')}</span><button class="btn btn-danger" data-act="sure" @click=${() => this.back(l)}>${t('deployments.back.do')}</button><button class="btn btn-outline-secondary" @click=${() => (this.sure = null)}>${t('deployments.stay')}</button></div>`
        : html`<button class="btn btn-outline-danger" data-act="back" ?disabled=${this.busy} @click=${() => (this.sure = l)}>${t('deployments.back')}<span class="visually-hidden"> ${l.name}</span></button>`}</li>`;
  }
}

customElements.define('pk-deployments', Deployments);
