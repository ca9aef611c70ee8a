/* The worklist of an agency as last read. The page of one item uses it to find the next. */

/** The first value is the default. */
export const WHOSE = ['open', 'mine', 'all'];
export const queue = {items: [], next: null, kind: '', whose: WHOSE[0]};

/** Records the last answer, {number, verdict}; it is shown once, on the next page. */
export function answered(given) {
  queue.answered = given;
}

export function lastAnswered() {
  const {answered: last} = queue;
  queue.answered = null;
  return last;
}

/** The address of the list with its filters. */
export function listed() {
  const query = new URLSearchParams();
  if (queue.whose !== WHOSE[0]) query.set('whose', queue.whose);
  if (queue.kind) query.set('kind', queue.kind);
  return query.size ? `#/?${query}` : '#/';
}

export function order(items) {
  return [...items].sort((a, b) => (a.inquiry.due || '9').localeCompare(b.inquiry.due || '9'));
}

export function held(item) {
  return item.holder && new Date(item.leaseUntil) > Date.now();
}

/** Items that match the filters, in the order of the page. */
export function shown(principal) {
  return queue.items.filter((i) => (!queue.kind || i.inquiry.kind === queue.kind)
    && (queue.whose === 'all' || (queue.whose === 'mine' ? held(i) && i.holder === principal : !held(i) || i.holder === principal)));
}

export function nextAfter(id, principal) {
  const list = shown(principal);
  const at = list.findIndex((i) => i.inquiry.id === id);
  return list.slice(at + 1).find((i) => i.inquiry.id !== id) || list.find((i) => i.inquiry.id !== id) || null;
}

export function taken(id) {
  queue.items = queue.items.filter((i) => i.inquiry.id !== id);
}
