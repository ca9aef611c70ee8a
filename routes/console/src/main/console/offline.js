/* An expert's phone goes where no line is: the page and what was read last are kept on it, until its login ends. */

import {SESSION, keepReads} from './api.js';
import {reads} from './photos.js';

/** Whose reads are kept here. */
const OWNER = 'pishkhan.offline';
let policy;

/** Before anything is asked: what an expert read here before may stand in for the hub. */
export function resumeReads() {
  if (localStorage.getItem(OWNER)) keepReads(reads);
}

/** From now on what is read is kept, and so is the page once its parts are there. */
export async function keepOffline(session) {
  if (localStorage.getItem(OWNER) !== session.principal) await reads.clear().catch(() => {});
  localStorage.setItem(OWNER, session.principal);
  keepReads(reads);
  await reads.put(new URL(SESSION, document.baseURI).href, {json: {...session, csrf: null}}).catch(() => {});
  if (!navigator.serviceWorker) return;
  policy ??= self.trustedTypes?.createPolicy('pishkhan-worker', {createScriptURL: (url) => url});
  const address = new URL('console/worker.js', document.baseURI).href;
  try {
    await navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address, {scope: new URL('console', document.baseURI).pathname});
    const {active} = await navigator.serviceWorker.ready;
    // what is drawn on the spot, also what nobody opened yet
    await Promise.all([import('./inspections.js'), import('./case.js'), import('./inspection.js'), import('./texts-en.js'), import('./texts-fa.js')]);
    active.postMessage([...new Set(performance.getEntriesByType('resource').map((entry) => entry.name))]);
  } catch (e) {
    console.info('Nothing is kept for where there is no line:', String(e));
  }
}

export async function forgetOffline() {
  if (!localStorage.getItem(OWNER)) return;
  localStorage.removeItem(OWNER);
  keepReads(null);
  await reads.clear().catch(() => {});
}
