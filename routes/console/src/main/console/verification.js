/* Form for the district's decision on a case: approve, refuse, or send back to a step with the faulty papers. */

import {View, html, nothing, code, errorCard} from './view.js';
import {call} from './api.js';
import {both, digits, t} from './language.js';
import {askConfirmation} from './confirm.js';
import {termName} from './forms.js';
import {deleteStoredInput, storedInput} from './kept.js';

class Verification extends View {
  static properties = {file: {}, form: {}, decision: {}};

  constructor() {
    super();
    this.decision = null;
  }

  get draft() {
    return `verification ${this.file.id} ${this.file.stage}`;
  }

  /** Earlier steps to which the case may be sent back. The hub refuses those that are not permitted. */
  get steps() {
    const at = this.form.stages.findIndex((s) => s.id === this.file.stage);
    return this.form.stages.slice(0, at).filter((s) => ['papers', 'inspection', 'inquiries'].includes(s.kind)).reverse();
  }

  render() {
    const d = this.decision;
    return html`<section class="card" aria-labelledby="verification-title"><h2 id="verification-title">${t('verify')}</h2>
      <form class="d-grid gap-2" id="verification" autocomplete="off" @submit=${this.decide} ${storedInput(this.draft)}>
        ${errorCard(this.failure)}
        <fieldset aria-describedby=${this.undecided ? 'decide-fault' : nothing}><legend class="visually-hidden">${t('verify')}</legend><div class="d-flex flex-wrap gap-3">${['approve', 'send-back', 'refuse'].map((one) => html`<div class="form-check">
          <input class="form-check-input ${this.undecided ? 'is-invalid' : ''}" type="radio" name="decision" id="decide-${one}" value=${one} .checked=${d === one} @change=${() => this.turnTo(one)}><label class="form-check-label" for="decide-${one}">${t(`decide.${one}`)}</label></div>`)}</div>
          ${this.undecided ? html`<div class="invalid-feedback d-block" id="decide-fault">${t('decide.choose')}</div>` : nothing}</fieldset>
        ${d === 'send-back' ? html`<div><label class="form-label mb-0" for="to-stage">${t('decide.to')}</label><select class="form-select" id="to-stage" name="toStage" @change=${() => (this.chosen = true)}>${this.steps.map((s) => html`<option value=${s.id} ?selected=${s.kind === 'papers' && this.wrong()}>${both(s)}</option>`)}</select></div>
          ${this.file.papers.length ? html`<fieldset><legend class="form-label mb-0">${t('decide.papers')}</legend><div class="grid">${this.file.papers.map((p) => html`<div class="form-check"><input class="form-check-input" type="checkbox" name="paper" id="fault-${p.sha256}" value=${p.kind} ?checked=${p.source === 'recalled'} @change=${this.pointed}><label class="form-check-label" for="fault-${p.sha256}">${termName(this.form, p.kind)}</label></div>`)}</div></fieldset>` : nothing}` : nothing}
        ${!d || d === 'approve' ? nothing : html`<div><label class="form-label mb-0" for="why-not">${t('withdraw.why')}</label><textarea class="form-control" id="why-not" name="reason" rows="3" maxlength="1500" dir="auto" required></textarea></div>`}
        <button class="btn ${d && d !== 'approve' ? 'btn-outline-danger' : 'btn-primary'} btn-lg justify-self-start" id="decide" ?disabled=${this.busy}>${t(d ? `decide.${d}.do` : 'decide.do')}</button></form></section>`;
  }

  /** Preselects the step where papers are submitted when a paper is marked as wrong, unless the user has chosen a step. */
  pointed(e) {
    const step = this.steps.find((s) => s.kind === 'papers');
    if (e.target.checked && step && !this.chosen) this.querySelector('#to-stage').value = step.id;
  }

  wrong() {
    return this.file.papers.some((p) => p.source === 'recalled');
  }

  turnTo(decision) {
    this.decision = decision;
    this.undecided = false;
  }

  async decide(e) {
    e.preventDefault();
    // read before the confirmation: the decision applies to the version that the user has read, even if the case changes
    const {id, version} = this.file;
    const form = e.target;
    const given = new FormData(form);
    this.undecided = !this.decision;
    if (this.undecided) {
      this.requestUpdate();
      await this.updateComplete;
      this.querySelector('#decide-approve').focus();
      return;
    }
    const body = {decision: this.decision};
    if (this.decision !== 'approve') {
      // the applicant reads Persian, so the reason begins with the Persian names of faulty papers
      const faulty = given.getAll('paper').map((kind) => this.form.papers.find((p) => p.code === kind)?.fa || kind);
      body.reason = `${faulty.length ? `${faulty.join('، ')}: ` : ''}${given.get('reason').trim()}`;
    }
    if (this.decision === 'send-back') body.toStage = given.get('toStage');
    else if (!await this.sure(body)) return;
    const done = await this.act(() => call('POST', `office/v1/cases/${id}/verification`, {body, keyed: true, version}), {form});
    if (done) {
      deleteStoredInput(this.draft);
      this.dispatchEvent(new CustomEvent('changed', {detail: done}));
    } else if (this.failure?.status === 412) this.dispatchEvent(new CustomEvent('changed', {detail: null}));
  }

  /** Confirms an approval or a refusal, because it ends the step. */
  sure({decision, reason}) {
    return askConfirmation({
      title: t(`decide.${decision}.do`), act: t(`decide.${decision}.do`), danger: decision === 'refuse',
      rows: [[t('case'), code(digits(this.file.number))], [t('service'), both(this.form)], [t('subject'), code(digits(this.file.subject))],
        [t('stage'), both(this.form.stages.find((s) => s.id === this.file.stage))], [t('withdraw.why'), reason]],
    });
  }
}

customElements.define('pk-verification', Verification);
