/** 联署: what witnesses put under our heads is checked with the keys of those one trusts, in the database and exported. */
import { generateKeyPairSync } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkpoints } from '#db/schema/seal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { signatureLine } from '#domain/seal/note';
import { jsonlWriter } from '#ledger/book/jsonl';
import { type BookTrust, readBook } from '#ledger/book/read';
import { bookText } from '#ledger/book/text';
import { writeCosignature } from '#ledger/checkpoint';
import { replay } from '#ledger/replay';
import type { Seal } from '#ledger/seal';
import { cosignText, verifierOf, writeVerifier } from '#ledger/signature';
import { altered, lineOf } from '#tests/support/exported';
import { JOURNAL, ORIGIN, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { sealAll } from '#usecases/seal/seal';

const NAME = 'city.test/log/witness';
const HERE = `${ORIGIN}/${JOURNAL}`;
const { privateKey } = generateKeyPairSync('ed25519');
const verifier = verifierOf(NAME, 'witness', privateKey);
const stranger = verifierOf(NAME, 'witness', generateKeyPairSync('ed25519').privateKey);

let book: SealedHouse;
let seal: Seal;
let lines: string[];
beforeAll(async () => {
  book = await openSealedHouse();
  for (const count of [3, 4]) {
    await book.fill(count);
    await sealAll(book.desk());
  }
  await cosign(3);
  await cosign(7);
  seal = { ...book.open(), witnesses: [{ url: 'https://city.test/log/witness', verifier }] };
  lines = await exported();
});
afterAll(() => book.close());

async function cosign(size: number): Promise<void> {
  await book.desk().write([], async (act) => {
    const [head] = await act.tx.select().from(checkpoints).where(eq(checkpoints.size, size));
    const text = readCheckpoint(head?.note ?? '')?.note.text ?? '';
    const line = signatureLine(cosignText(NAME, privateKey, text, 1_795_000_000));
    await writeCosignature(act, { origin: HERE, size, witness: NAME, line });
  });
}

const exported = () =>
  book.desk().read(async (act) => {
    let whole = '';
    for await (const part of bookText(act, seal, jsonlWriter())) whole += part;
    return whole.trimEnd().split('\n');
  });

function checked(text: readonly string[], trust: BookTrust = {}) {
  const reader = readBook(trust);
  for (const line of text) reader.line(line);
  const [told] = reader.close().journals;
  return { faults: told?.faults.map(({ kind, at }) => `${kind} ${at}`), witnesses: [...(told?.seal.witnesses ?? [])] };
}

async function inDatabase() {
  const [told] = await book.desk().read((act) => replay(act, { seal }));
  return { faults: told?.faults.map(({ kind, at }) => `${kind} ${at}`), witnesses: [...(told?.seal.witnesses ?? [])] };
}

const stands = { faults: [], witnesses: [[writeVerifier(verifier), 7]] };
const headAt = (size: number) => lineOf(lines, JOURNAL, ({ head }) => head?.size === size);

test('it is told how far each witness signed', async () => {
  expect(await inDatabase()).toEqual(stands);
  expect(checked(lines)).toEqual(stands);
  expect(checked(lines, { witnesses: [verifier] })).toEqual(stands);
});

test('a witness that one does not trust says nothing', () => {
  expect(checked(lines, { witnesses: [] })).toEqual({ faults: [], witnesses: [] });
  expect(checked(lines, { witnesses: [stranger] })).toEqual({ faults: [], witnesses: [] });
});

test('a line that does not hold, or belongs under another head, or is none, is named', () => {
  const other = (JSON.parse(lines[headAt(3) - 1] ?? '').head.cosigned ?? [])[0];
  const forged = signatureLine({ name: NAME, keyId: verifier.keyId, signature: Buffer.alloc(72) });
  for (const line of [other, forged, 'signed by the city\n']) {
    const book = altered(lines, headAt(7), ({ head }) => Object.assign(head ?? {}, { cosigned: [line] }));
    expect(checked(book).faults).toEqual([`cosignature ${HERE} 7`]);
  }
});

test('so it is in a head that one kept with what witnesses put under it', () => {
  const { note, cosigned } = JSON.parse(lines[headAt(7) - 1] ?? '').head;
  expect(checked(lines, { kept: [`${note}${cosigned[0]}`] })).toEqual(stands);
  const wrong = JSON.parse(lines[headAt(3) - 1] ?? '').head.cosigned[0];
  expect(checked(lines, { kept: [`${note}${wrong}`] }).faults).toEqual([`cosignature ${HERE} 7`]);
});

test('in the database a forged line is named, and a head that is gone although a witness signed it', async () => {
  const add = (size: number) =>
    book.desk().write([], async (act) => {
      const line = signatureLine({ name: NAME, keyId: verifier.keyId, signature: Buffer.alloc(72) });
      await writeCosignature(act, { origin: HERE, size, witness: 'forged', line });
    });
  await add(7);
  expect((await inDatabase()).faults).toEqual([`cosignature ${HERE} 7`]);
  await add(6);
  expect((await inDatabase()).faults).toEqual([`cosignature ${HERE} 6`, `cosignature ${HERE} 7`]);
});
