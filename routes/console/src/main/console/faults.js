/* Faults of a form: each at its field, and together in a summary whose links lead to the fields. */

import {html, nothing} from './view.js';
import {number, t} from './language.js';

/** Whether a refusal is about one of these fields. */
export function named(problem, fields) {
  return problem?.status === 422 && fields.includes(problem.field);
}

/** What is wrong with a field, in the hub's words. @param id of the field */
export function fault(problem, field, id) {
  return named(problem, [field]) ? html`<div class="invalid-feedback d-block" id=${`${id}-fault`}>${problem.words.replace(/\d{4}-\d\d-\d\d/g, '\u2066$&\u2069')}</div>` : nothing;
}

/**
 * The faults of a form, above it. Give it the focus after a refused submission, so that a reader hears how many there are.
 *
 * @param faults {id, label, words} of each field at fault; `id` is the field's element
 */
export function summary(faults) {
  if (!faults.length) return nothing;
  return html`<div class="alert alert-danger" role="alert" tabindex="-1" data-summary><p class="mb-1">${t('mend', number(faults.length))}</p>
    <ul class="mb-0">${faults.map(({id, label, words}) => html`<li><a href="#${id}" data-leads-to=${id} @click=${(e) => lead(e, id)}>${label}${t('colon')} ${words}</a></li>`)}</ul></div>`;
}

function lead(e, id) {
  e.preventDefault();
  const field = document.getElementById(id);
  field?.scrollIntoView({block: 'center'});
  field?.focus();
}
