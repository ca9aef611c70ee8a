/* Dialog that confirms, with a summary, an act that one person cannot undo. */

import {render} from 'lit';
import {html, nothing} from './view.js';
import {t} from './language.js';

/**
 * @param title the act
 * @param rows pairs of a name and its value; empty values are left out
 * @param act label of the button that confirms
 * @param danger whether the act takes something away
 * @param words consequence of the act; the default says that it cannot be undone
 * @param opener element that gets the focus back; a button that is disabled in the meantime loses it
 * @return promise of whether the act was confirmed
 */
export function askConfirmation({title, rows = [], act, danger, words = t('confirm.once'), opener = document.activeElement}) {
  const dialog = document.createElement('dialog');
  dialog.className = 'confirm';
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  const close = (answer) => () => dialog.close(answer);
  render(html`<h2 id="confirm-title" tabindex="-1">${title}</h2>
    <dl class="rows">${rows.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== nothing).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
    <p class="mb-0 text-secondary">${words}</p>
    <div class="d-flex flex-wrap gap-2"><button type="button" class="btn ${danger ? 'btn-danger' : 'btn-primary'}" data-confirm @click=${close('yes')}>${act}</button>
      <button type="button" class="btn btn-outline-secondary" data-cancel @click=${close('')}>${t('confirm.back')}</button></div>`, dialog);
  // leaving the page closes the dialog
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
