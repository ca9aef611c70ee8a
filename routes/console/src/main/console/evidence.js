/*
 * Verification of an evidence file, like verifier.jar, with the browser's SHA-256 and Ed25519: signature and parts, keys, the chain of entries, seals
 * of one history, each entry under them, a witness's copy, and whether the case agrees with its entries. Format: bundles/trust/proofs.
 */

const FORMAT = 'pishkhan-evidence-1';
const MANIFEST = 'manifest.json';
const SIGNATURE = 'manifest.sig.json';
const PROOFS = ['entries.jsonl', 'seals.jsonl', 'keys.jsonl', 'sheets.jsonl', 'certificate.json'];
const GENESIS = '0'.repeat(64);
const HASH = /^[0-9a-f]{64}$/;
const MOST_FILES = 100;
const MOST_BYTES = 100_000_000;
const ENDS = ['approved', 'refused', 'withdrawn'];
const ANSWER = 'answer:';

/** The file cannot be read as evidence; `key` is the key of the message. */
export class Unreadable extends Error {
  constructor(key, ...args) {
    super(key);
    this.key = key;
    this.args = args;
  }
}

const bytes = (text) => new TextEncoder().encode(text);
const text = (content) => new TextDecoder('utf-8', {ignoreBOM: true}).decode(content);
const hex = (content) => Array.from(content, (b) => b.toString(16).padStart(2, '0')).join('');
const unhex = (digits) => (HASH.test(digits) ? Uint8Array.from(digits.match(/../g), (d) => parseInt(d, 16)) : new Uint8Array(32));
const same = (one, other) => one.length === other.length && one.every((b, i) => b === other[i]);

function joined(parts) {
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)));
}

/** Joins parts, each preceded by its length in bytes and a colon, so that the boundary between two parts is unambiguous. */
function canonical(...parts) {
  return joined(parts.flatMap((part) => {
    const content = bytes(String(part));
    return [bytes(`${content.length}:`), content];
  }));
}

function unbase64(words) {
  try {
    return Uint8Array.from(atob(words), (c) => c.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

async function verified(key, said, signature) {
  return crypto.subtle.verify({name: 'Ed25519'}, key, unbase64(signature), said).catch(() => false);
}

const imported = (spki) => crypto.subtle.importKey('spki', spki, {name: 'Ed25519'}, true, ['verify']);
const keyId = async (spki) => hex(await sha256(spki)).slice(0, 16);

/** Checks whether this browser can verify: it needs a secure context and Ed25519. @return null, 'insecure' or 'old' */
export async function verificationProblem() {
  if (!globalThis.crypto?.subtle) return 'insecure';
  try {
    await imported(joined([unbase64('MCowBQYDK2VwAyEA'), new Uint8Array(32)]));
    return null;
  } catch {
    return 'old';
  }
}

/** Public keys of a PEM by their IDs. @throws Unreadable */
export async function pemKeys(pem) {
  const keys = new Map();
  for (const [, body] of pem.matchAll(/-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/g)) {
    const spki = unbase64(body.replace(/\s/g, ''));
    try {
      keys.set(await keyId(spki), await imported(spki));
    } catch {
      throw new Unreadable('proof.key.other');
    }
  }
  if (!keys.size) throw new Unreadable('proof.key.none');
  return keys;
}

/** Seals that a witness stored: objects one after the other, or a list; each a seal or {"seal": …}. @throws Unreadable */
export function witnessSeals(words) {
  const found = [];
  let depth = 0;
  let begin = 0;
  let quoted = false;
  try {
    for (let i = 0; i < words.length; i++) {
      const c = words[i];
      if (quoted) {
        if (c === '\\') i++;
        else quoted = c !== '"';
      } else if (c === '"') quoted = true;
      else if (c === '{' && depth++ === 0) begin = i;
      else if (c === '}' && --depth === 0) found.push(JSON.parse(words.slice(begin, i + 1)));
    }
  } catch {
    throw new Unreadable('proof.witness.broken');
  }
  const seals = found.map((one) => one.seal ?? one);
  if (!seals.length || seals.some((seal) => !Number.isSafeInteger(seal.number) || typeof seal.signature !== 'string')) throw new Unreadable('proof.witness.broken');
  return seals;
}

/** Files of a ZIP by name, and names that occur more than once. @throws Unreadable */
export async function unzip(content) {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  let end = content.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Unreadable('proof.file.none');
  const files = new Map();
  const doubled = new Set();
  let room = MOST_BYTES;
  let at = view.getUint32(end + 16, true);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_FILES) throw new Unreadable('proof.file.large');
  try {
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError('directory');
      const [method, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true)];
      const [nameSize, extra, comment, local] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
      const name = text(content.subarray(at + 46, at + 46 + nameSize));
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      const packed = content.subarray(from, from + size);
      const plain = method === 0 ? packed : await inflated(packed, room);
      room -= plain.length;
      if (room < 0) throw new Unreadable('proof.file.large');
      if (files.has(name)) doubled.add(name);
      else files.set(name, plain);
      at += 46 + nameSize + extra + comment;
    }
  } catch (e) {
    throw e instanceof Unreadable ? e : new Unreadable('proof.file.none');
  }
  return {files, doubled};
}

