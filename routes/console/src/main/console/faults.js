/* A refusal that names a field is said at that field. */

import {html, nothing} from './view.js';

/** Whether a refusal is said at one of these fields. */
export function named(problem, fields) {
  return problem?.status === 422 && fields.includes(problem.field);
}

/** What is wrong with a field, in the hub's words. @param id of the field */
export function fault(problem, field, id) {
  return named(problem, [field]) ? html`<div class="invalid-feedback d-block" id=${`${id}-fault`}>${problem.words.replace(/\d{4}-\d\d-\d\d/g, '\u2066$&\u2069')}</div>` : nothing;
}
