/*
 * Diagram of the hub: APIs, other contexts, queues and agencies in columns. Each column has a bounded number of boxes: those with problems first,
 * then those with most work; the others share one box.
 */

import {nothing, svg} from 'lit';
import {both, hasText, language, number, t} from './language.js';

const MOST = 12;
const EDGE = 4;
/** Letters of a name that fit into a box. Longer names are condensed, and cut after MOST_LETTERS. */
const FITS = 24;
const MOST_LETTERS = 40;
const WIDTH = 220;
const HEIGHT = 46;
const STEP = 58;
const GAP = 90;
const TOP = 44;

/** Exchanges per second by context, from two readings; null without an earlier reading. */
export function exchangeRates(now, before) {
  if (!before) return null;
  const seconds = (now.at - before.at) / 1000;
  const earlier = new Map(before.contexts.map((c) => [c.name, c.exchanges]));
  return new Map(now.contexts.map((c) => [c.name, Math.max(0, (c.exchanges - (earlier.get(c.name) ?? c.exchanges)) / seconds)]));
}

const wrong = (c) => c.state !== 'running' || c.stopped > 0;
const short = (name) => name.replace(/^city\.pishkhan\.(routes[.-])?/, '').replace(/^routes-/, '');

/** Splits contexts into those drawn alone and the others. */
export function splitContexts(contexts, rate) {
  const sorted = [...contexts].sort((a, b) => wrong(b) - wrong(a) || (rate?.get(b.name) ?? 0) - (rate?.get(a.name) ?? 0) || b.exchanges - a.exchanges || a.name.localeCompare(b.name));
  const alone = sorted.length > MOST ? sorted.slice(0, MOST - 1) : sorted;
  return {alone, others: sorted.slice(alone.length)};
}

/** The display name of a context; its own name if the texts have none. */
function called(c) {
  const name = short(c.name);
  return hasText(`door.${name}`) ? {name: t(`door.${name}`), said: true} : {name};
}

function column(contexts, rate) {
  const {alone, others} = splitContexts(contexts, rate);
  const boxes = alone.map((c) => ({
    ...called(c), id: c.name, bad: wrong(c), flow: rate?.get(c.name) ?? 0, href: `#/routes?context=${encodeURIComponent(c.name)}`,
    words: c.state !== 'running' ? t(`context.${c.state}`) : c.stopped ? t('context.stopped', number(c.stopped)) : flow(rate?.get(c.name), c.exchanges),
  }));
  if (others.length) {
    const bad = others.filter(wrong).length;
    boxes.push({name: t('hub.others', number(others.length)), id: 'others', said: true, href: '#/routes', bad: bad > 0, flow: others.reduce((sum, c) => sum + (rate?.get(c.name) ?? 0), 0), words: bad ? t('hub.others.wrong', number(bad)) : t('hub.others.routes', number(others.reduce((sum, c) => sum + c.routes, 0)))});
  }
  return boxes;
}

function flow(rate, exchanges) {
  return rate === undefined ? t('flow.all', number(exchanges)) : t('flow', number(Math.round(rate * 10) / 10));
}

function queues(agencies) {
  const sorted = [...agencies].sort((a, b) => (b.state !== 'running') - (a.state !== 'running') || b.waiting - a.waiting || a.agency.localeCompare(b.agency));
  const alone = sorted.length > MOST ? sorted.slice(0, MOST - 1) : sorted;
  const others = sorted.slice(alone.length);
  const boxes = alone.map((a) => ({agency: a, id: a.agency, name: both(a), waiting: a.waiting, bad: a.state !== 'running' && a.channel !== 'worklist'}));
  if (others.length) boxes.push({id: 'others', name: t('hub.others', number(others.length)), waiting: others.reduce((sum, a) => sum + a.waiting, 0), bad: others.some((a) => a.state !== 'running')});
  return boxes;
}

