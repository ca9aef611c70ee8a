/* Words of the pages of those who decide, pay and watch over others: fetched with the first of these pages. */

import {also} from './language.js';

const words = {fa: () => import('./governance-fa.js'), en: () => import('./governance-en.js')};

await also(words);
