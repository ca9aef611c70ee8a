/*
 * Drafts: input and scans before a case exists, which remain when the user opens another page. Input is also stored on the hub, encrypted, for seven
 * days, so that it outlives a crash of the browser; scans are not. Each window has its own draft, because two windows that open a case are used for
 * two applicants.
 */

import {call, onSession} from './api.js';
import {dropPhotos} from './photos.js';

const KEEP = 1500;
/** Milliseconds after which a failed save is retried. */
const AGAIN = 5000;
/** Suffixes of the drafts of one service, one for each window of a login. Further windows share the last one. */
const SEATS = ['', '-2', '-3', '-4'];
const drafts = new Map();
/** Pending writes by draft. Later writes and reads of the same draft wait for them. */
const writes = new Map();

function enqueue(name, work) {
  const result = (writes.get(name) || Promise.resolve()).then(work);
  writes.set(name, result);
  return result;
}

function path(name) {
  return `console/drafts/${name}`;
}

function fresh(values) {
  return {values: new Map(values), lists: {}, files: [], key: null, kept: null, timer: null, saved: true, changed: new Set()};
}

/** Locks a draft until this window closes or releases it. @return function that releases it, or null if another window holds it */
function lockDraft(name) {
  return new Promise((taken) => {
    navigator.locks.request(`pishkhan draft ${name}`, {ifAvailable: true}, (lock) => {
      if (!lock) return taken(null);
      return new Promise((release) => taken(release));
    }).catch(() => taken(null));
  });
}

/** Pending reads. */
const reading = new Set();
/** Whether the user has logged out and no user has logged in yet. A page that is drawn in this state requests nothing. */
let left = false;
onSession(({session}) => {
  if (!session || !left) return;
  left = false;
  // an empty draft that was drawn before the login would hide and overwrite the one on the hub
  dropDrafts();
});

async function read(name) {
  await writes.get(name);
  if (left) return null;
  const asked = call('GET', path(name)).then((answer) => answer.json).catch(() => null);
  reading.add(asked);
  return asked.finally(() => reading.delete(asked));
}

/** Chooses a draft that no other window holds: an unfinished one if there is any, otherwise an empty one. @return {name, there, release} */
async function seat(service) {
  if (!navigator.locks) return {name: service, there: await read(service)};
  const free = [];
  for (const end of SEATS) {
    const release = await lockDraft(service + end);
    if (release) free.push({name: service + end, release});
  }
  if (!free.length) return {name: service + SEATS.at(-1), there: null};
  await Promise.all(free.map(async (one) => (one.there = await read(one.name))));
  const mine = free.find((one) => one.there) || free[0];
  free.filter((one) => one !== mine).forEach((one) => one.release());
  return mine;
}

/**
 * The draft of this window, or the one stored on the hub; then `kept` is the time of its last save. @param values initial values
 * @param shared whether all windows share the draft; then each member of `values` is merged by itself
 */
export async function openDraft(service, values = [['applicants[0].role', 'owner']], shared = false) {
  if (!drafts.has(service)) {
    const draft = Object.assign(fresh(values), {shared});
    const {there, ...own} = shared ? {name: service, there: await read(service)} : await seat(service);
    Object.assign(draft, own);
    if (there) {
      draft.values = new Map(there.values);
      draft.lists = there.lists;
      draft.kept = there.kept;
    }
    // another page may have created the draft first
    if (drafts.has(service)) draft.release?.();
    else drafts.set(service, draft);
  }
  return drafts.get(service);
}

/** Schedules a save shortly after the last key. @param member of a shared draft that changed or was removed */
export function scheduleSave(service, member) {
  const draft = drafts.get(service);
  draft.saved = false;
  if (member) draft.changed.add(member);
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => saveDraft(service), KEEP);
}

const savers = new Set();

/** Registers a listener for the state of saving: 'saving', 'saved', 'waiting' while the hub is unreachable, or null. */
export function onSaved(listener, signal) {
  savers.add(listener);
  signal.addEventListener('abort', () => savers.delete(listener));
}

function report(state) {
  savers.forEach((listener) => listener(state));
}

/** Saves the draft immediately. */
export async function saveDraft(service) {
  const draft = drafts.get(service);
  if (!draft || draft.saved) return;
  draft.saved = true;
  report('saving');
  const changed = [...draft.changed];
  draft.changed.clear();
  await enqueue(draft.name, () => (draft.shared ? join(draft, changed) : put(draft)).then(() => report('saved')).catch((e) => {
    draft.saved = false;
    changed.forEach((member) => draft.changed.add(member));
    report('waiting');
    // an error below 500 would recur, so there is no retry
    if (e.status < 500 || drafts.get(service) !== draft) return;
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => saveDraft(service), AGAIN);
  }));
}

function put(draft) {
  return call('PUT', path(draft.name), {body: {values: [...draft.values], lists: draft.lists, kept: new Date().toISOString()}});
}

/** Merges this window's changes into a shared draft. Windows read, change and write one after the other, so that changes of others are preserved. */
function join(draft, changed) {
  const work = async () => {
    const there = new Map((await call('GET', path(draft.name))).json?.values || []);
    const others = (member) => !changed.includes(member) && !draft.changed.has(member);
    [...draft.values.keys()].filter((member) => others(member) && !there.has(member)).forEach((member) => draft.values.delete(member));
    there.forEach((value, member) => others(member) && draft.values.set(member, value));
    await (draft.values.size ? put(draft) : call('DELETE', path(draft.name)));
  };
  return navigator.locks ? navigator.locks.request(`pishkhan join ${draft.name}`, work) : work();
}

/** Deletes a draft that was sent or discarded. */
export async function deleteDraft(service) {
  const draft = drafts.get(service);
  clearTimeout(draft?.timer);
  drafts.delete(service);
  report(null);
  const name = draft?.name ?? service;
  await enqueue(name, () => call('DELETE', path(name)).catch(() => {}));
  draft?.release?.();
}

/** Drops all drafts of the page, but not of the hub, so that the next user does not see them. */
export function dropDrafts() {
  drafts.forEach((draft) => {
    clearTimeout(draft.timer);
    draft.release?.();
  });
  drafts.clear();
  stacks.clear();
  report(null);
}

/** Saves all drafts once the hub is reachable again. */
export function saveAllDrafts() {
  [...drafts.keys()].forEach(saveDraft);
}

/** Removes all drafts of a clerk from the page. @param own whether the session still exists; then unsaved input is saved first */
export async function removeAllDrafts(own) {
  if (own) {
    await Promise.all([...drafts.keys()].map(saveDraft));
    left = true;
    // pending requests would reach the hub after the session has ended
    await Promise.all([...writes.values(), ...reading]);
  }
  dropDrafts();
  if (!own) await dropPhotos();
}

/** Scans that are being uploaded, by case ID. */
const stacks = new Map();

export function stackOf(caseId) {
  if (!stacks.has(caseId)) stacks.set(caseId, []);
  return stacks.get(caseId);
}

export function storeFileStack(caseId, files) {
  stacks.set(caseId, files);
}

// saves input that could not be saved offline
addEventListener('online', () => [...drafts.keys()].forEach(saveDraft));

addEventListener('beforeunload', (e) => {
  const lost = [...drafts.values()].some((d) => d.files.length || !d.saved);
  if (lost || [...stacks.values()].some((s) => s.length)) e.preventDefault();
});