/** @param now {at, contexts, agencies, loads} @param before the earlier reading, or none */
export function picture(now, before) {
  const rate = exchangeRates(now, before);
  const doors = column(now.contexts.filter((c) => c.kind === 'door'), rate);
  const inner = column(now.contexts.filter((c) => c.kind === 'other' || (c.kind === 'agency' && wrong(c))), rate);
  const asked = queues(now.agencies);
  const rows = Math.max(doors.length, asked.length, 1);
  const height = TOP + Math.max(rows, inner.length + 3) * STEP;
  const xs = [0, 1, 2, 3].map((i) => i * (WIDTH + GAP));
  const width = xs[3] + WIDTH;
  const y = (i, of) => TOP + i * STEP + (height - TOP - of * STEP) / 2;
  const rtl = language() === 'fa';
  const at = (i) => (rtl ? width - xs[i] - WIDTH : xs[i]);
  const out = (i) => (rtl ? at(i) : at(i) + WIDTH);
  const into = (i) => (rtl ? at(i) + WIDTH : at(i));
  const middle = height / 2 + TOP / 2 - HEIGHT / 2;
  const waiting = asked.reduce((sum, q) => sum + q.waiting, 0);
  const unanswered = now.agencies.reduce((sum, a) => sum + a.unanswered, 0);
  const line = (x1, y1, x2, y2, weight, bad) => svg`<path class="flow ${bad ? 'flow-bad' : ''}" stroke-width=${Math.min(8, 1.5 + weight)} d="M ${x1} ${y1} C ${(x1 + x2) / 2} ${y1}, ${(x1 + x2) / 2} ${y2}, ${x2} ${y2}"></path>`;
  return svg`<svg class="picture" viewBox="${-EDGE} 0 ${width + 2 * EDGE} ${height}" role="group" aria-label=${t('hub.picture')} direction=${rtl ? 'rtl' : 'ltr'}>
    ${['doors', 'cases', 'queues', 'agencies'].map((name, i) => svg`<text class="picture-head" x=${at(i) + WIDTH / 2} y="22" text-anchor="middle">${t(`hub.${name}`)}</text>`)}
    ${doors.map((d, i) => line(out(0), y(i, doors.length) + HEIGHT / 2, into(1), middle + HEIGHT / 2, Math.log2(1 + d.flow), d.bad))}
    ${asked.map((q, i) => [line(out(1), middle + HEIGHT / 2, into(2), y(i, asked.length) + HEIGHT / 2, Math.log2(1 + q.waiting), q.bad), line(out(2), y(i, asked.length) + HEIGHT / 2, into(3), y(i, asked.length) + HEIGHT / 2, 0, q.bad)])}
    ${doors.map((d, i) => box(at(0), y(i, doors.length), d))}
    ${box(at(1), middle, {name: t('hub.cases'), said: true, id: 'cases', words: t('hub.cases.words', number(waiting), number(unanswered))})}
    ${inner.map((c, i) => box(at(1), middle + (i + 1) * STEP + 10, {...c, small: true}))}
    ${asked.map((q, i) => [box(at(2), y(i, asked.length), {name: q.name, said: true, id: `queue-${q.id}`, bad: q.waiting > 0 && q.bad, words: q.waiting ? t('hub.waiting', number(q.waiting)) : t('hub.waiting.none'), href: '#/agencies'}),
      box(at(3), y(i, asked.length), {name: q.name, said: true, id: `agency-${q.id}`, bad: q.bad, words: q.agency ? t(`agency.${q.agency.channel === 'worklist' ? 'worklist' : q.agency.state}`) : '', href: '#/agencies'})])}
  </svg>`;
}

function box(x, y, b) {
  const words = `${b.name}: ${b.words}`;
  const drawn = svg`<rect class="box ${b.bad ? 'box-bad' : ''} ${b.small ? 'box-small' : ''}" x=${x} y=${y} width=${WIDTH} height=${HEIGHT} rx="8"></rect>
    <text class="box-name" x=${x + WIDTH / 2} y=${y + 19} text-anchor="middle" direction=${b.said ? nothing : 'ltr'} textLength=${b.name.length > FITS ? WIDTH - 12 : nothing} lengthAdjust="spacingAndGlyphs">${b.name.length > MOST_LETTERS ? `${b.name.slice(0, MOST_LETTERS - 1)}…` : b.name}</text>
    <text class="box-words ${b.bad ? 'box-words-bad' : ''}" x=${x + WIDTH / 2} y=${y + 38} text-anchor="middle">${b.words}</text>`;
  return b.href ? svg`<a href=${b.href} aria-label=${words} data-box=${b.id}>${drawn}</a>` : svg`<g role="img" aria-label=${words} data-box=${b.id}>${drawn}</g>`;
}
