/*
 * Service worker that caches the files of an expert's page, so that it can be drawn offline. Answers about cases are not cached here; the page stores
 * what it needs and deletes it with the login.
 */

const KEPT = 'pishkhan-console';
const root = new URL('./', self.location).href;
const page = root.replace(/\/$/, '');
const ours = (url) => url.startsWith(`${root}assets/`);
const anyway = {ignoreVary: true};

addEventListener('install', () => self.skipWaiting());
addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));
addEventListener('message', (e) => e.waitUntil(keep(e.data)));

/** @param files addresses of the current page's files; files of earlier builds are deleted */
async function keep(files) {
  const cache = await caches.open(KEPT);
  const wanted = new Set([page, ...files.filter(ours)]);
  await Promise.all([...wanted].map(async (url) => {
    // file names contain a hash of the content, except that of the page
    if (url !== page && (await cache.match(url, anyway))) return;
    const response = await fetch(url);
    if (response.ok) await cache.put(url, response);
  }));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

addEventListener('fetch', (e) => {
  const url = e.request.url.split(/[?#]/)[0];
  if (e.request.method !== 'GET') return;
  const kept = () => caches.match(url, anyway);
  if (ours(url)) e.respondWith(kept().then((response) => response || fetch(e.request)));
  else if (url === page && e.request.mode === 'navigate') e.respondWith(fetch(e.request).catch(async (gone) => (await kept()) || Promise.reject(gone)));
});
