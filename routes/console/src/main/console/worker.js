/*
 * Keeps the files that an expert's page is made of, so that it can be drawn again where there is no line. What the hub says of cases passes by:
 * of that the page keeps what it needs, and forgets it with the login.
 */

const KEPT = 'pishkhan-console';
const root = new URL('./', self.location).href;
const page = root.replace(/\/$/, '');
const ours = (url) => url.startsWith(`${root}assets/`);
const anyway = {ignoreVary: true};

addEventListener('install', () => self.skipWaiting());
addEventListener('activate', (e) => e.waitUntil(self.clients.claim()));
addEventListener('message', (e) => e.waitUntil(keep(e.data)));

/** @param files addresses of what the page is made of now; what an earlier build had goes */
async function keep(files) {
  const cache = await caches.open(KEPT);
  const wanted = new Set([page, ...files.filter(ours)]);
  await Promise.all([...wanted].map(async (url) => {
    // names of all but the page are made of their content
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
