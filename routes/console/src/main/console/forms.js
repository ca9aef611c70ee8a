/* Names and forms of the hub's services, cached while the page is open. */

import {call, get} from './api.js';
import {both} from './language.js';

const kept = new Map();

function once(key, work) {
  if (!kept.has(key)) {
    const asked = work();
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
  }
  return kept.get(key);
}

export function services() {
  return get('office/v1/forms');
}

/** Maximum digits of each number of a renovation code. */
export async function codeLengths() {
  return (await once('lengths', services)).propertyLengths;
}

/** @param ruleSet rule set of a case, or none for the one in force */
export function formOf(service, ruleSet) {
  const ask = () => get(`office/v1/services/${service}/form`, {ruleSet});
  return ruleSet ? once(`${service} ${ruleSet}`, ask) : ask();
}

/** The name of an agency, a use or a paper. */
export function termName(form, of) {
  const found = form?.words.find((w) => w.code === of) || form?.papers.find((w) => w.code === of);
  return found ? both(found) : of;
}

export function stageTitle(form, id) {
  const found = form?.stages.find((s) => s.id === id);
  return found ? both(found) : id;
}

/** Asks the hub to check a value. @return its normalized form @throws Problem if the value is not valid */
export async function checkValue(kind, value, signal) {
  return (await call('POST', 'office/v1/checks', {body: {kind, value}, signal})).json.value;
}
