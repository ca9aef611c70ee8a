/* Client of the hub's public REST APIs, and the session of this page. */

import {language, latin} from './language.js';
import {answered, recordRequestFailure, trackRequest} from './line.js';

let csrf = null;
let principal = null;
/** Number of logins in this page. The failure of a request sent before the last login does not end the session. */
let logins = 0;
const waiting = new Set();
const listeners = new Set();

/** Registers a listener for the start, use and end of a session: {known, session}. */
export function onSession(listener) {
  listeners.add(listener);
}

function notify(event) {
  listeners.forEach((listener) => listener(event));
}

/** An error answer of the hub (RFC 9457). Its message is shown as it is. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || String(status));
    this.status = status;
    this.body = body;
    this.code = body.code;
    this.field = body.field;
  }

  /** The message in the current language of the page. */
  get words() {
    return (language() === 'fa' ? this.body.messageFa : this.body.messageEn) || this.message;
  }

  /** All faults with their fields. An answer without a list of errors is itself the only fault. */
  get faults() {
    return this.body.errors?.length ? this.body.errors : [this.body];
  }
}

const MASKED = /[0-9۰-۹]*\*{3,}[0-9۰-۹]*/g;
const WORDS = ['detail', 'message', 'messageFa', 'messageEn'];

/** Every text of a request's body, without spaces and dashes and with Latin digits. */
function texts(body) {
  return body && typeof body === 'object' ? Object.values(body).flatMap(texts) : typeof body === 'string' ? [latin(body).replace(/[\s-]/g, '')] : [];
}

/** Replaces masked IDs of an error answer with the IDs that this request sent, so that the user finds the faulty ID. */
function legible(refusal, body) {
  const sent = texts(body).filter((text) => /^[0-9]{3,}$/.test(text));
  if (!sent.length) return refusal;
  const found = (masked) => {
    const same = new RegExp(`^${latin(masked).replaceAll('*', '[0-9]')}$`);
    const own = sent.find((text) => same.test(text));
    return own === undefined ? masked : /[۰-۹]/.test(masked) ? own.replace(/[0-9]/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[d]) : own;
  };
  const written = (one) => Object.fromEntries(Object.entries(one).map(([name, value]) => [name, WORDS.includes(name) && typeof value === 'string' ? value.replace(MASKED, found) : value]));
  return {...written(refusal), ...refusal.errors ? {errors: refusal.errors.map(written)} : {}};
}

/** The hub did not answer at all. */
export class Unreached extends Error {}

/** Store of the last reads, {get, put} by address, used while the hub is unreachable; null except for experts, who work offline. */
let reads = null;
const lines = new Set();

export function setReadStore(store) {
  reads = store;
}

/** Registers a listener for whether reads come from the hub (true) or from the store (false). See line.js for the connection itself. */
export function onLine(listener, signal) {
  lines.add(listener);
  signal?.addEventListener('abort', () => lines.delete(listener));
}

let cut = false;

function setReached(reached) {
  if (cut === !reached) return;
  cut = !reached;
  lines.forEach((listener) => listener(reached));
}

const TRIES = 4;
const LONGEST_PAUSE = 8000;

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Sends one request. It is retried with the same key while the hub is unreachable, so that nothing happens twice.
 * `tries` is the maximum number of attempts; `keyed` adds an Idempotency-Key; `version` is the If-Match; `file` is the media type of an answer that
 * is a file.
 */
