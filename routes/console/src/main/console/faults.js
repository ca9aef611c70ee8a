/* A refusal that names a field is said at that field, by the field's name as the page has it. */

import {html, nothing} from './view.js';

/** Whether a refusal is said at one of these fields. */
export function named(problem, fields) {
  return problem?.status === 422 && fields.includes(problem.field);
}

/** What is wrong with a field, in the hub's words. @param id of the field */
export function fault(problem, field, label, id) {
  return named(problem, [field]) ? html`<div class="invalid-feedback d-block" id=${`${id}-fault`}>${problem.words.replace(field, label)}</div>` : nothing;
}
