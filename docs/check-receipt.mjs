/**
 * Checks a receipt with nothing but this file, node, and the public key of the book: `node check-receipt.mjs FILE KEY`.
 * KEY is written `name+hash+key` (C2SP signed-note). Says what the receipt is of, or throws.
 */
import assert from 'node:assert';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const [file, key] = process.argv.slice(2);
const written = readFileSync(file, 'utf8');
const cut = written.indexOf('\n\n');
const [header, extra, index, ...path] = written.slice(0, cut).split('\n');
const [text, signatures] = written.slice(cut + 2).split(/(?<=\n)\n/);
const [origin, size, root] = text.split('\n');
assert.strictEqual(header, 'c2sp.org/tlog-proof@v1');

// The entry and its salt give the commitment, the commitment its leaf.
const [salt, json] = Buffer.from(extra.slice('extra '.length), 'base64').toString().split('\n');
const entry = JSON.parse(json);
let hash = sha256(Buffer.of(0), sha256('yinling/entry/v1', Buffer.from(salt, 'hex'), json));

// The leaf and the path give the root (RFC 9162 §2.1.3.2).
let [at, last] = [Number(index.slice('index '.length)), Number(size) - 1];
assert(at === entry.seq - 1 && at <= last && origin.split('/').includes(entry.journal), 'it is not of this entry');
const half = (n) => Math.floor(n / 2);
for (const beside of path.map((line) => Buffer.from(line, 'base64'))) {
  assert(last > 0, 'the path is too long');
  if (at % 2 === 1 || at === last) {
    hash = sha256(Buffer.of(1), beside, hash);
    while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
  } else hash = sha256(Buffer.of(1), hash, beside);
  [at, last] = [half(at), half(last)];
}
assert(last === 0 && hash.toString('base64') === root, 'the entry is not in the book that was sealed');

// The key signed that root.
const [, name, id, coded] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key);
const x = Buffer.from(coded, 'base64').subarray(1).toString('base64url');
const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
const line = signatures.split('\n').find((one) => {
  const [dash, signer, bytes = ''] = one.split(' ');
  return dash === '—' && signer === name && Buffer.from(bytes, 'base64').subarray(0, 4).toString('hex') === id;
});
assert(line && name === origin, 'it was not signed with this key');
const signature = Buffer.from(line.split(' ')[2], 'base64').subarray(4);
assert(verify(null, Buffer.from(text), publicKey, signature), 'the signature does not hold');

console.log(`${origin} ${entry.seq}: ${entry.event}, ${entry.servedOn ?? ''}, sealed up to ${size}, root ${root}`);
for (const { kind, from, to, minutes } of entry.transfers) console.log(`${kind} ${minutes} ${from} ${to ?? ''}`);
