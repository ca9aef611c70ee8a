/* Search field for a case number, national ID, property or plate. The hub recognizes the kind. */

import {View, html, nothing, errorCard, code, empty, loading, focusHeading} from './view.js';
import {Problem, call, get} from './api.js';
import {digits, t} from './language.js';
import {checkValue} from './forms.js';
import {marked} from './faults.js';
import {caseTable, serviceAndStageNames} from './today.js';
import {download} from './download.js';
import './propertycode.js';

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
    this.failure = null;
    if (!this.words) return undefined;
    return this.attempt(async () => {
      const checks = await Promise.allSettled(KINDS.map((kind) => checkValue(kind, this.words, this.ending.signal)));
      const kind = KINDS.find((_, i) => checks[i].status === 'fulfilled');
      const broken = checks.find((c) => c.status === 'rejected' && c.reason.status !== 422);
      if (!kind && broken) throw broken.reason;
      const value = checks[KINDS.indexOf(kind)]?.value;
      this.body = kind === 'person' ? {nationalId: value} : {subject: value};
      const page = !kind ? {items: []} : kind === 'case-number' ? await this.numbered(value) : await this.page();
      // the user has already left this page
      if (this.ending.signal.aborted) return;
      if (kind === 'case-number' && page.items.length === 1) {
        location.replace(`#/case/${page.items[0].id}`);
        return;
      }
      this.found = {kind, lines: page.items, next: page.next, ...(await serviceAndStageNames(page.items))};
    });
  }

  numbered(number) {
    return get('office/v1/cases', {number}).catch((e) => {
      if (e.status === 404) return {items: []};
      throw e;
    });
  }

  async page(cursor) {
    return (await call('POST', 'office/v1/cases/search', {body: {...this.body, cursor}})).json;
  }

  more() {
    return this.attempt(async () => {
      const page = await this.page(this.found.next);
      const lines = [...this.found.lines, ...page.items];
      this.found = {kind: this.found.kind, lines, next: page.next, ...(await serviceAndStageNames(lines))};
    });
  }

  render() {
    const f = this.found;
    return html`<h1 tabindex="-1">${this.words ? t('search.for') : t('search')} ${f?.kind ? code(digits(this.words)) : html`<bdi>${this.words}</bdi>`}</h1>
      ${errorCard(this.failure, () => this.load())}
      ${!f?.kind ? this.property() : nothing}
      ${!f ? (this.failure || !this.words ? nothing : loading()) : html`<section class="card">${
        !f.kind ? empty(t('search.what')) : f.lines.length ? html`${caseTable(f.lines, f.titles, f.forms, t('search'))}
          <div class="d-flex flex-wrap gap-2">${f.next ? html`<button class="btn btn-outline-primary more" ?disabled=${this.busy} @click=${this.more}>${t('more')}</button>` : nothing}
            <button class="btn btn-outline-secondary table-file" ?disabled=${this.busy} @click=${() => this.attempt(() => download('POST', 'office/v1/cases/search.csv', {body: this.body}))}>${t('fees.csv')}</button></div>` : empty(t('search.none'))}</section>`}`;
  }

  /** Form to enter a renovation code number by number. */
  property() {
    return html`<form class="card narrow-page mb-3" id="search-property" novalidate autocomplete="off" @submit=${this.go}><p class="mb-0 text-secondary">${t('search.hint')}</p>
      <fieldset><legend class="form-label">${t('report.property')}</legend><pk-property-code id="s-property" name="property"></pk-property-code></fieldset>
      <button class="btn btn-primary justify-self-start">${t('search')}</button></form>`;
  }

  go(e) {
    e.preventDefault();
    const code = new FormData(e.target).get('property');
    if (code) location.hash = `#/search?q=${encodeURIComponent(code)}`;
    else marked(e.target, new Problem(422, {field: 'property', messageFa: t('unfilled'), messageEn: t('unfilled')}));
  }
}

customElements.define('pk-search', Search);
