/* Progress of a case: its steps, and for steps with inquiries the agency, dates, deadline and effect of silence. */

import {View, html, nothing, code} from './view.js';
import {both, language, number, localizedDigits, t, time, timeUntil} from './language.js';
import {termName} from './forms.js';

class Progress extends View {
  static properties = {file: {}, form: {}};

  render() {
    const stages = this.form.stages;
    const ended = this.file.state === 'approved';
    // a refused or withdrawn case has no next step
    const stopped = ['refused', 'withdrawn'].includes(this.file.state);
    const at = stages.findIndex((s) => s.id === this.file.stage);
    return html`<section class="card" aria-labelledby="progress-title"><h2 id="progress-title">${t('progress')}</h2>
      <ol class="steps">${stages.map((stage, i) => {
        const state = ended || i < at ? 'done' : i === at ? 'now' : 'coming';
        const asked = this.file.inquiries.filter((q) => q.stage === stage.id);
        return html`<li class="step step-${state}" aria-current=${state === 'now' && !stopped ? 'step' : nothing}>
          <div class="head"><span class="dot" aria-hidden="true"></span><strong>${both(stage)}</strong><span class="what">${!stopped || state === 'done' ? t(`step.${state}`) : state === 'now' ? t('step.ended') : nothing}</span></div>
          ${asked.length ? html`<ul class="inquiries">${asked.map((q) => this.inquiry(stage, q))}</ul>` : nothing}</li>`;
      })}</ol></section>`;
  }

  inquiry(stage, q) {
    const rule = stage.agencies.find((a) => a.agency === q.agency);
    const running = ['queued', 'dispatched', 'delivered'].includes(q.state);
    const verdict = q.verdict || q.state;
    return html`<li class="inquiry inquiry-${verdict}" data-agency=${q.agency} data-state=${q.state}>
      <div class="d-flex flex-wrap gap-2 align-items-baseline"><strong>${termName(this.form, q.agency)}</strong>
        <span class="verdict">${t(q.verdict ? `verdict.${q.verdict}` : `inquiry.${q.state}`)}</span>
        <span class="text-secondary">${t('asked')} <time datetime=${q.asked} title=${time(q.asked)}>${timeUntil(q.asked)}</time></span>
        ${q.reminders ? html`<span class="text-secondary">${t('reminders', number(q.reminders))}</span>` : nothing}</div>
      ${running && q.due ? html`<div class="due"><label>${t('due')} <time datetime=${q.due}>${time(q.due)}</time> <span class="d-print-none">(${timeUntil(q.due)})</span>
        <progress max="100" value=${this.spent(q)}></progress></label></div>` : nothing}
      ${running && rule ? html`<div class="text-secondary small">${both(rule, 'silence')}</div>` : nothing}
      ${q.paused ? html`<div class="text-warning-emphasis small">${language() === 'fa' ? q.paused.reasonFa : q.paused.reason}</div>` : nothing}
      ${q.answerReason ? html`<div class="said"><bdi>${localizedDigits(q.answerReason)}</bdi></div>` : nothing}
      ${q.conditions.map((c) => html`<div class="said">${code(c.code)} <bdi>${localizedDigits(c.text)}</bdi></div>`)}
      ${q.sheets.map((s) => html`<a class="small" target="_blank" rel="noopener" href="office/v1/cases/${this.file.id}/inquiries/${q.id}/sheets/${s.sha256}"><bdi>${s.name || s.mediaType}</bdi></a>`)}
      ${q.reason.startsWith('stage ') ? nothing : html`<details class="small"><summary>${t('why-asked')}</summary>${this.why(q.reason)}</details>`}
    </li>`;
  }

  /** The reason of an inquiry. The hub supplies it in English; in Persian the rule is named, with a link to its Persian text. */
  why(reason) {
    const [, rule, version] = /rule ([\w-]+), version (\d+)$/.exec(reason) ?? [];
    return language() === 'fa' && rule
      ? html`<a class="rule-link" target="_blank" rel="noopener" href="rules/${this.file.ruleSet ?? this.form.ruleSet}/${this.file.service}">${t('why-asked.rule')} ${code(rule)}${t('comma')}${t('why-asked.version', number(version))}</a>`
      : html`<bdi dir="ltr" class="d-block text-secondary rule">${reason}</bdi>`;
  }

  /** Percentage of the time between inquiry and deadline that has passed. */
  spent(q) {
    const from = new Date(q.delivered || q.asked);
    return Math.min(100, Math.max(1, Math.round(((Date.now() - from) / (new Date(q.due) - from)) * 100)));
  }
}

customElements.define('pk-progress', Progress);
