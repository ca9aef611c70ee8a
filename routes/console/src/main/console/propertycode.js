/*
 * A renovation code as seven numbers with names, from left to right. A separator or the last possible digit moves to the next number, and a pasted
 * code fills all numbers. The hub validates the code.
 */

import {View, html, nothing} from './view.js';
import {t} from './language.js';
import {codeLengths} from './forms.js';

const PARTS = ['district', 'region', 'block', 'house', 'building', 'apartment', 'shop'];
const LAST = PARTS.length - 1;
/** Separators between the numbers of a code, as people, tables and other programs write them. */
const DASH = /\s*[\p{Pd}\u2212]\s*/u;
const SEPARATOR = /[\p{Pd}\u2212\s/\\_.,:;|،؛٬]+/u;
/** Invisible characters of pasted text: joiners, direction marks. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** A key between two numbers; on a Persian keyboard also the joiner of Shift and space. */
const BETWEEN = /^[\p{Pd}\u2212\s/\\_.,:;|،؛٬\u200c]$/u;
const LONGEST = 60;

/** Splits a text into numbers. Seven digits without separators are one digit for each number. */
function numbers(text) {
  const clean = text.replace(UNSEEN, '').trim();
  if (/^\p{Nd}{7}$/u.test(clean)) return [...clean];
  return clean.split(DASH.test(clean) ? DASH : SEPARATOR);
}

/**
 * Form control whose `value`, the numbers joined by dashes, is sent and stored like that of any field; each change dispatches `input`. `lengths` are
 * the maximum digits of each number, if the page knows them from its own API. The surrounding view draws the legend.
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

  /**
   * Enters numbers from a position on, a whole code from the first. Surplus numbers are appended to the last, so that no input is lost. @return the
   * next position
   */
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

  /** Handles a separator: it moves to the next number, unless the last digit has already done so. */
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

  /** Moves to the end of the previous number on Backspace at the beginning of a number. */
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
