/*
 * Input of short forms that was not sent. It outlives other pages, a crash of the browser and the end of a session: it is stored with the user's
 * drafts on the hub, restored when the form is drawn again, and deleted once the form was sent.
 */

import {noChange} from 'lit';
import {Directive, directive} from 'lit/directive.js';
import {openDraft, saveDraft as keepDraft, scheduleSave} from './draft.js';

/** All forms share one draft, so that a page with many forms needs one request. */
const DRAFT = 'forms';
/** Maximum number of unfinished forms. The oldest is dropped. */
const MOST = 40;

const drafted = () => openDraft(DRAFT, [], true);

/** Fields with user input, without files, passwords and hidden fields. */
function fields(form) {
  return [...form.elements].filter((e) => e.name && e.matches('input,textarea,select,pk-property-code') && !['hidden', 'file', 'password', 'submit'].includes(e.type));
}

const picked = (e) => ['checkbox', 'radio'].includes(e.type);
/** Names of the fields that were filled in or restored, by the form's name. */
const touched = new Map();
const leaving = new Set();

async function keep(form, name, device) {
  const filled = {};
  for (const e of fields(form)) {
    if (!touched.get(name)?.has(e.name)) continue;
    if (picked(e)) {
      filled[e.name] ??= [];
      if (e.checked) filled[e.name].push(e.value);
    } else filled[e.name] = e.value;
  }
  const kept = {at: new Date().toISOString(), fields: filled};
  // the device first, because it needs no connection
  await device?.put(name, kept).catch(() => {});
  const draft = await drafted();
  // the form was sent in the meantime
  if (!touched.get(name)?.size) return;
  draft.values.delete(name);
  if (Object.values(filled).some((value) => value.length)) draft.values.set(name, kept);
  while (draft.values.size > MOST) {
    const oldest = draft.values.keys().next().value;
    draft.values.delete(oldest);
    scheduleSave(DRAFT, oldest);
  }
  scheduleSave(DRAFT, name);
}

/** @return whether anything was restored */
function put(form, name, kept) {
  const wanted = fields(form).filter((e) => kept.fields[e.name] !== undefined && !touched.get(name).has(e.name));
  for (const e of wanted) {
    const value = kept.fields[e.name];
    touched.get(name).add(e.name);
    if (picked(e)) e.checked = value.includes(e.value);
    else e.value = value;
    // notifies views that draw further fields depending on a choice
    if (!picked(e) || e.checked || e.type === 'checkbox') e.dispatchEvent(new Event(picked(e) || e.tagName === 'SELECT' ? 'change' : 'input', {bubbles: true}));
  }
  return wanted.length > 0;
}

class Kept extends Directive {
  update(part, [name, device]) {
    const form = part.element;
    if (form !== this.form || name !== this.name) {
      this.form = form;
      this.name = name;
      this.device = device;
      if (!name) return noChange;
      touched.set(name, new Set());
      for (const kind of ['input', 'change']) form.addEventListener(kind, (e) => this.heard(name, e));
    }
    if (name) this.restore();
    return noChange;
  }

  heard(name, e) {
    if (this.putting || name !== this.name || !e.target.name) return;
    touched.get(name)?.add(e.target.name);
    keep(this.form, name, this.device);
  }

  /** Restores input after each drawing, because restored choices may have added fields. */
  async restore() {
    // a locked page is invisible, and the hub would refuse the request
    if (this.form.closest('[inert]')) return;
    const kept = await this.device?.get(this.name).catch(() => undefined) ?? (await drafted()).values.get(this.name);
    if (!kept || leaving.has(this.name) || !this.form.isConnected) return;
    this.putting = true;
    const any = put(this.form, this.name, kept);
    this.putting = false;
    if (!any) return;
    // unfolds the form, so that restored input is visible
    const around = this.form.closest('details');
    if (around) around.open = true;
    this.form.dispatchEvent(new CustomEvent('restored', {detail: kept.at}));
  }

  render() {
    return noChange;
  }
}

/**
 * Directive of a form: `<form ${storedInput('refund-1')}>`; without a name nothing is stored. The form receives `restored` with the time of the input. A
 * second argument {get, put, drop} stores the input on the device as well, for work offline.
 */
export const storedInput = directive(Kept);

/** Deletes the input of a form that was sent or discarded. */
export async function deleteStoredInput(name, device) {
  touched.get(name)?.clear();
  // set first, so that a form that is redrawn in the meantime restores nothing
  leaving.add(name);
  await device?.drop(name).catch(() => {});
  const draft = await drafted();
  leaving.delete(name);
  if (!draft.values.delete(name)) return;
  scheduleSave(DRAFT, name);
  await keepDraft(DRAFT);
}
