/* What is typed and scanned before there is a case: it outlives a look at another page, and never leaves the memory of this one. */

const drafts = new Map();

export function draftOf(service) {
  if (!drafts.has(service)) drafts.set(service, {values: new Map([['applicants[0].role', 'owner']]), lists: {}, files: [], key: null});
  return drafts.get(service);
}

export function forget(service) {
  drafts.delete(service);
}

/** Nothing of one clerk is left for the next. */
export function forgetAll() {
  drafts.clear();
  stacks.clear();
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

addEventListener('beforeunload', (e) => {
  const typed = [...drafts.values()].some((d) => d.files.length || [...d.values].some(([path, v]) => v && !path.endsWith('.role')));
  if (typed || [...stacks.values()].some((s) => s.length)) e.preventDefault();
});
