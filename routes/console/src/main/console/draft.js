/*
 * What is typed and scanned before there is a case: it outlives a look at another page. What is typed is kept on the hub besides, sealed and for
 * seven days, so that it outlives a browser that breaks; scans are not.
 */

import {call} from './api.js';
import {dropPhotos} from './photos.js';

const KEEP = 1500;
const drafts = new Map();
/** What the hub is being told of a draft: the next is told, and what it keeps is asked for, after that. */
const telling = new Map();

function tell(service, work) {
  const told = (telling.get(service) || Promise.resolve()).then(work);
  telling.set(service, told);
  return told;
}

function path(service) {
  return `console/drafts/${service}`;
}

function fresh(values) {
  return {values: new Map(values), lists: {}, files: [], key: null, kept: null, timer: null, saved: true};
}

/** The draft of this page; where it has none, what the hub has kept: its `kept` says since when. @param values what one begins with */
export async function draftOf(service, values = [['applicants[0].role', 'owner']]) {
  if (!drafts.has(service)) {
    const draft = fresh(values);
    await telling.get(service);
    const there = (await call('GET', path(service)).catch(() => null))?.json;
    if (there) {
      draft.values = new Map(there.values);
      draft.lists = there.lists;
      draft.kept = there.kept;
    }
    // another look at the page may have been faster
    if (!drafts.has(service)) drafts.set(service, draft);
  }
  return drafts.get(service);
}

/** Keeps what was typed, a moment after the last key. */
export function typed(service) {
  const draft = drafts.get(service);
  draft.saved = false;
  clearTimeout(draft.timer);
  draft.timer = setTimeout(() => keep(service), KEEP);
}

async function keep(service) {
  const draft = drafts.get(service);
  if (!draft || draft.saved) return;
  draft.saved = true;
  await tell(service, () => call('PUT', path(service), {body: {values: [...draft.values], lists: draft.lists, kept: new Date().toISOString()}})
    .catch(() => (draft.saved = false)));
}

/** It was sent, or is not wanted. */
export async function forget(service) {
  clearTimeout(drafts.get(service)?.timer);
  drafts.delete(service);
  await tell(service, () => call('DELETE', path(service)).catch(() => {}));
}

/** Nothing of one clerk is left for the next in the page. @param own whether the session is still theirs: then what was typed last is kept */
export async function forgetAll(own) {
  if (own) await Promise.all([...drafts.keys()].map(keep));
  drafts.forEach((draft) => clearTimeout(draft.timer));
  drafts.clear();
  stacks.clear();
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
