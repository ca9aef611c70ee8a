/* Help for each role, the keys of a page, and a short tour; fetched on demand. */

import {View, focusHeading, html, nothing} from './view.js';
import {addTexts, hasText, t} from './language.js';

await addTexts((wanted) => (wanted === 'fa' ? import('./help-fa.js') : import('./help-en.js')));

/** Roles that share a help page. */
const SAME = {headquarters: 'oversight', committee: 'chair', planning: 'chair'};
const TOPICS = ['line', 'access', 'changed', 'often', 'fault', 'locked'];
/** Elements that the steps of the tour point at. */
const STEPS = ['#content h1', '#search, #sections, #content .choices', '#help'];

/** Keys of a role: keys, name of their text, and whether they are pressed together. */
const KEYS = {
  all: [[['?'], 'keys'], [['Tab'], 'tab'], [['Enter'], 'enter'], [['Esc'], 'esc']],
  office: [[['Alt', 'N'], 'new', true], [['Alt', 'S'], 'search', true], [['F1'], 'why'], [['Ctrl', 'Enter'], 'submit', true]],
  district: [[['Alt', 'S'], 'search', true], [['N'], 'next'], [['C'], 'cover']],
  agency: [[['J', 'K'], 'list'], [['1', '2', '3'], 'verdict'], [['V'], 'plan'], [['N'], 'next'], [['Ctrl', 'Enter'], 'answer', true]],
  viewer: [[['Page Up', 'Page Down'], 'page'], [['+', '-', '0'], 'zoom'], [['R'], 'turn']],
};

/** Texts of a help page in order: `help.<role>.<n>` and its heading. */
function parts(role) {
  const found = [];
  for (let n = 1; hasText(`help.${role}.${n}`); n++) found.push(html`<div><dt>${t(`help.${role}.${n}.h`)}</dt><dd>${t(`help.${role}.${n}`)}</dd></div>`);
  return found;
}

function keys(role) {
  const rows = [...KEYS[role] || [], ...['office', 'district', 'agency'].includes(role) ? KEYS.viewer : [], ...KEYS.all];
  return html`<dl class="help-keys">${rows.map(([pressed, name, together]) => html`<dt dir="ltr">${pressed.map((one, i) => html`${i ? (together ? '+' : ' ') : ''}<kbd>${one}</kbd>`)}</dt><dd>${t(`help.key.${name}`)}</dd>`)}</dl>`;
}

class Help extends View {
  static properties = {kind: {}, topic: {}};

  updated(changed) {
    if (changed.has('topic') && this.topic) this.querySelector(`#help-${CSS.escape(this.topic)}`)?.focus();
    else if (changed.has('kind') && changed.get('kind') === undefined) focusHeading(this);
  }

  render() {
    const role = SAME[this.kind] || this.kind;
    return html`<h1 tabindex="-1">${t('help')}${t('colon')} ${t(`help.${role}`)}</h1>
      <div class="stack-cards"><section class="card" aria-labelledby="help-work"><h2 id="help-work">${t('help.work')}</h2><dl class="help-list">${parts(role)}</dl>
        <button type="button" class="btn btn-outline-primary justify-self-start" id="tour-again" @click=${() => this.dispatchEvent(new Event('tour'))}>${t('tour.again')}</button></section>
      <section class="card" aria-labelledby="help-wrong"><h2 id="help-wrong">${t('help.wrong')}</h2><dl class="help-list">${TOPICS.filter((one) => role !== 'citizen' || one !== 'changed').map((one) => html`<div><dt id="help-${one}" tabindex="-1">${t(`help.topic.${one}.h`)}</dt><dd>${t(`help.topic.${one}`)}</dd></div>`)}</dl></section>
      <section class="card" aria-labelledby="help-keys"><h2 id="help-keys">${t('help.keys')}</h2>${keys(role)}</section>
      ${role === 'citizen' ? nothing : html`<p class="mb-0"><a href="handbook" target="_blank" rel="noopener">${t('help.handbook')}</a></p>`}</div>`;
  }
}

/** A card with one step at a time. It never takes the focus. */
class Tour extends View {
  static properties = {kind: {}, step: {state: true}};

  constructor() {
    super();
    this.step = 0;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.querySelectorAll('.toured').forEach((one) => one.classList.remove('toured'));
  }

  updated() {
    document.querySelectorAll('.toured').forEach((one) => one.classList.remove('toured'));
    [...document.querySelectorAll(STEPS[this.step])].find((one) => one.checkVisibility())?.classList.add('toured');
  }

  render() {
    const last = this.step === STEPS.length - 1;
    const over = () => this.dispatchEvent(new Event('over'));
    const who = this.kind === 'citizen' ? 'citizen' : 'staff';
    return html`<section class="tour" aria-label=${t('tour')}><p class="mb-0" role="status">${t(`tour.${who}.${this.step + 1}`)}</p>
      <div class="d-flex flex-wrap gap-2"><button type="button" class="btn btn-primary btn-sm" id="tour-next" @click=${() => (last ? over() : this.step++)}>${t(last ? 'tour.end' : 'tour.next')}</button>
        ${last ? nothing : html`<button type="button" class="btn btn-outline-secondary btn-sm" id="tour-skip" @click=${over}>${t('tour.skip')}</button>`}</div></section>`;
  }
}

class Keys extends View {
  static properties = {kind: {}};

  render() {
    return html`<dialog class="confirm" id="keys" aria-labelledby="keys-title"><h2 id="keys-title" tabindex="-1">${t('help.keys')}</h2>${keys(this.kind)}
      <button type="button" class="btn btn-primary" @click=${() => this.querySelector('dialog').close()}>${t('viewer.close')}</button></dialog>`;
  }
}

customElements.define('pk-help', Help);
customElements.define('pk-tour', Tour);
customElements.define('pk-keys', Keys);

/** Shows the keys of a role in a dialog. Escape returns the focus. */
export async function showKeys(role) {
  const opener = document.activeElement;
  const view = document.createElement('pk-keys');
  view.kind = SAME[role] || role;
  document.body.append(view);
  await view.updateComplete;
  const dialog = view.querySelector('dialog');
  dialog.addEventListener('close', () => {
    view.remove();
    if (opener?.isConnected) opener.focus();
  }, {once: true});
  dialog.showModal();
  dialog.querySelector('#keys-title').focus();
}