async function inflated(packed, room) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return joined(parts);
    size += value.length;
    if (size > room) throw new Unreadable('proof.file.large');
    parts.push(value);
  }
}

function lines(files, name) {
  return text(files.get(name) ?? new Uint8Array(0)).split('\n').filter((line) => line.trim()).map((line) => {
    try {
      return JSON.parse(line);
    } catch {
      throw new Unreadable('proof.part.broken', name);
    }
  });
}

/* The Merkle tree of RFC 6962 over the hashes of entries. Positions are BigInt. */

const leaf = (entry) => sha256(Uint8Array.of(0), entry);
const node = (left, right) => sha256(Uint8Array.of(1), left, right);

async function includes(hash, index, size, path, root) {
  if (index < 0n || index >= size) return false;
  let [at, last, reached] = [index, size - 1n, hash];
  for (const sibling of path) {
    if (last === 0n) return false;
    if (at & 1n || at === last) {
      reached = await node(sibling, reached);
      while (!(at & 1n) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else reached = await node(reached, sibling);
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && same(reached, root);
}

async function beginsWith(first, firstRoot, size, root, path) {
  if (first < 1n || first > size || (first === size) !== (path.length === 0)) return false;
  if (first === size) return same(firstRoot, root);
  const proof = first & (first - 1n) ? path : [firstRoot, ...path];
  let [at, last] = [first - 1n, size - 1n];
  while (at & 1n) [at, last] = [at >> 1n, last >> 1n];
  let [earlier, later] = [proof[0], proof[0]];
  for (const sibling of proof.slice(1)) {
    if (last === 0n) return false;
    if (at & 1n || at === last) {
      [earlier, later] = [await node(sibling, earlier), await node(sibling, later)];
      while (!(at & 1n) && at !== 0n) [at, last] = [at >> 1n, last >> 1n];
    } else later = await node(later, sibling);
    [at, last] = [at >> 1n, last >> 1n];
  }
  return last === 0n && same(earlier, firstRoot) && same(later, root);
}

const sealSaid = (s) => canonical('pishkhan-seal-1', s.number, s.from, s.to, s.chains, s.root, s.previous, s.at, s.key);
const sealHash = async (s) => hex(await sha256(sealSaid(s), canonical(s.signature)));
const entryHash = async (e) => hex(await sha256(canonical(e.previous, e.id, e.case, e.position, e.at, e.event, e.actor, e.details)));

class Check {
  constructor(files, doubled, keys, witnessed) {
    Object.assign(this, {files, doubled, keys: new Map(keys), kept: witnessed, findings: [], good: new Map()});
  }

  /** @param place the entry, seal, file or field concerned */
  found(kind, place) {
    this.findings.push({kind, place});
  }

  async run() {
    const [introduced, entries, seals, sheets, certificates, manifests] = ['keys.jsonl', 'entries.jsonl', 'seals.jsonl', 'sheets.jsonl', 'certificate.json', MANIFEST].map((name) => lines(this.files, name));
    const manifest = manifests[0];
    if (manifests.length !== 1 || manifest.format !== FORMAT) throw new Unreadable('proof.file.other');
    await this.trust(introduced);
    await this.parts(manifest);
    await this.seals(seals);
    await this.entries(entries, manifest);
    this.content(manifest.case ?? {}, entries.filter((e) => e.case === manifest.case?.id), sheets, certificates);
    return {
      findings: this.findings, number: manifest.case?.number, entries: entries.length, sealed: entries.filter((e) => e.proof).length, sheets: sheets.length,
      head: this.headGood ? this.head : null, seals: seals.map((s) => s.number), witnessed: this.witnessed,
      confirmed: this.witnessed ? entries.filter((e) => e.proof && e.sequence <= this.witnessed.to).length : 0,
      unproven: (manifest.files ?? []).map((part) => part.name).filter((name) => !PROOFS.includes(name)),
    };
  }

  /** Accepts keys that the user supplied, and keys that an accepted key has introduced. */
  async trust(introduced) {
    for (const key of [...introduced].sort((a, b) => a.number - b.number)) {
      if (this.keys.has(key.id)) continue;
      const voucher = this.keys.get(key.previous);
      const said = canonical('pishkhan-key-1', key.number, key.id, key.publicKey, key.previous, key.at, key.reason);
      const spki = unbase64(key.publicKey);
      if (voucher && (await verified(voucher, said, key.signature)) && (await keyId(spki)) === key.id) this.keys.set(key.id, await imported(spki));
      else this.found('KEY_UNKNOWN', {key: key.id});
    }
  }

  async parts(manifest) {
    const digest = hex(await sha256(this.files.get(MANIFEST)));
    const signatures = lines(this.files, SIGNATURE);
    const key = signatures.length === 1 ? this.keys.get(signatures[0].key) : null;
    if (!key || !(await verified(key, canonical(FORMAT, digest), signatures[0].signature))) this.found('MANIFEST_FORGED', {file: MANIFEST});
    const unnamed = new Set(this.files.keys());
    [MANIFEST, SIGNATURE].forEach((name) => unnamed.delete(name));
    for (const part of manifest.files ?? []) {
      unnamed.delete(part.name);
      const content = this.files.get(part.name);
      if (!content) this.found('PART_REMOVED', {file: part.name});
      else if (hex(await sha256(content)) !== part.sha256) this.found('PART_CHANGED', {file: part.name});
    }
    [...unnamed, ...this.doubled].forEach((name) => this.found('PART_INSERTED', {file: name}));
  }

  async signed(seal) {
    const key = this.keys.get(seal.key);
    return !!key && verified(key, sealSaid(seal), seal.signature);
  }

  async seals(seals) {
    const kept = new Map();
    for (const seal of this.kept) {
      if (!(await this.signed(seal))) this.found('WITNESS_FORGED', {seal: seal.number});
      else if (!kept.has(seal.number)) kept.set(seal.number, seal);
      else if ((await sealHash(kept.get(seal.number))) !== (await sealHash(seal))) this.found('HISTORY_REWRITTEN', {seal: seal.number});
    }
    this.head = seals.at(-1);
    this.headGood = !!this.head && (await this.signed(this.head));
    const newest = [...kept.values()].sort((a, b) => b.number - a.number)[0];
    let number = 0;
    let forked = false;
    for (const seal of seals) {
      if (!(await this.signed(seal)) || seal.number <= number) {
        this.found('SEAL_FORGED', {seal: seal.number});
        continue;
      }
      number = seal.number;
      const other = kept.get(seal.number);
      if (other && !forked) {
        if ((await sealHash(other)) === (await sealHash(seal))) this.witnessed = seal;
        else {
          forked = true;
          this.found(seal.at > newest.at ? 'ROLLED_BACK' : 'HISTORY_REWRITTEN', {seal: seal.number});
        }
      }
      if (this.headGood && !(await beginsWith(BigInt(seal.to), unhex(seal.root), BigInt(this.head.to), unhex(this.head.root), (seal.extension ?? []).map(unhex)))) this.found('PROOF_FORGED', {seal: seal.number});
    }
  }

  async entries(entries, manifest) {
    let [position, previous, told] = [0, GENESIS, false];
    const numbers = new Set();
    for (const e of entries) {
      const whole = (await entryHash(e)) === e.hash;
      if (!whole) this.found('ENTRY_CHANGED', {entry: e});
      if (e.case !== manifest.case?.id || e.position <= position) this.found('ENTRY_INSERTED', {entry: e});
      else {
        if (e.position !== position + 1) this.found('ENTRY_REMOVED', {positions: [position + 1, e.position - 1]});
        else if (whole && !told && e.previous !== previous) this.found('CHAIN_BROKEN', {entry: e});
        [position, previous] = [e.position, e.hash];
      }
      told = !whole;
      await this.sealed(e, whole, numbers);
    }
    const expected = manifest.entries ?? -1;
    if (position < expected && entries.length < expected) this.found('ENTRY_REMOVED', {positions: [position + 1, expected]});
  }

  async sealed(e, whole, numbers) {
    const numbered = Number.isSafeInteger(e.sequence);
    if (!e.proof) {
      if (numbered && this.head && e.sequence <= this.head.to) this.found('PROOF_FORGED', {entry: e});
    } else if (!numbered || numbers.has(e.sequence) || !this.head) this.found('PROOF_FORGED', {entry: e});
    else {
      numbers.add(e.sequence);
      if (this.headGood && whole && !(await includes(await leaf(unhex(e.hash)), BigInt(e.sequence) - 1n, BigInt(this.head.to), e.proof.map(unhex), unhex(this.head.root)))) this.found('PROOF_FORGED', {entry: e});
    }
  }

  /** Compares the file's case, sheets and certificate with the case's own entries. */
  content(subject, entries, sheets, certificates) {
    const details = (event) => entries.filter((e) => e.event === event).map((e) => {
      try {
        return JSON.parse(e.details) ?? {};
      } catch {
        return {};
      }
    });
    const words = (value) => (value === null || value === undefined ? '' : String(value));
    const [opened] = details('case.opened');
    if (!opened) this.found('CASE_CHANGED', {field: 'case.opened'});
    else ['number', 'service', 'subject', 'ruleSet', 'procedureVersion'].filter((f) => words(subject[f]) !== words(opened[f])).forEach((field) => this.found('CASE_CHANGED', {field}));
    // the office is the one to which the case was moved last
    const moves = entries.filter((e) => e.event === 'case.moved').length ? details('case.moved').at(-1).to : opened?.office;
    if (words(subject.office) !== words(moves)) this.found('CASE_CHANGED', {field: 'office'});
    const ended = new Set(entries.map((e) => e.event.replace(/^case\./, '')).filter((event) => ENDS.includes(event)));
    if (ENDS.includes(subject.state) ? !ended.has(subject.state) : ended.size) this.found('CASE_CHANGED', {field: 'state'});
    const revision = (kind, n, sha) => `${kind}, ${n}, ${sha}`;
    const added = [...details('paper.added').map((d) => revision(d.kind, d.revision, d.sheet)), ...details('inquiry.answered').flatMap((d) => (d.sheets ?? []).map((sha, i) => revision(ANSWER + d.agency, i + 1, sha)))];
    for (const sheet of sheets) {
      const named = added.indexOf(revision(sheet.kind, sheet.revision, sheet.sha256));
      if (named < 0) this.found('SHEET_CHANGED', {field: sheet.kind});
      else added.splice(named, 1);
    }
    added.forEach((one) => this.found('SHEET_CHANGED', {field: one.split(',')[0]}));
    const issued = details('certificate.issued').map((d) => `${d.template} ${d.digest}`);
    certificates.filter((c) => !issued.includes(`${c.template} ${c.digest}`)).forEach((c) => this.found('CERTIFICATE_CHANGED', {field: c.template}));
    if (!certificates.length && issued.length) this.found('CERTIFICATE_CHANGED', {field: issued[0].split(' ')[0]});
  }
}

/**
 * @param content   bytes of the file
 * @param keys      public keys from another source, see {@link pemKeys}
 * @param witnessed seals that a witness stored, see {@link witnessSeals}; may be empty
 * @throws Unreadable
 */
export async function verifyEvidence(content, keys, witnessed) {
  const {files, doubled} = await unzip(content);
  if (!files.has(MANIFEST)) throw new Unreadable('proof.file.other');
  return new Check(files, doubled, keys, witnessed).run();
}
