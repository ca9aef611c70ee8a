/* Pages of operators: overview with warnings, agencies, dead letters, deployments, configuration. */

import {PART, View, html, nothing, lazyElement} from './view.js';
import {addTexts} from './language.js';
import './hub.js';

await addTexts((wanted) => (wanted === 'fa' ? import('./texts-operating-fa.js') : import('./texts-operating-en.js')));

const PARTS = {agencies: () => import('./agencies.js'), 'dead-letters': () => import('./deadletters.js'), deployments: () => import('./deployments.js'), settings: () => import('./settings.js'), routes: () => import('./contextroutes.js')};

class Operating extends View {
  static properties = {route: {}};

  connectedCallback() {
    super.connectedCallback();
    // redraws a part that could not be loaded as a card to retry
    addEventListener(PART, () => this.requestUpdate(), {signal: this.ending.signal});
  }

  part(name, drawn) {
    return lazyElement(`operating-${name}`, PARTS[name], drawn);
  }

  render() {
    if (!this.route) return nothing;
    const {path, query} = this.route;
    if (path[0] === 'agencies') return this.part('agencies', html`<pk-agencies></pk-agencies>`);
    if (path[0] === 'dead-letters') return this.part('dead-letters', html`<pk-dead-letters></pk-dead-letters>`);
    if (path[0] === 'deployments') return this.part('deployments', html`<pk-deployments></pk-deployments>`);
    if (path[0] === 'settings') return this.part('settings', html`<pk-settings .asked=${query}></pk-settings>`);
    if (path[0] === 'routes') return this.part('routes', html`<pk-context-routes .context=${query.get('context') || ''}></pk-context-routes>`);
    return html`<pk-hub></pk-hub>`;
  }
}

customElements.define('pk-operating', Operating);
