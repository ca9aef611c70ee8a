/* Form for a report that names only a place: the district finds the property and records it. */

import {View, html, nothing, errorCard, code} from './view.js';
import {call} from './api.js';
import {localizedDigits, t} from './language.js';
import './propertycode.js';

class Locate extends View {
  static properties = {report: {}};

  render() {
    const {place, number} = this.report;
    const id = `at-${number}`;
    return html`${place ? html`<p class="mb-1"><bdi>${localizedDigits(place.address)}</bdi>${place.latitude === undefined ? nothing : html`<br>${code(`${place.latitude}, ${place.longitude}`)}`}</p>` : nothing}
      <details data-locate=${number}><summary>${t('locate')}</summary><form class="d-grid gap-2" novalidate autocomplete="off" @submit=${this.send}>
        ${errorCard(this.failure)}
        <fieldset class="field"><legend class="form-label mb-0">${t('report.property')}</legend><pk-property-code id=${id} name="property"></pk-property-code></fieldset>
        <button class="btn btn-primary btn-sm justify-self-start" ?disabled=${this.busy}>${t('locate.do')}</button></form></details>`;
  }

  async send(e) {
    e.preventDefault();
    const property = new FormData(e.target).get('property') || '';
    if (await this.act(() => call('POST', `office/v1/reports/${this.report.number}/property`, {body: {property}, keyed: true}), {form: e.target})) this.dispatchEvent(new Event('located'));
  }
}

customElements.define('pk-locate', Locate);
