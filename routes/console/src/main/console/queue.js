/* The worklist of an agency as last read. The page of one item uses it to find the next. */

/** The first value is the default. */
export const HOLDER_FILTERS = ['open', 'mine', 'all'];
export const queue = {items: [], next: null, kind: '', whose: HOLDER_FILTERS[0]};

/** Records the last answer, {number, verdict}; it is shown once, on the next page. */
export function recordAnswered(given) {
  queue.answered = given;
}

export function lastAnswered() {
  const {answered: last} = queue;
  queue.answered = null;
  return last;
}

/** The address of the list with its filters. */
export function listAddress() {
  const query = new URLSearchParams();
  if (queue.whose !== HOLDER_FILTERS[0]) query.set('whose', queue.whose);
  if (queue.kind) query.set('kind', queue.kind);
  return query.size ? `#/?${query}` : '#/';
}

export function sortByDeadline(items) {
  return [...items].sort((a, b) => (a.inquiry.due || '9').localeCompare(b.inquiry.due || '9'));
}

export function isHeld(item) {
  return item.holder && new Date(item.leaseUntil) > Date.now();
}

/** Items that match the filters, in the order of the page. */
export function filteredItems(principal) {
  return queue.items.filter((i) => (!queue.kind || i.inquiry.kind === queue.kind)
    && (queue.whose === 'all' || (queue.whose === 'mine' ? isHeld(i) && i.holder === principal : !isHeld(i) || i.holder === principal)));
}

export function nextAfter(id, principal) {
  const list = filteredItems(principal);
  const at = list.findIndex((i) => i.inquiry.id === id);
  return list.slice(at + 1).find((i) => i.inquiry.id !== id) || list.find((i) => i.inquiry.id !== id) || null;
}

export function removeItem(id) {
  queue.items = queue.items.filter((i) => i.inquiry.id !== id);
}
