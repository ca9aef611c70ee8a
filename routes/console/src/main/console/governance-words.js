/* Texts of the pages of committees, treasury and oversight, fetched with the first of these pages. */

import {also} from './language.js';

await also((wanted) => (wanted === 'fa' ? import('./governance-fa.js') : import('./governance-en.js')));
