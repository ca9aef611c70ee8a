/* Schematic map of the city: each district is a tile at its approximate place; darker tiles have larger values. */

import {svg} from 'lit';
import {digits, t} from './language.js';

/** Column and row of each district, starting with district 1. */
const PLACES = [[3, 0], [2, 1], [3, 1], [4, 1], [1, 1], [2, 2], [3, 2], [4, 2], [1, 2], [1, 3], [2, 3], [3, 3], [4, 3], [3, 4], [4, 4], [2, 4], [1, 4], [0, 3], [1, 5], [2, 5], [0, 2], [0, 1]];
const SIZE = 78;
const GAP = 6;
const SHADES = 5;

/** @param values by district number: {value, words}; larger values are darker, and a tile links to address(district) */
export function cityMap(values, title, address) {
  const most = Math.max(1, ...[...values.values()].map((v) => v.value));
  return svg`<svg class="city-map" viewBox="0 0 ${5 * SIZE} ${6 * SIZE}" role="group" aria-label=${title} direction="ltr">
    ${PLACES.map(([x, y], i) => {
      const district = i + 1;
      const v = values.get(String(district));
      const shade = v && v.value > 0 ? Math.max(1, Math.ceil((v.value / most) * SHADES)) : 0;
      return svg`<a href=${address(district)} aria-label=${`${t('facet.district')} ${digits(district)}: ${v ? v.words : t('map.nothing')}`} data-district=${district}>
        <rect class="shade-${shade}" x=${x * SIZE + GAP / 2} y=${y * SIZE + GAP / 2} width=${SIZE - GAP} height=${SIZE - GAP} rx="8"></rect>
        <text class="tile-number shade-text-${shade}" x=${x * SIZE + SIZE / 2} y=${y * SIZE + 26} text-anchor="middle">${digits(district)}</text>
        <text class="tile-value shade-text-${shade}" x=${x * SIZE + SIZE / 2} y=${y * SIZE + 54} text-anchor="middle">${v ? v.words : '–'}</text></a>`;
    })}</svg>`;
}
