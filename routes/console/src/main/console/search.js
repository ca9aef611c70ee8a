/* One box for a case's number, a national ID, a property or a plate: the hub says which of them it is. */

import {View, html, nothing, failed, empty, loading, focusHeading} from './view.js';
import {call, get} from './api.js';
import {t} from './language.js';
import {check} from './forms.js';
import {caseTable, namesFor} from './today.js';

const KINDS = ['case-number', 'renovation-code', 'plate', 'person'];

class Search extends View {
  static properties = {words: {}, found: {}};

  connectedCallback() {
    super.connectedCallback();
    focusHeading(this);
  }

  updated(changed) {
    if (changed.has('words')) this.load();
  }

  load() {
    this.found = null;
    return this.attempt(async () => {
      const checks = await Promise.allSettled(KINDS.map((kind) => check(kind, this.words, this.ending.signal)));
      const kind = KINDS.find((_, i) => checks[i].status === 'fulfilled');
      const broken = checks.find((c) => c.status === 'rejected' && c.reason.status !== 422);
      if (!kind && broken) throw broken.reason;
      const value = checks[KINDS.indexOf(kind)]?.value;
      const lines = !kind ? [] : await this.ask(kind, value);
      if (kind === 'case-number' && lines.length === 1) {
        location.replace(`#/case/${lines[0].id}`);
        return;
      }
      this.found = {kind, lines, ...(await namesFor(lines))};
    });
  }

  async ask(kind, value) {
    if (kind === 'case-number') {
      return (await get('office/v1/cases', {number: value}).catch((e) => {
        if (e.status === 404) return {items: []};
        throw e;
      })).items;
    }
    const body = kind === 'person' ? {nationalId: value} : {subject: value};
    return (await call('POST', 'office/v1/cases/search', {body})).json.items;
  }

  render() {
    const f = this.found;
    return html`<h1 tabindex="-1">${t('search.for')} <bdi>${this.words}</bdi></h1>
      ${failed(this.failure, () => this.load())}
      ${!f ? (this.failure ? nothing : loading()) : html`<section class="card">${
        !f.kind ? empty(t('search.what')) : f.lines.length ? caseTable(f.lines, f.titles, f.forms, t('search')) : empty(t('search.none'))}</section>`}`;
  }
}

customElements.define('pk-search', Search);
