/* Faults of a form: each at its field, and a summary with links to the fields. */

import {LitElement, html, nothing} from 'lit';
import {both, addView, number, t, removeView} from './language.js';

/** Isolates dates, so that their parts keep their order in Persian text. */
const ordered = (words) => words.replace(/\d{4}-\d\d-\d\d/g, '\u2066$&\u2069');

/** Whether an error answer is about one of these fields. */
export function isAboutFields(problem, fields) {
  return problem?.status === 422 && fields.includes(problem.field);
}

/** The hub's message about a field. @param id of the field */
export function fieldError(problem, field, id) {
  return isAboutFields(problem, [field]) ? html`<div class="invalid-feedback d-block" id=${`${id}-fault`}>${ordered(problem.words)}</div>` : nothing;
}

/**
 * Summary of the faults above a form. It should get the focus after a refused submission, so that screen readers announce the number of faults.
 * @param faults {id, label, words} of each faulty field; `id` is the field's element
 */
export function errorSummary(faults) {
  if (!faults.length) return nothing;
  return html`<div class="alert alert-danger" role="alert" tabindex="-1" data-summary><p class="mb-1">${t('mend', number(faults.length))}</p>
    <ul class="mb-0">${faults.map(({id, label, words}) => html`<li><a href="#${id}" data-leads-to=${id} @click=${(e) => lead(e, id)}>${label}${t('colon')} ${words}</a></li>`)}</ul></div>`;
}

function lead(e, id) {
  e.preventDefault();
  // a group of checkboxes is represented by its first one
  const field = document.getElementById(id) ?? document.getElementById(`${id}-0`);
  field?.scrollIntoView({block: 'center'});
  field?.focus();
}

/** Message next to a field, or a summary, for forms whose view draws no faults. It is redrawn when the language changes. */
class Marked extends LitElement {
  static properties = {draw: {}};

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    addView(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeView(this);
  }

  render() {
    return this.draw?.() ?? nothing;
  }
}

customElements.define('pk-marked', Marked);

/** The message at each marked field, and the field's original description. */
const marks = new Map();
/** Fields that the browser found invalid in the current submission. */
let invalid = [];

/** The field of an element. Radio buttons of one name are one field. */
function fieldOf(element) {
  return element.type === 'radio' ? [...element.form.elements].find((e) => e.name === element.name) : element;
}

/** The field's label after the label of its group, because two people of one form have the same fields. */
function labelOf(field) {
  const label = field.type === 'radio' ? null : field.labels?.[0];
  return [field.closest('fieldset')?.querySelector('legend'), label].filter(Boolean).map((e) => e.textContent.trim()).join(t('comma')) || field.getAttribute('aria-label') || '';
}

/** Element after which the message of a field is inserted: the field, or the whole control that contains it. */
function after(field) {
  const whole = field.type === 'file' ? field.closest('pk-file') : field.type === 'radio' ? field.closest('fieldset')?.lastElementChild : field.closest('.input-group');
  return whole || field;
}

/**
 * @param words function that returns the message in the language of the page
 * @param kind `fault` for errors of the hub, `unfilled` for missing values; a view may draw a fault in addition
 */
function mark(field, words, kind) {
  unmark(field);
  const note = document.createElement('pk-marked');
  note.className = 'invalid-feedback d-block';
  note.id = `${field.id || field.name}-${kind}`;
  note.draw = words;
  [...marks.keys()].filter((other) => !other.isConnected).forEach((other) => marks.delete(other));
  marks.set(field, {note, words, described: field.getAttribute('aria-describedby')});
  after(field).after(note);
  if ('wrong' in field) Object.assign(field, {wrong: true, described: note.id});
  field.classList.add('is-invalid');
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', [field.getAttribute('aria-describedby'), note.id].filter(Boolean).join(' '));
}

function unmark(field) {
  const {note, described} = marks.get(field) ?? {};
  if (!note) return;
  marks.delete(field);
  note.remove();
  if ('wrong' in field) Object.assign(field, {wrong: false, described: null});
  field.classList.remove('is-invalid');
  field.removeAttribute('aria-invalid');
  if (described) field.setAttribute('aria-describedby', described);
  else field.removeAttribute('aria-describedby');
}

const markedIn = (form) => [...form.elements].filter((field) => marks.has(field));

/** Draws a summary above the form if there are several faults. The summary or the single faulty field gets the focus. */
function point(form, focus = true) {
  form.querySelector(':scope > pk-marked.all')?.remove();
  const fields = markedIn(form);
  if (fields.length > 1) {
    const all = document.createElement('pk-marked');
    all.className = 'all d-block w-100';
    all.draw = () => errorSummary(fields.filter((field) => marks.has(field)).map((field) => ({id: field.id, label: labelOf(field), words: marks.get(field).words()})));
    const heading = form.querySelector(':scope > :is(h1, h2)');
    if (heading) heading.after(all);
    else form.prepend(all);
    if (focus) all.updateComplete.then(() => all.querySelector('[data-summary]').focus());
    return;
  }
  if (!focus) return;
  fields[0]?.scrollIntoView({block: 'nearest'});
  fields[0]?.focus();
}

function clear(form) {
  form.querySelector(':scope > pk-marked.all')?.remove();
  markedIn(form).forEach(unmark);
}

/** Message for an empty or too short field. */
function lacking(field) {
  if (field.validity.tooShort) return t('unfilled.short', number(field.minLength));
  return t(field.type === 'file' ? 'unfilled.file' : ['radio', 'select-one'].includes(field.type) ? 'unfilled.choice' : 'unfilled');
}

/**
 * Marks errors of the hub at the fields of a form whose view draws no faults.
 * @param focus whether the fault gets the focus; it must not interrupt a user who types elsewhere
 * @return whether every fault was shown at a field, so that no general message is needed
 */
export function marked(form, problem, focus) {
  const called = (name = '') => form.elements.namedItem(name) ?? form.elements.namedItem(name.replace(/^.*[.]|\[\d+]$/g, ''));
  const faults = problem.status === 422 ? problem.faults.map((fault) => [called(fault.field), fault]) : [];
  if (!faults.length || faults.some(([field]) => !field)) return false;
  faults.forEach(([field, fault]) => mark(fieldOf(field.length && !field.form ? field[0] : field), () => ordered(both(fault, 'message') || problem.words), 'fault'));
  point(form, focus);
  return true;
}

// replaces the browser's messages, which are in the browser's language
document.addEventListener('invalid', (e) => {
  e.preventDefault();
  if (!invalid.length) {
    setTimeout(() => {
      const fields = [...new Set(invalid.filter((field) => field.isConnected).map(fieldOf))];
      invalid = [];
      fields.forEach((field) => mark(field, () => lacking(field), 'unfilled'));
      if (fields.length) point(fields[0].form);
    });
  }
  invalid.push(e.target);
}, true);
for (const kind of ['input', 'change']) {
  document.addEventListener(kind, ({target}) => {
    const form = target.closest?.('form');
    if (!form || !marks.size) return;
    unmark(fieldOf(target.closest('pk-property-code') ?? target));
    const all = form.querySelector(':scope > pk-marked.all');
    if (markedIn(form).length > 1) all?.requestUpdate();
    else all?.remove();
  }, true);
}
for (const kind of ['submit', 'reset']) document.addEventListener(kind, (e) => clear(e.target), true);
