/* Changes of a phone number whose old number was lost. The district of the case decides whether the new number is valid at once. */

import {html, nothing, errorCard, code} from './view.js';
import {get} from './api.js';
import {digits, t} from './language.js';
import {Approvals} from './approvals.js';

const ACT = 'number-change';

class NumberChanges extends Approvals {
  constructor() {
    super();
    this.bare = true;
    this.about = (a) => this.whose(this.files.get(a.id));
  }

  /** Loads the requests. Those of other districts are left out, because their cases cannot be read here. */
  load() {
    return this.attempt(async () => {
      const asked = (await get('committee/v1/approvals', {state: 'asked', limit: 200}, this.ending.signal)).items.filter((a) => a.act === ACT);
      const files = await Promise.all(asked.map((a) => get(`office/v1/cases/${a.terms.case}`, {}, this.ending.signal).catch(() => null)));
      this.files = new Map(asked.map((a, i) => [a.id, files[i]]));
      this.items = asked.filter((a) => this.files.get(a.id));
    });
  }

  whose(file) {
    return [[t('case'), html`<a class="row-link" href="#/case/${file.id}">${code(digits(file.number))}</a>`],
      [t('number-changes.who'), file.applicants.map((a, i) => html`${i ? t('comma') : nothing}<bdi>${a.name}</bdi> ${code(digits(a.nationalId))}`)]];
  }

  render() {
    return this.items?.length || this.done ? super.render() : errorCard(this.failure, () => this.load());
  }
}

customElements.define('pk-number-changes', NumberChanges);
