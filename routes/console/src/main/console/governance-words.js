/* Texts of the pages of committees, treasury and oversight, fetched with the first of these pages. */

import {addTexts} from './language.js';

await addTexts((wanted) => (wanted === 'fa' ? import('./governance-fa.js') : import('./governance-en.js')));