export async function call(method, path, {body, form, version, keyed, etag, wait, signal, query, file, tries = TRIES} = {}) {
  const headers = {'Accept': file ? `${file}, application/problem+json;q=0.5` : 'application/json', 'Accept-Language': language()};
  const url = new URL(path.replace(/^\//, ''), document.baseURI);
  Object.entries(query || {}).forEach(([name, value]) => {
    if (value !== undefined && value !== null && value !== '') url.searchParams.set(name, value);
  });
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const sent = logins;
  if (method !== 'GET' && path !== SESSION) await ensureCsrfToken();
  if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
  if (keyed) headers['Idempotency-Key'] = keyed === true ? crypto.randomUUID() : keyed;
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  if (etag) headers['If-None-Match'] = etag;
  // after an outage no long poll: its answer would come late, and the page must know at once that the hub is back
  if (wait && !cut) headers['Prefer'] = `wait=${wait}`;
  let renewing = false;
  for (let attempt = 1; ; attempt++) {
    let response;
    const ended = trackRequest(wait ? wait * 1000 : 0);
    try {
      response = await fetch(url, {
        method, headers, signal, credentials: 'same-origin', cache: 'no-store',
        body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
      });
    } catch (e) {
      if (signal?.aborted) throw e;
      recordRequestFailure();
      const before = method === 'GET' && !wait && !file && (await reads?.get(url.href).catch(() => undefined));
      if (before) {
        setReached(false);
        return before;
      }
      if (attempt >= tries) {
        if (reads) setReached(false);
        throw new Unreached(String(e));
      }
      await pause(500 * 2 ** attempt, signal);
      continue;
    } finally {
      ended();
    }
    answered();
    setReached(true);
    if (response.status === 304) return {unchanged: true, etag};
    const type = response.headers.get('Content-Type') || '';
    const json = type.includes('json') ? await response.json() : null;
    if (response.ok) {
      notify({known: true});
      if (method === 'GET' && json && reads) await reads.put(url.href, {json: path === SESSION ? {...json, csrf: null} : json, etag: response.headers.get('ETag')}).catch(() => {});
      if (file) return {blob: await response.blob(), name: /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition'))?.[1] || ''};
      return {json, etag: response.headers.get('ETag'), location: response.headers.get('Location')};
    }
    const again = json?.retryable && response.headers.get('Retry-After');
    if (again && attempt < tries) {
      await pause(Math.min(Number(again) * 1000, LONGEST_PAUSE), signal);
      continue;
    }
    const problem = new Problem(response.status, json ? legible(json, body) : {title: response.statusText});
    if (!renewing && !(path === SESSION && method === 'POST') && await loggedInAgain(problem)) {
      renewing = true;
      headers['X-CSRF-Token'] = csrf;
      continue;
    }
    problem.outlived = sent !== logins;
    if (response.status === 401 && path !== SESSION && !problem.outlived) notify({known: false});
    throw problem;
  }
}

export async function get(path, query, signal) {
  return (await call('GET', path, {query, signal})).json;
}

export const SESSION = 'auth/v1/session';
/** Error code of a CSRF token that belongs to an earlier session than the cookie. */
const CSRF = 'login.csrf';
const REMEMBERED = 'pishkhan.session';

function begun(session) {
  csrf = session.csrf;
  principal = session.principal;
  logins++;
  waiting.forEach((resume) => resume());
  waiting.clear();
  localStorage.setItem(REMEMBERED, '1');
  notify({known: true, session});
  return session;
}

/** Reads the session of this browser; null without a request if the browser has never had one. */
export async function resume() {
  if (!localStorage.getItem(REMEMBERED)) return null;
  try {
    return begun(await get(SESSION));
  } catch (e) {
    if (e.status !== 401) throw e;
    localStorage.removeItem(REMEMBERED);
    return null;
  }
}

/** Obtains the CSRF token if the page was drawn without the hub. Changes need the token. */
export async function ensureCsrfToken() {
  if (csrf || !reads || !localStorage.getItem(REMEMBERED)) return;
  begun((await call('GET', SESSION)).json);
}

/** Principal of the current or last login of this page; null before the first login. */
export function lastPrincipal() {
  return principal;
}

/** Renews the session if another window has logged in again. @return whether it is the same person, so that the request can be repeated */
async function loggedInAgain(problem) {
  const before = principal;
  return problem.code === CSRF && (await extendSession()).principal === before;
}

/** Waits until the user is logged in again, or until the signal aborts. */
export function loggedIn(signal) {
  return new Promise((resolve) => {
    waiting.add(resolve);
    signal.addEventListener('abort', resolve, {once: true});
  });
}

export function login(user, password) {
  return logInWith({user, password});
}

/** Logs in with {user, password}, {nationalId, code} or {tracking, pin}. */
export async function logInWith(body) {
  csrf = null;
  const session = begun((await call('POST', SESSION, {body})).json);
  ownId = body.nationalId ?? null;
  return session;
}

let ownId = null;

/** National ID that was typed into the login form of this page; null after a reload. */
export function typedId() {
  return ownId;
}

export async function extendSession() {
  return begun(await get(SESSION));
}

export async function logout() {
  localStorage.removeItem(REMEMBERED);
  try {
    await call('DELETE', SESSION);
  } finally {
    csrf = ownId = null;
  }
}

/** Uploads a scan as a sheet of a case. Uses XMLHttpRequest, because fetch reports no progress. @param progress receives a fraction of 1 */
export async function upload(caseId, scan, progress, signal) {
  try {
    return await uploaded(caseId, scan, progress, signal);
  } catch (e) {
    if (!await loggedInAgain(e)) throw e;
    return uploaded(caseId, scan, progress, signal);
  }
}

function uploaded(caseId, {kind, owner, file}, progress, signal) {
  const url = new URL(`office/v1/cases/${caseId}/sheets`, document.baseURI);
  url.searchParams.set('kind', kind);
  url.searchParams.set('name', file.name);
  if (owner) url.searchParams.set('owner', owner);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'json';
    request.setRequestHeader('Accept-Language', language());
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.setRequestHeader('Idempotency-Key', crypto.randomUUID());
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total);
    request.onerror = () => {
      recordRequestFailure();
      reject(new Unreached());
    };
    request.onload = () => {
      if (request.status < 300) resolve(request.response);
      else reject(new Problem(request.status, request.response || {title: request.statusText}));
    };
    request.onabort = () => reject(new Unreached());
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
