/* Asks once, with a summary, before an act that cannot be undone by one person. */

import {render} from 'lit';
import {html, nothing} from './view.js';
import {t} from './language.js';

/**
 * @param title what is about to be done
 * @param rows pairs of a name and its value; empty values are left out
 * @param act the label of the button that does it
 * @param danger whether the act takes something away
 * @param words what becomes of it; by default that it cannot be undone
 * @param opener gets the focus back; a button that was disabled meanwhile has lost it
 * @return a promise of whether the act was confirmed
 */
export function confirmed({title, rows = [], act, danger, words = t('confirm.once'), opener = document.activeElement}) {
  const dialog = document.createElement('dialog');
  dialog.className = 'confirm';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  const close = (answer) => () => dialog.close(answer);
  render(html`<h2 id="confirm-title" tabindex="-1">${title}</h2>
    <dl class="rows">${rows.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== nothing).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="mb-0 text-secondary">${words}</p>
    <div class="d-flex flex-wrap gap-2"><button type="button" class="btn ${danger ? 'btn-danger' : 'btn-primary'}" data-confirm @click=${close('yes')}>${act}</button>
      <button type="button" class="btn btn-outline-secondary" data-cancel @click=${close('')}>${t('confirm.back')}</button></div>`, dialog);
  // a page that is left takes its question with it
  const leave = () => dialog.close('');
  addEventListener('hashchange', leave, {once: true});
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('#confirm-title').focus();
  return new Promise((resolve) => dialog.addEventListener('close', () => {
    removeEventListener('hashchange', leave);
    dialog.remove();
    if (opener?.isConnected) opener.focus();
    resolve(dialog.returnValue === 'yes');
  }, {once: true}));
}
