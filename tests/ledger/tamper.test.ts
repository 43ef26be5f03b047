/** What somebody could do to the book behind our back, each done once, each found by checking it. */
import { generateKeyPairSync } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entries, transfers } from '#db/schema/ledger';
import { checkpoints } from '#db/schema/seal';
import { openStore } from '#db/store';
import { checkpointText } from '#domain/seal/checkpoint';
import { EMPTY, growingFrom } from '#domain/seal/growing';
import { rootOverPeaks } from '#domain/seal/merkle';
import { writeNote } from '#domain/seal/note';
import { commitmentOf, leafHash } from '#ledger/leaf';
import { documentOf, replayAll } from '#ledger/replay';
import { signText, treeHasher } from '#ledger/signature';
import { faultsOf } from '#tests/support/faults';
import { JOURNAL, type SealedHouse } from '#tests/support/seal';
import { copyOf, PATIENT, type TestDatabase } from '#tests/support/store';
import { bytes, openTamperedWith, tamper, withCopy } from '#tests/support/tamper';
import { deskFor, type House } from '#usecases/desk';
import { sealAll } from '#usecases/seal/seal';

let book: SealedHouse;
beforeAll(async () => {
  book = await openTamperedWith();
});
afterAll(() => book.close());

const here = `journal = '${JOURNAL}'`;
/** The entry that is number `seq` once more, under another number and name, with its lines. */
const again = (seq: number, as: number) => `
  create temp table e as select * from entries where ${here} and seq = ${seq};
  update e set seq = ${as}, id = 'ent_again', idempotency_key = 'again', subject_id = 'exc_again';
  insert into entries select * from e;
  create temp table l as select * from transfers where ${here} and seq = ${seq};
  update l set seq = ${as};
  insert into transfers select * from l;`;
/** Numbers from there on are taken up or down; far away in between, because none may stand twice. */
const renumber = (from: number, by: number) =>
  ['entries', 'transfers']
    .map(
      (table) => `
  update ${table} set seq = seq + 1000000 where ${here} and seq >= ${from};
  update ${table} set seq = seq - 1000000 + ${by} where ${here} and seq >= 1000000;`,
    )
    .join('');
const without = (seq: number) =>
  `delete from transfers where ${here} and seq = ${seq}; delete from entries where ${here} and seq = ${seq};`;
const numbered = (last: number) => `update journals set last_seq = ${last} where id = '${JOURNAL}';`;

