/* Downloads a table of the hub as a file for spreadsheets, in the language of the page. */

import {call} from './api.js';

export async function download(method, path, options) {
  const {blob, name} = await call(method, path, {...options, file: 'text/csv'});
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
