/*
 * A renovation code as its seven numbers, each with its name, from left to right: a separator or the last digit that a number may have leads on to the
 * next, and a whole code that is pasted into any of them fills all. Whether it is right the hub says.
 */

import {View, html, nothing} from './view.js';
import {t} from './language.js';
import {codeLengths} from './forms.js';

const PARTS = ['district', 'region', 'block', 'house', 'building', 'apartment', 'shop'];
const LAST = PARTS.length - 1;
/** Between the numbers of a code, as people, tables and other programs write it. */
const DASH = /\s*[\p{Pd}\u2212]\s*/u;
const SEPARATOR = /[\p{Pd}\u2212\s/\\_.,:;|،؛٬]+/u;
/** What is not seen and comes along from a text: joiners, marks of direction. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** One key between two numbers; on a Persian keyboard also the joiner of Shift and space. */
const BETWEEN = /^[\p{Pd}\u2212\s/\\_.,:;|،؛٬\u200c]$/u;
const LONGEST = 60;

/** The numbers of what somebody wrote; seven digits without anything between them can be read in one way. */
function numbers(text) {
  const clean = text.replace(UNSEEN, '').trim();
  if (/^\p{Nd}{7}$/u.test(clean)) return [...clean];
  return clean.split(DASH.test(clean) ? DASH : SEPARATOR);
}

/**
 * A control of its form: its `name` and `value`, the numbers joined by dashes, are sent and kept as any field's are, and each change is an `input`.
 * `lengths` are the most digits of each number, where the page knows them from its own door. Its legend belongs to whoever draws it.
 */
class PropertyCode extends View {
  static formAssociated = true;

  static properties = {parts: {state: true}, lengths: {}, wrong: {}, right: {}, described: {}, large: {}};

  constructor() {
    super();
    this.internals = this.attachInternals();
    this.parts = PARTS.map(() => '');
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.lengths) codeLengths().then((lengths) => (this.lengths = lengths)).catch(() => {});
  }

  get name() {
    return this.getAttribute('name') ?? '';
  }

  get value() {
    return this.parts.some(Boolean) ? this.parts.join('-') : '';
  }

  set value(text) {
    if ((text ?? '') === this.value) return;
    const given = (text ?? '').split('-');
    this.parts = PARTS.map(() => '');
    this.take(given.length > 1 ? given : numbers(text ?? ''), 0);
  }

  formResetCallback() {
    this.value = '';
  }

  focus() {
    this.input(0)?.focus();
  }

  input(i) {
    return this.querySelectorAll('input')[i];
  }

  /** Numbers from one place on, a whole code from the first; what is too much stays with the last, so that nothing that was entered is lost. @return the place after them */
  take(given, from) {
    const start = given.length > LAST ? 0 : from;
    this.parts = this.parts.map((one, i) => given[i - start] ?? one);
    if (start + given.length > LAST) this.parts[LAST] = given.slice(LAST - start).join('-');
    this.internals.setFormValue(this.value);
    return Math.min(start + given.length, LAST);
  }

  said() {
    this.dispatchEvent(new Event('input', {bubbles: true}));
  }

  async go(i) {
    await this.updateComplete;
    const input = this.input(i);
    input.focus();
    input.select();
  }

  /** A separator is no part of a number: it leads on, once, also where the last digit has led on already. */
  before(e, i) {
    if (!e.data || !BETWEEN.test(e.data)) {
      this.led = false;
      return;
    }
    e.preventDefault();
    if (!this.led && this.parts[i] && i < LAST) this.go(i + 1);
    this.led = false;
  }

  typed(e, i) {
    e.stopPropagation();
    const input = e.target;
    const given = numbers(input.value).filter(Boolean);
    const many = given.length > 1;
    if (many) {
      const at = this.take(given, i);
      input.value = this.parts[i];
      this.go(at);
    } else {
      const seen = input.value.replace(UNSEEN, '');
      if (seen !== input.value) input.value = seen;
      this.parts = this.parts.map((one, k) => (k === i ? seen : one));
      this.internals.setFormValue(this.value);
    }
    this.said();
    const full = this.lengths && [...this.parts[i]].length >= this.lengths[i];
    if (!many && full && i < LAST && e.inputType?.startsWith('insert') && input.selectionStart === input.value.length) {
      this.led = true;
      this.go(i + 1);
    }
  }

  pasted(e, i) {
    const given = numbers(e.clipboardData.getData('text')).filter(Boolean);
    if (given.length < 2) return;
    e.preventDefault();
    this.led = false;
    this.go(this.take(given, i));
    this.said();
  }

  /** Back over the beginning of a number is the end of the one before. */
  key(e, i) {
    const input = e.target;
    if (e.key === 'Tab') this.led = false;
    if (e.key !== 'Backspace' || !i || input.selectionStart || input.selectionEnd) return;
    e.preventDefault();
    const other = this.input(i - 1);
    other.focus();
    other.setSelectionRange(other.value.length, other.value.length);
  }

  render() {
    const state = this.wrong ? 'is-invalid' : this.right ? 'is-valid' : '';
    return html`<div class="code-parts">${PARTS.map((part, i) => html`<div><label for="${this.id}-${part}">${t(`part.${part}`)}</label>
      <input class="form-control ${this.large ? 'form-control-lg' : ''} ${state}" id="${this.id}-${part}" data-part=${part} dir="ltr" inputmode="numeric" autocomplete="off" maxlength=${LONGEST} .value=${this.parts[i]}
        aria-invalid=${this.wrong ? 'true' : 'false'} aria-describedby=${(!i && this.described) || nothing} @beforeinput=${(e) => this.before(e, i)} @input=${(e) => this.typed(e, i)} @change=${(e) => e.stopPropagation()}
        @paste=${(e) => this.pasted(e, i)} @keydown=${(e) => this.key(e, i)}></div>`)}</div>`;
  }
}

customElements.define('pk-property-code', PropertyCode);