const DRILLS: [name: string, statements: string][] = [
  ['a minute more on a line', `update transfers set minutes = 61 where ${here} and seq = 4 and line = 1`],
  [
    'a minute more, with every balance that follows from it',
    `update transfers set minutes = 2 where ${here} and seq = 10;
     update transfers set from_balance = from_balance - 1, to_balance = to_balance + 1 where ${here} and seq >= 10;
     update accounts set balance = balance - 1 where ${here} and kind = 'issuance';
     update accounts set balance = balance + 1 where ${here} and kind = 'pool'`,
  ],
  ['another day of service', `update entries set served_on = '2026-11-21' where ${here} and seq = 4`],
  ['another moment of entering', `update entries set recorded_at = recorded_at - 1 where ${here} and seq = 4`],
  ['another approver', `update entries set approver_id = 'usr_9' where ${here} and seq = 4`],
  ['no approver', `update entries set approver_id = null where ${here} and seq = 4`],
  ['another volunteer', `update transfers set to_account = 'own:mem_x' where ${here} and seq = 4 and line = 1`],
  ['the owner of an account', `update accounts set owner_id = 'mem_x' where ${here} and id = 'own:mem_v'`],
  ['the kind of an account', `update accounts set kind = 'own' where ${here} and id = 'pool:reg_town'`],
  ['the last entry deleted', without(269)],
  [
    'the last entry deleted, with all that told of it',
    `${without(269)} ${numbered(268)}
     update accounts set balance = balance + 1 where ${here} and kind = 'issuance';
     update accounts set balance = balance - 1 where ${here} and kind = 'pool'`,
  ],
  ['an entry in the middle deleted', without(5)],
  ['an entry in the middle deleted, and the gap closed', `${without(5)} ${renumber(6, -1)} ${numbered(268)}`],
  ['the lines of an entry deleted', `delete from transfers where ${here} and seq = 100`],
  ['an entry put between two others', `${renumber(5, 1)} ${again(4, 5)} ${numbered(270)}`],
  ['an entry twice', `${again(269, 270)} ${numbered(270)}`],
  [
    'two entries that changed places',
    ['entries', 'transfers']
      .map(
        (table) => `
     update ${table} set seq = 1000000 where ${here} and seq = 20;
     update ${table} set seq = 20 where ${here} and seq = 21;
     update ${table} set seq = 21 where ${here} and seq = 1000000;`,
      )
      .join(''),
  ],
  ['a balance', `update accounts set balance = balance + 60 where ${here} and id = 'granted:mem_b:2026-11'`],
  [
    'minutes from one account to another, so that the sum stays',
    `update accounts set balance = balance + 60 where ${here} and id = 'granted:mem_b:2026-11';
     update accounts set balance = balance - 60 where ${here} and id = 'granted:mem_a:2026-11'`,
  ],
  ['minutes that are held', `update accounts set held = 0 where ${here} and id = 'granted:mem_b:2026-11'`],
  ['a floor', `update accounts set floor = floor + 60 where ${here} and id = 'own:mem_v'`],
  ['what a hold has left', `update holds set settled = 10 where id = 'hld_2'`],
  [
    'a hold that was never made',
    `insert into holds select 'hld_9', journal, account_id, 'exc_9', minutes, 0, 0 from holds where id = 'hld_2'`,
  ],
  ['a hold deleted', `delete from holds where id = 'hld_2'`],
  [
    'one hold settled and released as well',
    `insert into transfers
     select journal, seq, 3, 'release', from_account, null, 60, 'hld_1', from_balance, from_held, null
     from transfers where ${here} and seq = 4 and line = 1;
     update holds set minutes = 150, released = 90 where id = 'hld_1'`,
  ],
  ['a hash of the tree', `update tree_hashes set hash = ${bytes(Buffer.alloc(32, 1))} where ${here}`],
  ['the root of a head', `update checkpoints set root = ${bytes(Buffer.alloc(32, 1))} where ${here} and size = 9`],
  ['the words of a head', `update checkpoints set note = replace(note, '269', '268') where ${here} and size = 269`],
  ['the last head deleted', `delete from checkpoints where ${here} and size = 269`],
];

test('the book stands as long as nobody has touched it', async () => {
  expect(await withCopy(book, () => {}, faultsOf)).toEqual([]);
});

test.each(DRILLS)('%s', async (_name, statements) => {
  const faults = await withCopy(book, ({ url }) => tamper(url, statements), faultsOf);
  expect(faults.length).toBeGreaterThan(0);
  expect(new Set(faults.map(({ journal }) => journal))).toContain(JOURNAL);
});

/** A minute more, and every hash from there on made anew, as whoever can write everything would do it. */
const RAISED = DRILLS[1]?.[1] ?? '';

const deskIn = (house: House) => deskFor(house, { actor: { kind: 'job', id: 'job:test' }, requestId: 'test' });

