import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '#domain/canonical';
import { canonicalJson, commitmentOf, decisionCommitment, type EntryDocument, leafHash } from '#ledger/leaf';

/** Leaf bytes are fixed from the first row. If this test goes red, every receipt ever printed has become false. */
const ENTRY: EntryDocument = {
  journal: 'xinxing',
  seq: 42,
  id: 'ent_01',
  event: 'credit',
  subject: 'exc_01',
  eventId: 'evt_01',
  servedOn: '2026-11-22',
  grade: 'verified',
  recordedAt: 1_795_000_000_000,
  actor: 'usr_town',
  approver: 'usr_town',
  policyVersion: 1,
  decision: 'ab'.repeat(32),
  transfers: [
    { line: 1, kind: 'settle', from: 'granted:mem_chen:2026-11', to: 'own:mem_li', minutes: 90, hold: 'hld_01' },
    { line: 2, kind: 'release', from: 'granted:mem_chen:2026-11', minutes: 30, hold: 'hld_01' },
  ],
};
const SALT = Buffer.alloc(32, 7);

describe('leaf bytes', () => {
  it('write the entry as RFC 8785 does', () => {
    expect(canonicalJson(ENTRY)).toBe(
      `{"actor":"usr_town","approver":"usr_town","decision":"${'ab'.repeat(32)}","event":"credit","eventId":"evt_01","grade":"verified","id":"ent_01","journal":"xinxing","policyVersion":1,"recordedAt":1795000000000,"seq":42,"servedOn":"2026-11-22","subject":"exc_01","transfers":[{"from":"granted:mem_chen:2026-11","hold":"hld_01","kind":"settle","line":1,"minutes":90,"to":"own:mem_li"},{"from":"granted:mem_chen:2026-11","hold":"hld_01","kind":"release","line":2,"minutes":30}]}`,
    );
  });

  it('commit to domain, salt and entry, and nothing else', () => {
    const commitment = commitmentOf(ENTRY, SALT);
    const byHand = createHash('sha256')
      .update(Buffer.concat([Buffer.from('yinling/entry/v1'), SALT, Buffer.from(canonicalJson(ENTRY))]))
      .digest('hex');
    expect(commitment.toString('hex')).toBe(byHand);
    expect(commitment.toString('hex')).toBe('b626837d7da93f4dcba6f556d08fc42d4ad4129cffe95d1d6c153e662e9c3903');
    expect(leafHash(commitment).toString('hex')).toBe(
      '74a5da7ed1d65aeb79606696e773e22485cad34b287503dc54ce92925eaffaed',
    );
  });

  it('bind decisions under a domain of their own', () => {
    expect(decisionCommitment({ a: 1 }, SALT).toString('hex')).toBe(
      'a8ffab97c2c42a6999834f01b8ffaa42af1da0128779e80cab2095cfb53e0d74',
    );
  });

  it('change with any field, and with the salt', () => {
    const original = commitmentOf(ENTRY, SALT);
    const changes: Partial<EntryDocument>[] = [
      { seq: 43 },
      { actor: 'usr_other' },
      { servedOn: '2026-11-21' },
      { grade: 'attested' },
      { reason: 'x' },
      { floors: [{ account: 'own:mem_li', minutes: 1 }] },
      { transfers: ENTRY.transfers.slice(0, 1) },
    ];
    for (const change of changes) expect(commitmentOf({ ...ENTRY, ...change }, SALT).equals(original)).toBe(false);
    expect(commitmentOf(ENTRY, Buffer.alloc(32, 8)).equals(original)).toBe(false);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order in which fields were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean())), (fields) => {
        const backwards = Object.fromEntries(Object.entries(fields).reverse());
        expect(canonicalJson(backwards)).toBe(canonicalJson(fields));
        expect(JSON.parse(canonicalJson(fields))).toEqual(JSON.parse(JSON.stringify(fields)));
      }),
    );
  });

  it('is the same however it is written', () => {
    const plain = fc.oneof(fc.string(), fc.maxSafeInteger(), fc.constantFrom(null, undefined, -0, true));
    const field = fc.oneof(plain, fc.array(fc.oneof(plain, fc.dictionary(fc.string(), plain))));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), field), (fields) => {
        const inOrder = Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
        expect(canonicalJson(inOrder)).toBe(canonical(fields, String));
      }),
    );
  });

  it('refuses a fraction: minutes are integers', () => {
    for (const minutes of [1.5, 2 ** 53, Number.NaN]) expect(() => canonicalJson({ minutes })).toThrow();
  });
});
