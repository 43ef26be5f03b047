/** A database that is set back to an older copy: it neither posts nor seals until a person decides. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dialect } from '#db/dialect';
import { checkpoints } from '#db/schema/seal';
import { openStore } from '#db/store';
import { openJournal } from '#ledger/journal';
import { aside } from '#tests/db/scratch';
import { fillJournal, JOURNAL, newSealFolder, openSealedHouse, type SealedHouse } from '#tests/support/seal';
import { copyOf, PATIENT, type TestDatabase } from '#tests/support/store';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { sealAll, sealJournal } from '#usecases/seal/seal';

let one: SealedHouse;
let copies: { house: House; copy: TestDatabase }[] = [];
beforeEach(async () => {
  one = await openSealedHouse();
  await one.fill(3);
  await sealJournal(one.desk(), JOURNAL);
});
afterEach(async () => {
  for (const { house, copy } of copies) {
    await house.store.close();
    await copy.drop();
  }
  copies = [];
  await one.close();
});

/** The house as it stands now, opened again as after a restart. */
async function copied(): Promise<House> {
  // SQLite keeps what is newest beside the file until it is asked to put it in.
  await one.house.store.close();
  const copy = await copyOf(one.url);
  const store = await openStore(copy.url, PATIENT);
  one.house.store = await openStore(one.url, PATIENT);
  const house = { ...one.house, store, seal: one.open() };
  copies.push({ house, copy });
  return house;
}

const deskIn = (house: House): Desk => deskFor(house, { actor: { kind: 'job', id: 'job:test' }, requestId: 'test' });
const post = (house: House) => deskIn(house).write([JOURNAL], (act) => fillJournal(act, 1));

test('yesterday’s copy: nothing is posted and nothing sealed, what is there can be read', async () => {
  const yesterday = await copied();
  await one.fill(4);
  await sealJournal(one.desk(), JOURNAL);
  await expect(post(yesterday)).rejects.toMatchObject({ code: 'book_set_back', params: { journal: JOURNAL, size: 7 } });
  await expect(sealJournal(deskIn(yesterday), JOURNAL)).rejects.toMatchObject({ code: 'book_set_back' });
  expect((await deskIn(yesterday).read((act) => act.tx.select().from(checkpoints))).length).toBe(1);
});

test('as many entries more do not make it the same book', async () => {
  const yesterday = { ...(await copied()), seal: null };
  await one.fill(4);
  await sealJournal(one.desk(), JOURNAL);
  await deskIn(yesterday).write([JOURNAL], (act) => fillJournal(act, 6));
  const sealed = { ...yesterday, seal: one.open() };
  await expect(post(sealed)).rejects.toMatchObject({ code: 'book_set_back' });
});

test('the same number of entries, sealed with another key, is another book', async () => {
  const forged = { ...(await copied()), seal: null };
  await one.fill(4);
  await sealJournal(one.desk(), JOURNAL);
  const other = newSealFolder();
  await deskIn(forged).write([JOURNAL], (act) => fillJournal(act, 4));
  await sealJournal(deskIn({ ...forged, seal: other.open() }), JOURNAL);
  other.drop();
  await expect(post({ ...forged, seal: one.open() })).rejects.toMatchObject({ code: 'book_set_back' });
});

test('a copy that is older only by what was not sealed goes on', async () => {
  const house = await copied();
  await one.fill(2);
  await post(house);
  expect(await sealJournal(deskIn(house), JOURNAL)).toMatchObject({ size: 4, added: 1 });
});

test('a person decides: the log goes on under another name, and the old head is laid aside', async () => {
  // So many that a tile is full: the new log goes on from the tree that is there.
  await one.fill(300);
  await sealJournal(one.desk(), JOURNAL);
  const yesterday = await copied();
  await one.fill(4);
  await sealJournal(one.desk(), JOURNAL);
  await expect(post(yesterday)).rejects.toMatchObject({ code: 'book_set_back' });
  one.open().beginAnew(JOURNAL);
  await post(yesterday);
  expect(await sealJournal(deskIn(yesterday), JOURNAL)).toMatchObject({ size: 304 });
  const rows = await deskIn(yesterday).read((act) =>
    act.tx.select().from(checkpoints).where(eq(checkpoints.origin, 'yinling.test/log/xinxing/anew1')),
  );
  expect(rows.length).toBe(1);
});

test('a leaf that was changed where the tree goes on is found, and nothing is signed over it', async () => {
  await one.fill(2);
  const [table, name] = ['entries', 'entries_no_update'];
  await aside(one.url, dialect === 'postgres' ? `drop trigger ${name} on ${table}` : `drop trigger ${name}`);
  const changed = dialect === 'postgres' ? "decode(repeat('00', 32), 'hex')" : 'zeroblob(32)';
  await aside(one.url, `update entries set leaf_hash = ${changed} where seq = 3`);
  await expect(sealJournal(one.desk(), JOURNAL)).rejects.toMatchObject({ code: 'book_bent', params: { size: 3 } });
  expect(one.open().kept(JOURNAL)).toContain('\n3\n');
});

test('a journal that was touched holds up no other', async () => {
  const seal = one.open();
  seal.keep(JOURNAL, (seal.kept(JOURNAL) ?? '').replace('\n3\n', '\n9\n'));
  const county = { id: 'zhuolu', name: '别的县', countyCode: '445322' };
  await one.desk().write([], (act) => openJournal(act, county));
  await one.desk().write([county.id], (act) => fillJournal(act, 2, county.id));
  await expect(sealAll(one.desk())).rejects.toMatchObject({ code: 'book_set_back' });
  expect(seal.kept(county.id)).toContain('\n2\n');
});

test('while it runs, sealing finds it first and posting stops with it', async () => {
  await one.fill(1);
  const seal = one.open();
  seal.keep(JOURNAL, (seal.kept(JOURNAL) ?? '').replace('\n3\n', '\n9\n'));
  await expect(sealJournal(one.desk(), JOURNAL)).rejects.toMatchObject({ code: 'book_set_back' });
  await expect(one.fill(1)).rejects.toMatchObject({ code: 'book_set_back' });
});
