/* Login slip for a citizen without a phone: tracking code and one-time PIN, issued against an identity paper. */

import {View, html, nothing, errorCard} from './view.js';
import {call} from './api.js';
import {digits, t} from './language.js';
import {printAlone} from './paper.js';

const PAPERS = ['national-card', 'birth-certificate', 'passport'];

class LoginSlip extends View {
  static properties = {file: {}, slip: {}};

  render() {
    return html`<details class="card"><summary>${t('login-slip')}</summary>
      ${this.slip ? this.drawn() : html`<form class="d-grid gap-2 mt-2" id="login-slip" autocomplete="off" @submit=${this.draw}>
        ${errorCard(this.failure)}
        <div><label class="form-label mb-0" for="slip-who">${t('login-slip.who')}</label><select class="form-select" id="slip-who" name="nationalId">
          ${this.file.applicants.map((a) => html`<option value=${a.nationalId}>${a.name} ${digits(a.nationalId)}</option>`)}</select></div>
        <div><label class="form-label mb-0" for="slip-paper">${t('login-slip.paper')}</label><select class="form-select" id="slip-paper" name="paper">${PAPERS.map((p) => html`<option value=${p}>${t(`login-slip.${p}`)}</option>`)}</select></div>
        <div><label class="form-label mb-0" for="slip-serial">${t('login-slip.serial')}</label><input class="form-control" id="slip-serial" name="serial" dir="ltr" maxlength="40" required></div>
        <button class="btn btn-primary" id="draw-slip" ?disabled=${this.busy}>${t('login-slip.draw')}</button></form>`}</details>`;
  }

  /** The slip. It is shown once, until the user leaves. */
  drawn() {
    return html`<pre class="slip" id="slip" dir="rtl" lang="fa">${this.slip.print}</pre>
      <div class="d-flex gap-2"><button class="btn btn-primary" @click=${() => printAlone(this.querySelector('#slip'))}>${t('login-slip.print')}</button>
        <button class="btn btn-outline-secondary" @click=${() => (this.slip = null)}>${t('login-slip.away')}</button></div>`;
  }

  async draw(e) {
    e.preventDefault();
    const body = {...Object.fromEntries(new FormData(e.target)), tracking: this.file.tracking};
    this.slip = await this.attempt(async () => (await call('POST', 'office/v1/login-slips', {body, keyed: true})).json, {form: e.target});
  }
}

customElements.define('pk-login-slip', LoginSlip);
