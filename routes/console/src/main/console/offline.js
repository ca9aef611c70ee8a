/* Offline support for experts: the page and the last reads are stored on the phone until the login ends. */

import {SESSION, setReadStore} from './api.js';
import {readStore} from './photos.js';

/** Key of the principal whose reads are stored. */
const OWNER = 'pishkhan.offline';
let policy;

/** Uses the stored reads of an expert from the start of the page, before the first request. */
export function useStoredReads() {
  if (localStorage.getItem(OWNER)) setReadStore(readStore);
}

/** Stores reads from now on, and the page once its parts are loaded. */
export async function keepOffline(session) {
  if (localStorage.getItem(OWNER) !== session.principal) await readStore.clear().catch(() => {});
  localStorage.setItem(OWNER, session.principal);
  setReadStore(readStore);
  await readStore.put(new URL(SESSION, document.baseURI).href, {json: {...session, csrf: null}}).catch(() => {});
  if (!navigator.serviceWorker) return;
  policy ??= self.trustedTypes?.createPolicy('pishkhan-worker', {createScriptURL: (url) => url});
  const address = new URL('console/worker.js', document.baseURI).href;
  try {
    await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address, {scope: new URL('console', document.baseURI).pathname});
    const {active} = await navigator.serviceWorker.ready;
    // loads every part that an inspection needs, even if it was not opened yet
    await Promise.all([import('./inspections.js'), import('./case.js'), import('./inspection.js'), import('./texts-en.js'), import('./texts-fa.js')]);
    active.postMessage([...new Set(performance.getEntriesByType('resource').map((entry) => entry.name))]);
  } catch (e) {
    console.info('Nothing is kept for where there is no line:', String(e));
  }
}

export async function forgetOffline() {
  if (!localStorage.getItem(OWNER)) return;
  localStorage.removeItem(OWNER);
  setReadStore(null);
  await readStore.clear().catch(() => {});
}
