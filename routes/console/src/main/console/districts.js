/* Locations: the city's districts, and points that people copy from maps. */

import {html} from './view.js';
import {latin, number, t} from './language.js';

/** Number of districts, which the hub writes into the page. */
export const DISTRICTS = Number(document.documentElement.dataset.districts);
/** Degrees with three or more decimals, as maps write them; a zoom level has no decimals. */
const DEGREES = '(-?\\d{1,3}\\.\\d{3,})';
const NAMED = [new RegExp(`lat(?:itude)?=${DEGREES}`), new RegExp(`(?:lon|lng|long|longitude)=${DEGREES}`)];
const MARKED = new RegExp(`!3d${DEGREES}!4d${DEGREES}`);
const PAIR = new RegExp(`${DEGREES}[^\\d.-]{1,20}${DEGREES}`);
/** Matches two numbers without other text, with any number of decimals. */
const ALONE = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,،;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;
const METRE = 5;

/** Options of a select of districts. @param chosen its value, as text */
export function districtOptions(chosen) {
  return Array.from({length: DISTRICTS}, (_, i) => html`<option value=${i + 1} .selected=${chosen === String(i + 1)}>${t('district', number(i + 1))}</option>`);
}

/** The point in a text: two coordinates, or the address of a map that contains them; null if there is none. */
export function pointOf(text) {
  const plain = latin(text ?? '').replaceAll('٫', '.').replace(/%2C/gi, ',');
  const named = NAMED.map((part) => part.exec(plain)?.[1]);
  const found = named.every(Boolean) ? named : (MARKED.exec(plain) ?? PAIR.exec(plain) ?? ALONE.exec(plain))?.slice(1);
  if (!found) return null;
  const [latitude, longitude] = found.map((degrees) => Number(Number(degrees).toFixed(METRE)));
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? {latitude, longitude} : null;
}
