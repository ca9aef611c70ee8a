/* Language, text direction, and formats of numbers and dates. Codes, amounts and names come from the hub. */

const CHOSEN = 'pishkhan.language';
const catalogues = {};
const sources = [(wanted) => (wanted === 'fa' ? import('./texts-fa.js') : import('./texts-en.js'))];
const wished = wish();
let chosen = (wished ?? localStorage.getItem(CHOSEN)) === 'en' ? 'en' : 'fa';
const views = new Set();

/** The language that a link of a page without script passes in the address. The parameter is removed after it is read. */
function wish() {
  const said = new URLSearchParams(location.search).get('lang');
  if (said) history.replaceState(null, '', location.pathname + location.hash);
  return said;
}

/** The address of a page without script, which knows the language only from its parameter. */
export function withLanguage(path) {
  return chosen === 'en' ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path;
}

export function language() {
  return chosen;
}

/** Registers a view that is redrawn when the language changes. */
export function addView(view) {
  views.add(view);
}

export function removeView(view) {
  views.delete(view);
}

export async function chooseLanguage(wanted) {
  catalogues[wanted] ??= Object.assign({}, ...(await Promise.all(sources.map((source) => source(wanted)))).map((texts) => texts.default));
  chosen = wanted;
  localStorage.setItem(CHOSEN, wanted);
  document.documentElement.lang = wanted;
  document.documentElement.dir = wanted === 'fa' ? 'rtl' : 'ltr';
  await styled(wanted === 'fa' ? 'rtl' : 'ltr');
  document.title = t('title');
  views.forEach((view) => view.requestUpdate());
}

/** Adds texts to those of the console; they are loaded when the promise resolves. @param source returns the module of a language */
export async function addTexts(source) {
  sources.push(source);
  await Promise.all(Object.keys(catalogues).map(async (known) => Object.assign(catalogues[known], (await source(known)).default)));
}

/** Switches the stylesheet of the text direction. It is loaded on first use, and the page waits for it, so that text does not move. */
async function styled(direction) {
  const wanted = document.getElementById(`style-${direction}`);
  const other = document.getElementById(direction === 'rtl' ? 'style-ltr' : 'style-rtl');
  if (wanted.disabled || wanted.rel !== 'stylesheet') {
    await new Promise((resolve) => {
      wanted.onload = wanted.onerror = resolve;
      wanted.rel = 'stylesheet';
      wanted.removeAttribute('title');
      wanted.disabled = false;
      setTimeout(resolve, 3000);
    });
  }
  other.disabled = true;
}

/** A text of the console. */
export function t(key, ...args) {
  const text = catalogues[chosen]?.[key];
  if (text === undefined) return key;
  return text.replace(/\{(\d)\}/g, (_, i) => args[i] ?? '');
}

export function hasText(key) {
  return catalogues[chosen]?.[key] !== undefined;
}

/** A text of the hub in the current language: {titleFa, titleEn}, {title, titleFa} or {fa, en}. */
export function both(of, name = 'title') {
  if (!of) return '';
  const end = chosen === 'fa' ? 'Fa' : 'En';
  return of[name + end] ?? of[chosen] ?? of[name] ?? '';
}

const locale = () => (chosen === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB-u-ca-persian');

export function number(value) {
  return new Intl.NumberFormat(chosen === 'fa' ? 'fa-IR' : 'en-GB').format(value);
}

export function date(value) {
  return new Intl.DateTimeFormat(locale(), {dateStyle: 'medium', timeZone: 'Asia/Tehran'}).format(new Date(value));
}

export function time(value) {
  return new Intl.DateTimeFormat(locale(), {
    year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tehran',
  }).format(new Date(value));
}

export function today() {
  const part = (options) => new Intl.DateTimeFormat(locale(), {...options, timeZone: 'Asia/Tehran'}).format(new Date());
  return `${part({weekday: 'long'})} ${part({dateStyle: 'long'})}`;
}

/** Time until or since a moment, in the largest whole unit. */
export function timeUntil(value) {
  const minutes = (new Date(value) - Date.now()) / 60000;
  const words = new Intl.RelativeTimeFormat(chosen, {numeric: 'auto'});
  const [size, unit] = Math.abs(minutes) < 60 ? [1, 'minute'] : Math.abs(minutes) < 2880 ? [60, 'hour'] : [1440, 'day'];
  return words.format(Math.round(minutes / size), unit);
}

/** A duration in the most suitable unit. @param hours may be a fraction */
export function durationText(hours) {
  const minutes = Math.max(1, Math.round(hours * 60));
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : hours < 48 ? [Math.round(hours * 10) / 10, 'hour'] : [Math.round(hours / 24), 'day'];
  return new Intl.NumberFormat(chosen === 'fa' ? 'fa-IR' : 'en-GB', {style: 'unit', unit, unitDisplay: 'long'}).format(value);
}

const SOON = 2 * 86400000;

/** CSS class of a deadline: past, within two days, or neither. */
export function deadlineClass(due) {
  const left = new Date(due) - Date.now();
  return left < 0 ? 'late' : left < SOON ? 'soon' : '';
}

/** A text in digits of the current language, for display only. */
export function digits(text) {
  return chosen === 'fa' ? String(text ?? '').replace(/[0-9]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[d]) : String(text ?? '');
}

const PERSIAN = /[\u0600-\u06ff]/;

/** Text of a user with localized digits. The hub stores Latin digits. Codes with Latin letters and text that is not Persian stay unchanged. */
export function localizedDigits(text) {
  const words = String(text ?? '');
  return chosen === 'fa' && (PERSIAN.test(words) || !/[a-z]/i.test(words)) ? words.replace(/[\w.:/-]+/g, (part) => (/[a-z]/i.test(part) ? part : digits(part))) : words;
}

/** A text with its Persian and Arabic digits as Latin ones. */
export function latin(text) {
  return String(text ?? '').replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
}

/** The typed ID if it matches the masked one, otherwise the masked ID: the person who typed an ID may read it. */
export function unmaskedId(masked, typedId) {
  const plain = latin(typedId).replace(/\D/g, '').padStart(10, '0');
  const same = new RegExp(`^${String(masked ?? '').replace(/[^0-9*]/g, '').replaceAll('*', '[0-9]')}$`);
  return typedId && same.test(plain) ? digits(plain) : digits(String(masked ?? '').replace(/\*/g, '•'));
}

/**
 * The value of a typed number in digits of any script; NaN if it is not a number.
 * @param fraction whether decimals are permitted, after a point or a Persian decimal sign
 */
export function parseNumber(text, fraction = false) {
  const plain = latin(text)
    .replace(/[\s\u200c\u200e\u200f٬,]/g, '')
    .replace('٫', '.');
  return (fraction ? /^[0-9]{1,12}(\.[0-9]{1,6})?$/ : /^[0-9]{1,15}$/).test(plain) ? Number(plain) : NaN;
}