/** @returns the statements that make every leaf and every hash of the tree fit the rows again, and the peaks at each head */
async function rehashed(url: string) {
  const hasher = treeHasher('sha256');
  const store = await openStore(url, PATIENT);
  const read = await deskIn({ ...book.house, store }).read(async ({ tx }) => ({
    rows: await tx.select().from(entries).where(eq(entries.journal, JOURNAL)).orderBy(asc(entries.seq)),
    lines: await tx.select().from(transfers).where(eq(transfers.journal, JOURNAL)).orderBy(asc(transfers.line)),
    heads: await tx.select().from(checkpoints).where(eq(checkpoints.journal, JOURNAL)),
  }));
  await store.close();
  const statements: string[] = [];
  const heads: { origin: string; size: number; peaks: Buffer[]; root: Buffer }[] = [];
  const growing = growingFrom(EMPTY, hasher);
  for (const row of read.rows) {
    const commitment = commitmentOf(
      documentOf(
        row,
        read.lines.filter(({ seq }) => seq === row.seq),
      ),
      row.salt,
    );
    const leaf = leafHash(commitment);
    statements.push(
      `update entries set commitment = ${bytes(commitment)}, leaf_hash = ${bytes(leaf)} where ${here} and seq = ${row.seq}`,
    );
    for (const { level, place, hash } of growing.add(leaf)) {
      statements.push(
        `update tree_hashes set hash = ${bytes(hash)} where ${here} and level = ${level} and place = ${place}`,
      );
    }
    const head = read.heads.find(({ size }) => size === row.seq);
    const peaks = growing.peaks();
    if (head) heads.push({ origin: head.origin, size: row.seq, peaks, root: rootOverPeaks(peaks, hasher) });
  }
  return { statements, heads };
}

async function rewritten({ url }: TestDatabase) {
  await tamper(url, RAISED);
  const { statements, heads } = await rehashed(url);
  await tamper(url, statements.join(';\n'));
  return heads;
}

/** Signed by a key that is not ours, under our name. */
async function resealed(copy: TestDatabase): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  for (const { origin, size, peaks, root } of await rewritten(copy)) {
    const text = checkpointText({ origin, size, root });
    const note = writeNote({ text, signatures: [signText(origin, privateKey, text)] });
    await tamper(
      copy.url,
      `update checkpoints set root = ${bytes(root)}, peaks = ${bytes(Buffer.concat(peaks))}, note = '${note}'
       where ${here} and size = ${size}`,
    );
  }
}

/** The rows alone: what a check without the heads would see. */
const replayed = (house: House) => deskIn(house).read(replayAll);
const kinds = async (house: House) => [...new Set((await faultsOf(house)).map(({ kind }) => kind))].sort();

describe('every hash made anew from the change onward', () => {
  test('fits itself, and not the heads that were signed', async () => {
    await withCopy(book, rewritten, async (house) => {
      expect(await kinds(house)).toEqual(['checkpoint_root']);
    });
  });

  test('and the heads sealed again with another key: only the signature tells, and the head beside the key', async () => {
    await withCopy(book, resealed, async (house) => {
      expect(await replayed(house)).toEqual([]);
      expect(await kinds(house)).toEqual(['checkpoint_root', 'checkpoint_signature', 'kept_missing']);
    });
  });

  test('and every head deleted: the one beside the key tells', async () => {
    const done = async (copy: TestDatabase) => {
      await rewritten(copy);
      await tamper(copy.url, `delete from checkpoints where ${here}`);
    };
    await withCopy(book, done, async (house) => {
      expect(await kinds(house)).toEqual(['checkpoint_root', 'kept_missing']);
    });
  });
});

test('the file is yesterday’s copy: everything in it fits, and it is older than the head beside the key', async () => {
  const yesterday = await copyOf(book.url);
  const before = book.open().kept(JOURNAL) ?? '';
  book.house.store = await openStore(book.url, PATIENT);
  await book.fill(3);
  await sealAll(book.desk());
  await book.house.store.close();
  const store = await openStore(yesterday.url, PATIENT);
  const older = { ...book.house, store, seal: book.open() };
  expect(await replayed(older)).toEqual([]);
  expect(await kinds(older)).toEqual(['set_back']);
  await store.close();
  await yesterday.drop();
  book.open().keep(JOURNAL, before);
});
