/*
 * What is typed and scanned before there is a case: it outlives a look at another page. What is typed is kept on the hub besides, sealed and for
 * seven days, so that it outlives a browser that breaks; scans are not. Each window has a draft of its own: two that open a case side by side are
 * of two people.
 */

import {call, onSession} from './api.js';
import {dropPhotos} from './photos.js';

const KEEP = 1500;
/** What the hub did not take is kept again after this many milliseconds. */
const AGAIN = 5000;
/** Windows of one login that each have a draft of a service; more share the last one. */
const SEATS = ['', '-2', '-3', '-4'];
const drafts = new Map();
/** What the hub is being told of a draft: the next is told, and what it keeps is asked for, after that. */
const telling = new Map();

function tell(name, work) {
  const told = (telling.get(name) || Promise.resolve()).then(work);
  telling.set(name, told);
  return told;
}

function path(name) {
  return `console/drafts/${name}`;
}

function fresh(values) {
  return {values: new Map(values), lists: {}, files: [], key: null, kept: null, timer: null, saved: true, changed: new Set()};
}

/** Held as long as this window is there, or until it is given back. @return what gives it back, or null where another window has it */
function hold(name) {
  return new Promise((taken) => {
    navigator.locks.request(`pishkhan draft ${name}`, {ifAvailable: true}, (lock) => {
      if (!lock) return taken(null);
      return new Promise((release) => taken(release));
    }).catch(() => taken(null));
  });
}

/** What the hub is being asked for. */
const reading = new Set();
/** Whether somebody has left, and nobody has come yet: a page that is drawn meanwhile asks for nothing. */
let left = false;
onSession(({session}) => {
  if (!session || !left) return;
  left = false;
  // an empty one that was drawn meanwhile would hide, and write over, what the hub has kept
  dropDrafts();
});

async function read(name) {
  await telling.get(name);
  if (left) return null;
  const asked = call('GET', path(name)).then((answer) => answer.json).catch(() => null);
  reading.add(asked);
  return asked.finally(() => reading.delete(asked));
}

/** The draft that a window left half done before a new one; of what no other window works at. @return {name, there, release} */
async function seat(service) {
  if (!navigator.locks) return {name: service, there: await read(service)};
  const free = [];
  for (const end of SEATS) {
    const release = await hold(service + end);
    if (release) free.push({name: service + end, release});
  }
  if (!free.length) return {name: service + SEATS.at(-1), there: null};
  await Promise.all(free.map(async (one) => (one.there = await read(one.name))));
  const mine = free.find((one) => one.there) || free[0];
  free.filter((one) => one !== mine).forEach((one) => one.release());
  return mine;
}

/**
 * The draft of this window; where it has none, what the hub has kept: its `kept` says since when. @param values what one begins with
 * @param shared whether windows have one together, each member of its `values` by itself
 */
export async function draftOf(service, values = [['applicants[0].role', 'owner']], shared = false) {
  if (!drafts.has(service)) {
    const draft = Object.assign(fresh(values), {shared});
    const {there, ...own} = shared ? {name: service, there: await read(service)} : await seat(service);
    Object.assign(draft, own);
    if (there) {
      draft.values = new Map(there.values);
      draft.lists = there.lists;
      draft.kept = there.kept;
    }
    // another look at the page may have been faster
    if (drafts.has(service)) draft.release?.();
    else drafts.set(service, draft);
  }
  return drafts.get(service);
}

/** Keeps what was typed, a moment after the last key. @param member of a shared draft that changed, or is gone */
export function typed(service, member) {
  const draft = drafts.get(service);
  draft.saved = false;
  if (member) draft.changed.add(member);
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => keep(service), KEEP);
}

const savers = new Set();

/** Tells a listener what became of what was typed: 'saving', 'saved' or 'waiting' while the hub does not take it. */
export function onSaved(listener, signal) {
  savers.add(listener);
  signal.addEventListener('abort', () => savers.delete(listener));
}

function report(state) {
  savers.forEach((listener) => listener(state));
}

/** At once. */
export async function keep(service) {
  const draft = drafts.get(service);
  if (!draft || draft.saved) return;
  draft.saved = true;
  report('saving');
  const changed = [...draft.changed];
  draft.changed.clear();
  await tell(draft.name, () => (draft.shared ? join(draft, changed) : put(draft)).then(() => report('saved')).catch((e) => {
    draft.saved = false;
    changed.forEach((member) => draft.changed.add(member));
    report('waiting');
    // what the hub refuses it refuses again
    if (e.status < 500 || drafts.get(service) !== draft) return;
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => keep(service), AGAIN);
  }));
}

function put(draft) {
  return call('PUT', path(draft.name), {body: {values: [...draft.values], lists: draft.lists, kept: new Date().toISOString()}});
}

/** What other windows keep of it meanwhile stays: one after the other they read it, change what is theirs, and write it back. */
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

/** It was sent, or is not wanted. */
export async function forget(service) {
  const draft = drafts.get(service);
  clearTimeout(draft?.timer);
  drafts.delete(service);
  report(null);
  const name = draft?.name ?? service;
  await tell(name, () => call('DELETE', path(name)).catch(() => {}));
  draft?.release?.();
}

/** Here, not on the hub: whoever comes next is not shown them. */
export function dropDrafts() {
  drafts.forEach((draft) => {
    clearTimeout(draft.timer);
    draft.release?.();
  });
  drafts.clear();
  stacks.clear();
  report(null);
}

/** Sends what the hub did not take, once it is reached again. */
export function keepAll() {
  [...drafts.keys()].forEach(keep);
}

/** Nothing of one clerk is left for the next in the page. @param own whether the session is still theirs: then what was typed last is kept */
export async function forgetAll(own) {
  if (own) {
    await Promise.all([...drafts.keys()].map(keep));
    left = true;
    // what is under way would reach the hub when the session is over
    await Promise.all([...telling.values(), ...reading]);
  }
  dropDrafts();
  if (!own) await dropPhotos();
}

/** Scans on their way to a case, by its id. */
const stacks = new Map();

export function stackOf(caseId) {
  if (!stacks.has(caseId)) stacks.set(caseId, []);
  return stacks.get(caseId);
}

export function handStack(caseId, files) {
  stacks.set(caseId, files);
}

// what could not be kept while there was no line
addEventListener('online', () => [...drafts.keys()].forEach(keep));

addEventListener('beforeunload', (e) => {
  const lost = [...drafts.values()].some((d) => d.files.length || !d.saved);
  if (lost || [...stacks.values()].some((s) => s.length)) e.preventDefault();
});
