/* The district's decision on a case: approved, refused, or sent back to a step, with the papers that are at fault. */

import {View, html, nothing, failed} from './view.js';
import {call} from './api.js';
import {both, t} from './language.js';
import {word} from './forms.js';
import {forgetKept, kept} from './kept.js';

class Verification extends View {
  static properties = {file: {}, form: {}, decision: {}};

  constructor() {
    super();
    this.decision = 'approve';
  }

  get draft() {
    return `verification ${this.file.id} ${this.file.stage}`;
  }

  /** Steps before this one: which of them a case may be sent back to the hub says when it refuses another. */
  get steps() {
    const at = this.form.stages.findIndex((s) => s.id === this.file.stage);
    return this.form.stages.slice(0, at).filter((s) => ['papers', 'inspection', 'inquiries'].includes(s.kind)).reverse();
  }

  render() {
    const d = this.decision;
    return html`<section class="card" aria-labelledby="verification-title"><h2 id="verification-title">${t('verify')}</h2>
      <form class="d-grid gap-2" id="verification" autocomplete="off" @submit=${this.decide} ${kept(this.draft)}>
        ${failed(this.failure)}
        <fieldset class="d-flex flex-wrap gap-3"><legend class="visually-hidden">${t('verify')}</legend>${['approve', 'send-back', 'refuse'].map((one) => html`<div class="form-check">
          <input class="form-check-input" type="radio" name="decision" id="decide-${one}" value=${one} .checked=${d === one} @change=${() => (this.decision = one)}><label class="form-check-label" for="decide-${one}">${t(`decide.${one}`)}</label></div>`)}</fieldset>
        ${d === 'send-back' ? html`<div><label class="form-label mb-0" for="to-stage">${t('decide.to')}</label><select class="form-select" id="to-stage" name="toStage" @change=${() => (this.chosen = true)}>${this.steps.map((s) => html`<option value=${s.id} ?selected=${s.kind === 'papers' && this.wrong()}>${both(s)}</option>`)}</select></div>
          ${this.file.papers.length ? html`<fieldset><legend class="form-label mb-0">${t('decide.papers')}</legend><div class="grid">${this.file.papers.map((p) => html`<div class="form-check"><input class="form-check-input" type="checkbox" name="paper" id="fault-${p.sha256}" value=${p.kind} ?checked=${p.source === 'recalled'} @change=${this.pointed}><label class="form-check-label" for="fault-${p.sha256}">${word(this.form, p.kind)}</label></div>`)}</div></fieldset>` : nothing}` : nothing}
        ${d === 'approve' ? nothing : html`<div><label class="form-label mb-0" for="why-not">${t('withdraw.why')}</label><textarea class="form-control" id="why-not" name="reason" rows="3" maxlength="1500" dir="auto" required></textarea></div>`}
        <button class="btn ${d === 'approve' ? 'btn-primary' : 'btn-outline-danger'} btn-lg justify-self-start" id="decide" ?disabled=${this.busy}>${t(`decide.${d}.do`)}</button></form></section>`;
  }

  /** A wrong paper is brought anew where papers are brought, unless somebody says otherwise. */
  pointed(e) {
    const step = this.steps.find((s) => s.kind === 'papers');
    if (e.target.checked && step && !this.chosen) this.querySelector('#to-stage').value = step.id;
  }

  wrong() {
    return this.file.papers.some((p) => p.source === 'recalled');
  }

  async decide(e) {
    e.preventDefault();
    const given = new FormData(e.target);
    const body = {decision: this.decision};
    if (this.decision !== 'approve') {
      // whoever reads the reason reads Persian: a paper at fault stands before it by its Persian name
      const faulty = given.getAll('paper').map((kind) => this.form.papers.find((p) => p.code === kind)?.fa || kind);
      body.reason = `${faulty.length ? `${faulty.join('، ')}: ` : ''}${given.get('reason').trim()}`;
    }
    if (this.decision === 'send-back') body.toStage = given.get('toStage');
    const done = await this.attempt(() => call('POST', `office/v1/cases/${this.file.id}/verification`, {body, keyed: true, version: this.file.version}));
    if (done) {
      forgetKept(this.draft);
      this.dispatchEvent(new CustomEvent('changed', {detail: done}));
    } else if (this.failure?.status === 412) this.dispatchEvent(new CustomEvent('changed', {detail: null}));
  }
}

customElements.define('pk-verification', Verification);
