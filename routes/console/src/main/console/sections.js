/* Pages of committees, treasury, oversight and institute by role. The first page of a role is its start page. */

import {html, pageOf, lazyElement} from './view.js';
import {t} from './language.js';

const PAGES = {
  chair: ['decisions', 'rules', 'appeals'], committee: ['decisions', 'rules', 'appeals'], planning: ['decisions', 'rules'],
  discipline: ['complaints', 'decisions', 'appeals', 'offices'], institute: ['offices', 'experts', 'approvals', 'decisions', 'rules', 'hearings'],
  treasury: ['treasury', 'merchants', 'refunds', 'payouts', 'settlement', 'ledger'], notary: ['certificates'],
  headquarters: ['decisions', 'rules'], oversight: ['decisions', 'rules', 'complaints'], operator: ['decisions', 'rules', 'approvals', 'hearings'],
};
/** Roles that can be accused and then answer. The institute has this page in its list. */
const PARTIES = ['office', 'expert', 'district', 'agency'];

const files = {
  decisions: () => import('./decisions.js'), rules: () => import('./rules.js'), complaints: () => import('./complaints.js'), appeals: () => import('./complaints.js'), hearings: () => import('./complaints.js'),
  offices: () => import('./offices.js'), experts: () => import('./experts.js'), approvals: () => import('./approvals.js'), certificates: () => import('./certificates.js'),
  treasury: () => import('./treasury.js'), merchants: () => import('./treasury.js'), refunds: () => import('./outgoings.js'), payouts: () => import('./outgoings.js'), settlement: () => import('./settlement.js'), ledger: () => import('./settlement.js'),
};
const elements = {
  decisions: (p) => html`<pk-decisions .path=${p.path} .query=${p.query} .roles=${p.roles}></pk-decisions>`, rules: (p) => html`<pk-rules .path=${p.path} .query=${p.query} .roles=${p.roles}></pk-rules>`,
  complaints: (p) => html`<pk-complaints .path=${p.path} .query=${p.query} .roles=${p.roles}></pk-complaints>`, appeals: (p) => html`<pk-appeals .roles=${p.roles}></pk-appeals>`, hearings: () => html`<pk-hearings></pk-hearings>`,
  offices: (p) => html`<pk-offices .path=${p.path} .query=${p.query} .roles=${p.roles}></pk-offices>`, experts: (p) => html`<pk-experts .path=${p.path} .query=${p.query} .roles=${p.roles}></pk-experts>`,
  approvals: (p) => html`<pk-approvals .principal=${p.principal} .roles=${p.roles}></pk-approvals>`, certificates: () => html`<pk-certificates></pk-certificates>`,
  treasury: (p) => html`<pk-treasury .principal=${p.principal}></pk-treasury>`, merchants: (p) => html`<pk-merchants .principal=${p.principal}></pk-merchants>`,
  refunds: (p) => html`<pk-refunds .query=${p.query}></pk-refunds>`, payouts: (p) => html`<pk-payouts .query=${p.query}></pk-payouts>`, settlement: (p) => html`<pk-settlement .query=${p.query}></pk-settlement>`, ledger: (p) => html`<pk-ledger .query=${p.query}></pk-ledger>`,
};

const kind = (role) => role.split(':')[0];

/** Pages of these roles in order; empty for roles that work on cases. */
export function pagesForRoles(roles) {
  return [...new Set(roles.flatMap((role) => PAGES[kind(role)] || []))];
}

export function isParty(roles) {
  return roles.some((role) => PARTIES.includes(kind(role)));
}

export function titleOf(page) {
  return t(page === 'rules' ? 'rules.all' : page);
}

/** A page, loaded when it is first drawn. */
export function lazyPage(page, properties) {
  return lazyElement(page, files[page], pageOf(`${(properties.path || [page]).join('/')}?${properties.query || ''}`, elements[page](properties)));
}
