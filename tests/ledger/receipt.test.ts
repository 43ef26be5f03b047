/** A receipt as a file: of any entry at any sealed size it holds by itself, and with any byte changed it does not. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inclusionStretches } from '#domain/seal/merkle';
import { checkpointAt } from '#ledger/checkpoint';
import { entryFile } from '#ledger/entry';
import { codeOf, isProven, readReceipt, writeReceipt } from '#ledger/receipt';
import { documentOf } from '#ledger/replay';
import { signersOf, treeHasher } from '#ledger/signature';
import { hashesOf } from '#ledger/tree';
import { JOURNAL, ORIGIN, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { sealJournal } from '#usecases/seal/seal';

const hasher = treeHasher('sha256');
const SIZES = [1, 2, 3, 255, 256, 257, 600, 1031];
let house: SealedHouse;
beforeAll(async () => {
  house = await openSealedHouse();
  let size = 0;
  for (const next of SIZES) {
    await house.fill(next - size);
    await sealJournal(house.desk(), JOURNAL);
    size = next;
  }
});
afterAll(() => house.close());

const receiptOf = (seq: number, size: number): Promise<string> =>
  house.desk().read(async (act) => {
    const sealed = await checkpointAt(act, JOURNAL, `${ORIGIN}/${JOURNAL}`, size);
    if (!sealed) throw new Error(`nothing was sealed at ${size}`);
    const { entry, lines } = await entryFile(act, JOURNAL, seq);
    const path = await hashesOf(act, JOURNAL, sealed, inclusionStretches(seq - 1, size), hasher);
    return writeReceipt(documentOf(entry, lines), entry.salt, path, sealed.note);
  });

/** With nothing but the file and the key. */
function holds(written: string): boolean {
  const receipt = readReceipt(written);
  if (typeof receipt === 'string') return false;
  const { note, origin } = receipt.proof.checkpoint;
  const signers = signersOf(note, house.open().verifiersOf(origin)) ?? [];
  return origin === `${ORIGIN}/${receipt.entry.journal}` && isProven(receipt, hasher) && signers.length > 0;
}

const place = fc
  .constantFrom(...SIZES)
  .chain((size) => fc.record({ size: fc.constant(size), seq: fc.integer({ min: 1, max: size }) }));

describe('a receipt that was kept', () => {
  test('of any entry at any sealed size holds without the book', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ({ seq, size }) => {
        const written = await receiptOf(seq, size);
        const read = readReceipt(written);
        expect(read).toMatchObject({ entry: { journal: JOURNAL, seq }, proof: { index: seq - 1 } });
        expect(holds(written)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('with any one byte changed holds no more', async () => {
    const kept = [await receiptOf(1, 1), await receiptOf(257, 1031)].map((written) => Buffer.from(written));
    fc.assert(
      fc.property(fc.constantFrom(...kept), fc.nat(), fc.integer({ min: 1, max: 255 }), (bytes, at, by) => {
        const bent = Buffer.from(bytes);
        const place = at % bent.length;
        bent[place] = (bent[place] ?? 0) ^ by;
        // What is no UTF-8 is refused before it is read.
        const text = bent.toString('utf8');
        expect(Buffer.from(text).equals(bent) && holds(text)).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  test('cut off anywhere says so', async () => {
    const written = await receiptOf(3, 600);
    expect(holds(written)).toBe(true);
    for (let length = 1; length < written.length; length += 1) {
      expect([length, readReceipt(written.slice(0, length))]).toEqual([length, 'cut']);
    }
    expect(readReceipt('')).toBe('strange');
    expect(readReceipt('%PDF-1.7')).toBe('strange');
  });

  test('with another entry or another salt put in it holds no more', async () => {
    const [one = '', other = ''] = [await receiptOf(3, 600), await receiptOf(4, 600)].map(
      (written) => /\nextra (\S+)\n/.exec(written)?.[1],
    );
    const written = await receiptOf(3, 600);
    expect(holds(written.replace(one, other))).toBe(false);
    const text = Buffer.from(one, 'base64').toString();
    for (const bent of [
      text.replace('"minutes":1', '"minutes":600'),
      text.replace('{', '{ '),
      `${text}\n`,
      text.toUpperCase(),
      `${'0'.repeat(64)}${text.slice(64)}`,
    ]) {
      expect([bent, holds(written.replace(one, Buffer.from(bent).toString('base64')))]).toEqual([bent, false]);
    }
  });
});

describe('the code of a slip', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((some) => Buffer.from(some));

  test('is twenty digits, and another one for another salt or another entry', () => {
    fc.assert(
      fc.property(bytes, bytes, bytes, (salt, commitment, other) => {
        const code = codeOf(salt, commitment);
        expect(code).toMatch(/^\d{20}$/);
        if (!other.equals(commitment)) expect(codeOf(salt, other)).not.toBe(code);
        if (!other.equals(salt)) expect(codeOf(other, commitment)).not.toBe(code);
      }),
    );
  });

  test('is fixed: slips lie in drawers for years', () => {
    expect(codeOf(Buffer.alloc(32, 1), Buffer.alloc(32, 2))).toBe('04482830767099963660');
  });
});
