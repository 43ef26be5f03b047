/** 核账: a sealed book stands, in the database and exported; whatever is changed in it is named, by kind and by line. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts, holds } from '#db/schema/ledger';
import { checkpointText } from '#domain/seal/checkpoint';
import { rootOver } from '#domain/seal/merkle';
import { writeNote } from '#domain/seal/note';
import { type BookLine, jsonlWriter } from '#ledger/book/jsonl';
import { type BookTold, type BookTrust, readBook } from '#ledger/book/read';
import { betweenJournals } from '#ledger/check/between';
import { sealsIn } from '#ledger/check/sealed';
import type { EntryDocument } from '#ledger/leaf';
import { replay } from '#ledger/replay';
import { treeHasher } from '#ledger/signature';
import { altered, bind, type ExportedHouse, lineOf, OTHER, openExported } from '#tests/support/exported';
import { JOURNAL, newSealFolder, ORIGIN } from '#tests/support/seal';

let one: ExportedHouse;
let lines: string[];
beforeAll(async () => {
  one = await openExported();
  lines = await one.lines();
});
afterAll(() => one.close());

const ORIGIN_HERE = `${ORIGIN}/${JOURNAL}`;

function check(book: readonly string[], trust: BookTrust = {}): BookTold {
  const reader = readBook(trust);
  for (const line of book) reader.line(line);
  return reader.close();
}

const faultsOf = (told: BookTold): string[] =>
  told.journals.flatMap(({ faults }) => faults.map(({ journal, kind, at }) => `${journal} ${at} ${kind}`));

const entryAt = (seq: number) => lineOf(lines, JOURNAL, ({ entry }) => entry?.document.seq === seq);
const headAt = (size: number) => lineOf(lines, JOURNAL, ({ head }) => head?.size === size);
const accountAt = (id: string) => lineOf(lines, JOURNAL, ({ account }) => account?.id === id);

describe('a book that stands', () => {
  test('does so in the database, with the key that signed it', async () => {
    const told = await one.desk().read((act) => replay(act, { seal: one.open() }));
    expect(told.flatMap(({ faults }) => faults)).toEqual([]);
    expect(told.map(({ journal, entries, transfers }) => ({ journal, entries, transfers }))).toEqual([
      { journal: OTHER, entries: 1, transfers: 1 },
      { journal: JOURNAL, entries: 307, transfers: 308 },
    ]);
    expect(told[1]?.seal).toMatchObject({ checkpoints: 2, sealed: 307 });
    expect([...(told[1]?.seal.keys ?? [])][0]).toContain(`${ORIGIN_HERE}+`);
  });

  test('does so as it is exported, with the same counts', async () => {
    const told = check(lines);
    expect(told.broken).toBe(null);
    expect(faultsOf(told)).toEqual([]);
    const there = await one.desk().read((act) => replay(act, { seal: one.open() }));
    expect(told.journals.map(({ line: _, ...rest }) => rest)).toEqual(there);
  });

  test('names nobody', async () => {
    expect(lines.join('\n')).not.toMatch(/新兴|罗定|[一-鿿]/);
  });

  test('can be one journal by itself', async () => {
    const told = check((await one.text(jsonlWriter(), JOURNAL)).trimEnd().split('\n'));
    expect(faultsOf(told)).toEqual([]);
    expect(told.journals.map(({ journal }) => journal)).toEqual([JOURNAL]);
  });
});

describe('an entry that was changed', () => {
  type Change = (entry: NonNullable<BookLine['entry']>) => void;
  const changed = (seq: number, change: Change, how: 'as it was bound' | 'bound anew') =>
    check(
      altered(lines, entryAt(seq), ({ entry }) => {
        if (!entry) throw new Error('this is no entry');
        change(entry);
        if (how === 'bound anew') bind(entry);
      }),
    );
  const first = (told: BookTold) => {
    const { faults = [], line } = told.journals.find(({ journal }) => journal === JOURNAL) ?? {};
    return { kind: faults[0]?.kind, at: faults[0]?.at, line };
  };

  test.each<[string, Change]>([
    ['a minute', ({ document }) => Object.assign(document.transfers[0] ?? {}, { minutes: 91 })],
    ['the day', ({ document }) => Object.assign(document, { servedOn: '2026-11-01' })],
    ['the approver', ({ document }) => Object.assign(document, { approver: 'usr_9' })],
    ['the number as a text', ({ document }) => Object.assign(document, { policyVersion: '1' })],
    ['half a minute', ({ document }) => Object.assign(document.transfers[0] ?? {}, { minutes: 90.5 })],
    ['the salt', (entry) => Object.assign(entry, { salt: '00'.repeat(32) })],
    ['the leaf', (entry) => Object.assign(entry, { leaf: '00'.repeat(32) })],
  ])('%s is not what was bound', (_, change) => {
    expect(first(changed(3, change, 'as it was bound'))).toEqual({ kind: 'leaf_changed', at: '3', line: entryAt(3) });
  });

  test.each<[string, number, Change, string]>([
    ['another journal', 2, ({ document }) => Object.assign(document, { journal: OTHER }), 'entry_misplaced 2'],
    ['a number left out', 2, ({ document }) => Object.assign(document, { seq: 9 }), 'seq_gap 9'],
    ['an earlier hour', 5, ({ document }) => Object.assign(document, { recordedAt: 1 }), 'time_back 5'],
    ['an id that is there', 4, ({ document }) => Object.assign(document, { id: idAt(1) }), 'entry_twice 4'],
    ['a service credited', 4, ({ document }) => Object.assign(document, { subject: 'exc_1' }), 'credited_twice 4'],
    ['a reversal of nothing', 6, ({ document }) => Object.assign(document, { reverses: 'x' }), 'reversal_unknown 6'],
    ['a reversal of another', 6, ({ document }) => Object.assign(document, { reverses: idAt(1) }), 'reversal_unlike 6'],
    ['a second reversal', 8, ({ document }) => Object.assign(document, { reverses: idAt(3) }), 'reversed_twice 8'],
    [
      'a reversal of a reversal',
      8,
      ({ document }) => Object.assign(document, { reverses: idAt(6) }),
      'reversal_unknown 8',
    ],
    ['a floor too high', 6, ({ document }) => Object.assign(document.floors?.[0] ?? {}, { minutes: 51 }), 'floor 6'],
    ['a line of no shape', 3, ({ document }) => delete document.transfers[1]?.hold, 'line_shape 3.2'],
    ['no line', 7, ({ document }) => Object.assign(document, { transfers: [] }), 'line_shape 7'],
    [
      'more than is held',
      3,
      ({ document }) => Object.assign(document.transfers[1] ?? {}, { minutes: 31 }),
      'line_refused 3.2',
    ],
    [
      'more than is there',
      5,
      ({ document }) => Object.assign(document.transfers[0] ?? {}, { minutes: 91 }),
      'line_refused 5.1',
    ],
  ])('%s is against the rules, however it is bound', (_, seq, change, said) => {
    const told = first(changed(seq, change, 'bound anew'));
    expect(`${told.kind} ${told.at}`).toBe(said);
    expect(told.line).toBe(entryAt(seq));
  });

  test('what stands beside a line is wrong by itself', () => {
    const told = changed(3, ({ running }) => Object.assign(running[0] ?? [], { 0: 511 }), 'as it was bound');
    expect(faultsOf(told)).toEqual([`${JOURNAL} 3.1 running_balance`]);
  });

  test('bound anew is another tree than the one that was sealed', () => {
    const told = changed(3, ({ document }) => Object.assign(document, { actor: 'usr_9' }), 'bound anew');
    expect(faultsOf(told)).toEqual([3, 307].map((size) => `${JOURNAL} ${ORIGIN_HERE} ${size} checkpoint_root`));
    expect(told.journals[1]?.line).toBe(headAt(3));
  });

  const idAt = (seq: number): string => JSON.parse(lines[entryAt(seq) - 1] ?? '').entry.document.id;
});

describe('what is left out or put in', () => {
  const without = (number: number) => lines.filter((_, at) => at !== number - 1);
  const recount = (book: string[]) => [...book.slice(0, -1), JSON.stringify({ end: book.length - 1 })];

  test.each([
    ['an entry in the middle', () => without(entryAt(5)), `${JOURNAL} 6 seq_gap`],
    ['the last entry', () => without(entryAt(307)), `${JOURNAL} ${ORIGIN_HERE} 307 checkpoint_ahead`],
    ['an account', () => without(accountAt('own:mem_li')), `${JOURNAL} own:mem_li account`],
    [
      'an entry twice',
      () => lines.flatMap((line, at) => (at === entryAt(5) - 1 ? [line, line] : [line])),
      `${JOURNAL} 5 seq_gap`,
    ],
  ])('%s', (_, book, said) => {
    expect(faultsOf(check(recount(book())))).toContain(said);
  });

  test('a credit between counties wants both sides, and a reversal all of them', () => {
    const seq = lineOf(lines, OTHER, ({ entry }) => entry !== undefined);
    const told = check(
      altered(lines, seq, ({ entry }) => {
        if (!entry) return;
        entry.document.transfers[0] = {
          line: 1,
          kind: 'post',
          from: `issuance:${OTHER}`,
          to: 'own:mem_wu',
          minutes: 60,
        };
        bind(entry);
      }),
    );
    expect(faultsOf(told)).toContain(`${JOURNAL} 4 clearing`);
    expect(faultsOf(told)).toContain(`${JOURNAL} ${OTHER} clearing`);
  });

  test('what the journal calls its last entry is the last', () => {
    const at = lineOf(lines, JOURNAL, ({ journal }) => journal !== undefined);
    const told = check(altered(lines, at, ({ journal }) => Object.assign(journal ?? {}, { lastAt: 1 })));
    expect(faultsOf(told)).toEqual([`${JOURNAL} 307 journal_head`]);
  });

  test('standings that were changed are named', () => {
    const owner = altered(lines, accountAt('own:mem_li'), ({ account }) =>
      Object.assign(account ?? {}, { ownerId: 'mem_x' }),
    );
    expect(faultsOf(check(owner))).toEqual([`${JOURNAL} own:mem_li account_id`]);
    const held = altered(lines, accountAt('own:mem_li'), ({ account }) => Object.assign(account ?? {}, { balance: 0 }));
    expect(faultsOf(check(held))).toEqual([`${JOURNAL} own:mem_li account`, `${JOURNAL} 50 sum`]);
    const hold = lineOf(lines, JOURNAL, (line) => line.hold?.id === 'hld_1');
    const drawn = altered(lines, hold, (line) => Object.assign(line.hold ?? {}, { released: 29 }));
    expect(check(drawn).journals[1]).toMatchObject({ faults: [{ kind: 'hold', at: 'hld_1' }], line: hold });
  });

  test('a file that breaks off says where', () => {
    expect(check(lines.slice(0, 100)).broken).toEqual({ line: 101, fault: 'cut' });
    const torn = [...lines.slice(0, 100), (lines[100] ?? '').slice(0, 40)];
    expect(check(torn).broken).toEqual({ line: 101, fault: 'unreadable' });
    expect(check(without(entryAt(9))).broken).toEqual({ line: lines.length - 1, fault: 'cut' });
    expect(check(['{"book":"another"}']).broken).toEqual({ line: 1, fault: 'not_a_book' });
    expect(check([...lines, lines[5] ?? '']).broken).toEqual({ line: lines.length + 1, fault: 'unreadable' });
    const header = altered(lines, 1, (line) => line.header?.journals.push('yunanqu'));
    expect(check(header).broken?.fault).toBe('journal_missing');
  });
});

describe('heads', () => {
  const head = (size: number) => JSON.parse(lines[headAt(size) - 1] ?? '').head as NonNullable<BookLine['head']>;
  const kinds = (told: BookTold) => told.journals.flatMap(({ faults }) => faults.map(({ kind }) => kind));

  test('say what was signed, by a key one knows', () => {
    const moved = altered(lines, headAt(3), (line) => Object.assign(line.head ?? {}, { root: head(307).root }));
    expect(kinds(check(moved))).toEqual(['checkpoint_note', 'checkpoint_root']);
    const stranger = newSealFolder();
    expect(kinds(check(lines, { keys: stranger.open().verifiersOf(ORIGIN_HERE) }))).toContain('checkpoint_signature');
    expect(kinds(check(lines, { keys: [] }))).toContain('checkpoint_signature');
    stranger.drop();
  });

  test('that were kept are in it', () => {
    expect(kinds(check(lines, { kept: [head(307).note] }))).toEqual([]);
    const older = lines.filter((_, at) => at !== headAt(3) - 1);
    const recounted = [...older.slice(0, -1), JSON.stringify({ end: older.length - 1 })];
    expect(kinds(check(recounted, { kept: [head(3).note] }))).toEqual(['kept_missing']);
  });

  const signed = (size: number, root: Buffer): string => {
    const text = checkpointText({ origin: ORIGIN_HERE, size, root });
    return writeNote({ text, signatures: one.open().sign(ORIGIN_HERE, text) });
  };

  test('that hold more than the book show that it was set back', () => {
    expect(kinds(check(lines, { kept: [signed(400, Buffer.alloc(32, 1))] }))).toEqual(['set_back']);
  });

  test('of one size with different roots are a split view', () => {
    expect(kinds(check(lines, { kept: [signed(307, Buffer.alloc(32, 1))] }))).toContain('split_view');
  });
});

test('a reversal of what touched two journals is in both', () => {
  const between = betweenJournals();
  const entry = (journal: string, other: string, id: string, reverses?: string) => {
    const way = { from: `clearing:${other}`, to: 'own:mem_wu' };
    const back = { from: 'own:mem_wu', to: `clearing:${other}` };
    const line = { line: 1, kind: 'post' as const, minutes: 60, ...((journal === OTHER) === !reverses ? way : back) };
    between.see({
      journal,
      id,
      reverses,
      seq: 1,
      eventId: reverses ? 'evt_2' : 'evt_1',
      transfers: [line],
    } as EntryDocument);
  };
  entry(JOURNAL, OTHER, 'ent_1');
  entry(OTHER, JOURNAL, 'ent_2');
  entry(JOURNAL, OTHER, 'ent_3', 'ent_1');
  const said: string[] = [];
  between.close(
    () => true,
    (journal, kind) => said.push(`${journal} ${kind}`),
  );
  expect(said).toEqual([`${OTHER} reversal_half`, `${JOURNAL} clearing`]);
});

test('every hash of a full tile that was sealed is stored, as it grew', () => {
  const said: string[] = [];
  const trust = { verifiersOf: () => null, kept: [], trees: ['sha256' as const], tiles: true };
  const grownWith = (stored: Buffer | null) => {
    const seals = sealsIn(trust, (kind, at) => said.push(`${kind} ${at}`));
    for (let at = 0; at < 256; at += 1) seals.add(Buffer.alloc(32), Buffer.alloc(32, at));
    seals.head({ origin: 'x', size: 256, tree: 'sha256', root: Buffer.alloc(32), note: '' });
    seals.end();
    if (stored) seals.treeHash({ tree: 'sha256', level: 1, place: 0, hash: stored });
    seals.close();
  };
  const hash = rootOver(
    Array.from({ length: 256 }, (_, at) => Buffer.alloc(32, at)),
    treeHasher('sha256'),
  );
  const rest = ['checkpoint_note x 256', 'checkpoint_root x 256'];
  grownWith(hash);
  expect(said.splice(0)).toEqual(rest);
  grownWith(Buffer.alloc(32));
  expect(said.splice(0)).toEqual([...rest, 'tree_hash sha256 1/0']);
  grownWith(null);
  expect(said.splice(0)).toEqual([...rest, 'tree_hash sha256 1/0']);
});

test('in the database an owner, a hold and what was kept are looked at too', async () => {
  const other = await openExported();
  await other.desk().write([], async (act) => {
    await act.tx.update(accounts).set({ ownerId: 'mem_x' }).where(eq(accounts.id, 'own:mem_li'));
    await act.tx.update(holds).set({ subjectId: 'exc_9' }).where(eq(holds.id, 'hld_3'));
  });
  const seal = { ...other.open(), kept: () => null };
  const told = await other.desk().read((act) => replay(act, { seal }));
  expect(told.flatMap(({ faults }) => faults.map(({ kind, at }) => `${kind} ${at}`))).toEqual([
    'account_id own:mem_li',
    'hold hld_3',
  ]);
  await other.close();
});
