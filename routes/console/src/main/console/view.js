/* What all parts of the page share: drawn in the page itself (Bootstrap reaches it), anew when the language changes, cut off when it goes. */

import {LitElement, html, nothing} from 'lit';
import {Problem, Unreached} from './api.js';
import {follow, t, unfollow} from './language.js';

export {html, nothing};

export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.ending = new AbortController();
    follow(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.ending.abort();
    unfollow(this);
  }

  /** Runs something that may fail, and keeps what it says for {@link failed}. */
  async attempt(work) {
    this.failure = null;
    this.busy = true;
    this.requestUpdate();
    try {
      return await work();
    } catch (e) {
      if (this.ending.signal.aborted) return undefined;
      this.failure = e;
      return undefined;
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }
}

const wanted = new Set();

/** A part of the page that not everybody sees: fetched when it is first drawn, and drawn by itself once it is there. */
export function later(name, load) {
  if (wanted.has(name)) return;
  wanted.add(name);
  load().catch(() => {
    wanted.delete(name);
    return renewed();
  });
}

/** Parts have other names once the hub has another console: a page of before has none of them, and is loaded anew where it stands. */
async function renewed() {
  const parts = document.querySelector('script[type=importmap]').textContent;
  const page = await fetch(location.pathname, {cache: 'no-store'}).then((answer) => (answer.ok ? answer.text() : parts)).catch(() => parts);
  if (!page.includes(parts)) location.reload();
}

/** What went wrong, in the hub's words, and what can be done. */
export function failed(e, again) {
  if (!e) return nothing;
  const words = e instanceof Problem ? e.words : e instanceof Unreached ? t('unreached') : t('broken');
  if (!(e instanceof Problem) && !(e instanceof Unreached)) console.error(e);
  const id = e instanceof Problem && e.status >= 500 ? e.body.instance?.split(':').pop() : null;
  return html`<div class="alert alert-danger d-flex flex-wrap gap-2 align-items-center" role="alert" tabindex="-1">
    <span class="flex-grow-1">${words}${id ? html` <small class="d-block">${t('request-id')} ${code(id)}</small>` : nothing}</span>
    ${again && e.status !== 422 ? html`<button class="btn btn-danger btn-sm" @click=${again}>${t('again')}</button>` : nothing}
  </div>`;
}

/** What is written the same in every language: isolated, so that its parts stay in order. */
export function code(text) {
  return html`<bdi dir="ltr" class="code">${text}</bdi>`;
}

export function loading() {
  return html`<div class="skeleton" role="status"><span class="visually-hidden">${t('loading')}</span><i></i><i></i><i></i></div>`;
}

export function empty(words) {
  return html`<p class="empty">${words}</p>`;
}

/** The heading of a page takes the focus when somebody comes there, so that a reader begins at it. */
export function focusHeading(view) {
  view.updateComplete.then(() => view.querySelector('h1')?.focus({preventScroll: true}));
}
