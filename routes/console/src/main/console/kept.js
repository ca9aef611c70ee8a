/*
 * What is typed into a form of a few fields outlives a look at another page, a browser that breaks and a session that ends: it is kept with its
 * owner's drafts on the hub, put back where the form is drawn again, and forgotten when it was sent.
 */

import {noChange} from 'lit';
import {Directive, directive} from 'lit/directive.js';
import {draftOf, keep as keepDraft, typed} from './draft.js';

/** All forms are one draft, so that a page of many asks the hub once. */
const DRAFT = 'forms';
/** More are not half done at a time: the oldest goes. */
const MOST = 40;

const drafted = () => draftOf(DRAFT, [], true);

/** Fields that somebody fills in; files and what the hub said are not typed. */
function fields(form) {
  return [...form.elements].filter((e) => e.name && e.matches('input,textarea,select,pk-property-code') && !['hidden', 'file', 'password', 'submit'].includes(e.type));
}

const picked = (e) => ['checkbox', 'radio'].includes(e.type);
/** Names of fields that somebody filled in, or that were put back, by the form's name. */
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
  // first what needs no line
  await device?.put(name, kept).catch(() => {});
  const draft = await drafted();
  // it was sent meanwhile
  if (!touched.get(name)?.size) return;
  draft.values.delete(name);
  if (Object.values(filled).some((value) => value.length)) draft.values.set(name, kept);
  while (draft.values.size > MOST) {
    const oldest = draft.values.keys().next().value;
    draft.values.delete(oldest);
    typed(DRAFT, oldest);
  }
  typed(DRAFT, name);
}

/** @return whether anything was put back */
function put(form, name, kept) {
  const wanted = fields(form).filter((e) => kept.fields[e.name] !== undefined && !touched.get(name).has(e.name));
  for (const e of wanted) {
    const value = kept.fields[e.name];
    touched.get(name).add(e.name);
    if (picked(e)) e.checked = value.includes(e.value);
    else e.value = value;
    // views that draw more fields for what was chosen learn of it
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

  /** After each drawing: fields may have come for what was put back before. */
  async restore() {
    // behind the lock nobody reads it, and the hub would refuse it
    if (this.form.closest('[inert]')) return;
    const kept = await this.device?.get(this.name).catch(() => undefined) ?? (await drafted()).values.get(this.name);
    if (!kept || leaving.has(this.name) || !this.form.isConnected) return;
    this.putting = true;
    const any = put(this.form, this.name, kept);
    this.putting = false;
    if (!any) return;
    // what waits is seen
    const around = this.form.closest('details');
    if (around) around.open = true;
    this.form.dispatchEvent(new CustomEvent('restored', {detail: kept.at}));
  }

  render() {
    return noChange;
  }
}

/**
 * Of a form: `<form ${kept('refund-1')}>`; none where there is no name. It hears `restored` with the time since which its fields wait. Where there may be
 * no line for long, a second argument keeps it on the device besides: {get, put, drop}.
 */
export const kept = directive(Kept);

/** It was sent, or is not wanted. */
export async function forgetKept(name, device) {
  touched.get(name)?.clear();
  // at once: a form that is drawn anew meanwhile puts nothing back
  leaving.add(name);
  await device?.drop(name).catch(() => {});
  const draft = await drafted();
  leaving.delete(name);
  if (!draft.values.delete(name)) return;
  typed(DRAFT, name);
  await keepDraft(DRAFT);
}
