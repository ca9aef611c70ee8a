/* Requirements, costs and duration of a service before a case exists, to be read to an applicant or printed. */

import {View, html, nothing, errorCard, code, loading} from './view.js';
import {get} from './api.js';
import {both, number, t, today} from './language.js';
import {printAlone} from './paper.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

class Checklist extends View {
  static properties = {service: {}, list: {}};

  updated(changed) {
    if (!changed.has('service')) return;
    this.list = null;
    this.attempt(async () => {
      this.list = await get(`office/v1/services/${this.service}/checklist`, {}, this.ending.signal);
      await this.updateComplete;
      this.querySelector('h2')?.focus();
    });
  }

  render() {
    const l = this.list;
    if (!l) return this.failure ? errorCard(this.failure) : loading();
    return html`<section class="card" id="checklist" aria-labelledby="checklist-title">
      <h2 id="checklist-title" tabindex="-1">${t('checklist.of', both(l))}</h2>
      <h3 class="h6 mb-0">${t('papers')}</h3>
      ${l.papers.length ? html`<ul class="to-bring">${l.papers.map((p) => this.paper(p))}</ul>` : html`<p class="mb-0">${t('checklist.no-papers')}</p>`}
      <p class="text-secondary mb-0">${t('checklist.archive')}</p>
      <dl class="rows"><div><dt>${l.fee ? both(l.fee) : t('checklist.fee')}</dt><dd data-fee>${l.fee ? html`${code(number(l.fee.amount))} ${t('rial')}` : t('checklist.no-fee')}</dd></div>
        ${l.duties.map((d) => html`<div><dt>${both(d)}</dt><dd data-duty>${d.dependsOn.length ? t('checklist.depends', d.dependsOn.map((f) => both(f)).join(t('comma'))) : t('checklist.after')}</dd></div>`)}
        <div><dt>${t('checklist.usual')}</dt><dd data-usual>${l.usual ? t('checklist.median', this.duration(l.usual.seconds), number(l.usual.cases)) : t('checklist.no-figures')}</dd></div></dl>
      <p class="small text-secondary mb-0">${today()}</p>
      <div class="d-flex flex-wrap gap-2"><button type="button" class="btn btn-primary" id="print-checklist" @click=${() => printAlone(this.querySelector('#checklist'))}>${t('checklist.print')}</button>
        <a class="btn btn-outline-primary" href="#/new/${l.service}">${t('checklist.open')}</a></div></section>`;
  }

  paper(p) {
    return html`<li data-paper=${p.code}><strong>${both(p)}</strong>${p.conditionEn ? html` <span class="soon">(${t('checklist.if', both(p, 'condition'))})</span>` : nothing}
      ${both(p, 'reason') ? html`<small class="d-block text-secondary">${both(p, 'reason')}</small>` : nothing}</li>`;
  }

  /** A duration in whole days from two days on, otherwise in whole hours: a median is not exact to the minute. */
  duration(seconds) {
    if (seconds >= 2 * DAY) return t('checklist.days', number(Math.round(seconds / DAY)));
    return seconds >= HOUR ? t('checklist.hours', number(Math.round(seconds / HOUR))) : t('checklist.hour');
  }
}

customElements.define('pk-checklist', Checklist);
