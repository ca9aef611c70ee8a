/* State of the connection to the hub, derived from the page's own requests. The hub is probed only while requests fail or wait too long. */

/** Milliseconds without an answer after which the connection is doubtful. */
const SILENT = 8000;
/** Milliseconds that the hub has to answer a probe. */
const PATIENCE = 5000;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;
/** Status codes of a proxy that does not reach the hub. */
const OF_A_PROXY = [502, 504];

const listeners = new Set();
let reached = true;
let doubted = null;
let pause = FIRST_PAUSE;
let timer;

/** Notifies a listener whenever the hub is lost (false) or reached again (true). */
export function onConnectionChange(listener, signal) {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  if (!reached) listener(false);
}

function turn(now) {
  if (reached === now) return;
  reached = now;
  clearTimeout(timer);
  pause = FIRST_PAUSE;
  if (!reached) timer = setTimeout(again, pause);
  listeners.forEach((listener) => listener(reached));
}

/** Records that the hub answered a request. */
export function answered() {
  turn(true);
}

/** Records that a request failed or waits too long. The line counts as lost only if a probe fails too. */
export function recordRequestFailure() {
  if (reached) doubted ??= probe().then((there) => there || turn(false)).finally(() => (doubted = null));
}

/** Watches a request. @param expected milliseconds that the hub may take on purpose. @return a function to call when the request ended */
export function trackRequest(expected = 0) {
  const silent = setTimeout(recordRequestFailure, expected + SILENT);
  return () => clearTimeout(silent);
}

/** Requests the head of the page itself, which is public, small, and never cached by the service worker. */
async function probe() {
  try {
    const {status} = await fetch(location.pathname, {method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
    return !OF_A_PROXY.includes(status);
  } catch {
    return false;
  }
}

async function again() {
  clearTimeout(timer);
  if (await probe()) turn(true);
  else if (!reached) {
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    timer = setTimeout(again, pause);
  }
}

addEventListener('offline', () => turn(false));
addEventListener('online', () => reached || again());
if (!navigator.onLine) turn(false);
