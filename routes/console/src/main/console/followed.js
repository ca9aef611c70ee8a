/* Base class of pages that show one case: reloads it on every change, and withdraws it. */

import {View, html, code, focusHeading} from './view.js';
import {call, loggedIn} from './api.js';
import {askConfirmation} from './confirm.js';
import {digits, localizedDigits, t} from './language.js';
import {termName} from './forms.js';
import {isAboutFields} from './faults.js';

const WAIT = 30;
const AGAIN = 5000;

/** Subclasses supply the address of the case (`path`), store what was read (`take`), and discard it (`forget`). */
export class FollowedCase extends View {
  static properties = {caseId: {}, file: {}};

  updated(changed) {
    if (!changed.has('caseId')) return;
    this.file = null;
    this.forget();
    this.follow?.abort();
    this.follow = new AbortController();
    this.load(this.follow.signal);
    focusHeading(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.follow?.abort();
  }

  async load(signal) {
    await this.attempt(async () => this.take(await call('GET', this.path, {signal})));
    if (this.file) this.watch(signal);
  }

  /** Waits for the next change by long polling, except while the page is hidden. */
  async watch(signal) {
    while (!signal.aborted) {
      try {
        if (document.hidden) {
          await new Promise((resolve) => {
            document.addEventListener('visibilitychange', resolve, {once: true});
            signal.addEventListener('abort', resolve, {once: true});
          });
          continue;
        }
        const read = await call('GET', this.path, {etag: this.etag, wait: WAIT, signal});
        if (!read.unchanged) await this.take(read);
      } catch (e) {
        if (signal.aborted) return;
        if (e.status === 401) {
          // a locked counter resumes once it is unlocked
          if (!e.outlived) await loggedIn(signal);
          continue;
        }
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  /** Loads the case as if the page had just been opened. */
  again() {
    return this.load(this.follow.signal);
  }

  async reread() {
    await this.attempt(async () => this.take(await call('GET', this.path)));
  }

  /** Readable names of what the case waits for, by kind. */
  waits(form, waitsFor = this.file.waitsFor) {
    const kinds = new Map();
    for (const [kind, of] of waitsFor.map((w) => w.split(':'))) kinds.set(kind, [...(kinds.get(kind) || []), termName(form, of)]);
    return kinds;
  }

  withdrawalForm(length, label) {
    return html`<form class="d-grid gap-2 mt-2" @submit=${(e) => this.withdraw(e, label)}><label class="form-label mb-0" for="reason">${t('withdraw.why')}</label>
      <textarea class="form-control" id="reason" name="reason" rows="2" maxlength=${length} required></textarea>
      <button class="btn btn-outline-danger" ?disabled=${this.busy}>${label}</button></form>`;
  }

  /** Whether the hub refused the reason last typed at this field. A page may have several forms with a reason. */
  refused(id) {
    return this.reasoned === id && isAboutFields(this.failure, ['reason']);
  }

  /** @param label text of the button */
  async withdraw(e, label) {
    e.preventDefault();
    const form = e.target;
    const reason = new FormData(form).get('reason').trim();
    const {version} = this.file;
    if (!await askConfirmation({title: label, act: label, danger: true, rows: [[t('case'), code(digits(this.file.number))], [t('withdraw.why'), html`<bdi>${localizedDigits(reason)}</bdi>`]]})) return;
    await this.attempt(async () => this.take(await call('POST', `${this.path}/withdrawal`, {body: {reason}, keyed: true, version})), {form});
  }
}
