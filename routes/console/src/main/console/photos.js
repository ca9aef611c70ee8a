/* Photos that wait in the browser for the connection. They outlive the page and a restart of the phone. */

import {lastPrincipal} from './api.js';

const NAME = 'pishkhan-photos';

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('photos', {keyPath: 'id'}).createIndex('case', 'caseId');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, work) {
  const open = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = open.transaction('photos', mode);
      const asked = work(transaction.objectStore('photos'));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    open.close();
  }
}

/** Photos of a case that the current user took, oldest first. Other users of the same phone neither see nor send them. */
export async function photosOf(caseId) {
  const all = await within('readonly', (store) => store.index('case').getAll(caseId));
  return all.filter((photo) => !photo.by || photo.by === lastPrincipal()).sort((a, b) => a.taken - b.taken);
}

/** @return the stored record: {id, caseId, by, file, taken} */
export async function keepPhoto(caseId, file) {
  const photo = {id: crypto.randomUUID(), caseId, by: lastPrincipal(), file, taken: Date.now()};
  await within('readwrite', (store) => store.put(photo));
  return photo;
}

export function dropPhoto(id) {
  return within('readwrite', (store) => store.delete(id));
}

const own = (name) => `words ${lastPrincipal()} ${name}`;

/** Input of a form, stored on the device by the form's name for work offline. */
export const formInputStore = {
  async get(name) {
    return (await within('readonly', (store) => store.get(own(name))))?.kept;
  },
  put: (name, kept) => within('readwrite', (store) => store.put({id: own(name), caseId: '', kept})),
  drop: (name) => within('readwrite', (store) => store.delete(own(name))),
};

/** The last reads by address, for work offline. */
export const readStore = {
  async get(address) {
    return (await within('readonly', (store) => store.get(`read ${address}`)))?.kept;
  },
  put: (address, kept) => within('readwrite', (store) => store.put({id: `read ${address}`, caseId: '', kept})),
  clear: () => within('readwrite', (store) => store.delete(IDBKeyRange.bound('read ', 'read \uffff'))),
};

/** Deletes everything, so that the next user of the phone sees nothing of the previous one. */
export function dropPhotos() {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}
