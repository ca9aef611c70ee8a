/* Required fields that are empty: said at the field, in the page's language. The browser would say it in its own, in a bubble that goes away. */

import {t} from './language.js';

let focused = false;

addEventListener('invalid', (e) => {
  e.preventDefault();
  const field = e.target;
  if (!focused) {
    // the events of one submission come one after the other; the first field is the one to go to
    focused = true;
    setTimeout(() => (focused = false));
    field.focus();
  }
  say(field);
}, true);

/** Where the words stand: behind all choices of a group, and behind what draws a file to choose. */
function place(field) {
  const group = field.type === 'radio' && field.closest('fieldset');
  return group ? group.lastElementChild : field.closest('.file-field') ?? field;
}

function say(field) {
  const at = place(field);
  if (at.nextElementSibling?.matches('[data-unfilled]') || at.matches('[data-unfilled]')) return;
  const words = document.createElement('div');
  words.className = 'invalid-feedback d-block';
  words.dataset.unfilled = '';
  words.id = `${field.id || field.name}-unfilled`;
  words.textContent = t('unfilled');
  at.after(words);
  const described = field.getAttribute('aria-describedby');
  field.setAttribute('aria-describedby', [described, words.id].filter(Boolean).join(' '));
  field.setAttribute('aria-invalid', 'true');
  field.classList.add('is-invalid');
  const done = () => {
    words.remove();
    field.classList.remove('is-invalid');
    field.removeAttribute('aria-invalid');
    if (described) field.setAttribute('aria-describedby', described);
    else field.removeAttribute('aria-describedby');
    field.form?.removeEventListener('input', heard);
    language.disconnect();
  };
  const heard = (input) => (input.target === field || input.target.name === field.name) && done();
  field.form?.addEventListener('input', heard);
  const language = new MutationObserver(done);
  language.observe(document.documentElement, {attributeFilter: ['lang']});
}
