/* Pages of oversight: search for cases, one case as a timeline, live entries, figures, and verification of evidence. */

import {PART, View, html, nothing, lazyElement} from './view.js';
import {addTexts} from './language.js';
import './cases.js';

await addTexts((wanted) => (wanted === 'fa' ? import('./texts-watch-fa.js') : import('./texts-watch-en.js')));

const PARTS = {watched: () => import('./watched.js'), live: () => import('./live.js'), figures: () => import('./figures.js'), proof: () => import('./proof.js')};

class Watch extends View {
  static properties = {route: {}};

  connectedCallback() {
    super.connectedCallback();
    // redraws a part that could not be loaded as a card to retry
    addEventListener(PART, () => this.requestUpdate(), {signal: this.ending.signal});
  }

  part(name, drawn) {
    return lazyElement(`watch-${name}`, PARTS[name], drawn);
  }

  render() {
    if (!this.route) return nothing;
    const {path, query} = this.route;
    if (path[0] === 'watched' && path[1]) return this.part('watched', html`<pk-watched .caseId=${path[1]}></pk-watched>`);
    if (path[0] === 'live') return this.part('live', html`<pk-live></pk-live>`);
    if (path[0] === 'figures') return this.part('figures', html`<pk-figures .asked=${query}></pk-figures>`);
    if (path[0] === 'proof') return this.part('proof', html`<pk-proof .number=${query.get('case') || ''}></pk-proof>`);
    return html`<pk-watched-cases .asked=${query}></pk-watched-cases>`;
  }
}

customElements.define('pk-watch', Watch);
