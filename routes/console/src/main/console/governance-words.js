/* Words of the pages of those who decide, pay and watch over others: fetched with the first of these pages. */

import {also} from './language.js';

await also((wanted) => (wanted === 'fa' ? import('./governance-fa.js') : import('./governance-en.js')));
