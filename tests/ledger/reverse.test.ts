import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accounts, entries } from '#db/schema/ledger';
import {
  type AccountRef,
  type EntryEvent,
  grantedAccount,
  issuanceAccount,
  ownAccount,
  poolAccount,
} from '#domain/ledger';
import { flowsSince } from '#ledger/flow';
import { type Line, post } from '#ledger/post';
import { reverse, shortageOf } from '#ledger/reverse';
import { totalsOf } from '#ledger/totals';
import { JOURNALS, openBook, type TestBook } from '#tests/support/book';

/** Every kind of event that moves a balance can be taken back, in every journal that it touched. */
let book: TestBook;
beforeEach(async () => {
  book = await openBook();
});
afterEach(() => book.close());

const journalAt = (index: number): string => JOURNALS[index] ?? 'xinxing';
const granted = (journal: string): AccountRef => grantedAccount(journal, 'mem_g', '2026-11');
const own = (journal: string, who = 'o'): AccountRef => ownAccount(journal, `mem_${who}`);
const pool = (journal: string): AccountRef => poolAccount(journal, 'reg_1');
const move = (from: AccountRef, to: AccountRef, minutes: number): Line => ({ kind: 'post', from, to, minutes });

/** What each kind of event posts, in this book, to that one where it goes to another. */
const LINES: Partial<Record<EntryEvent, (here: string, there: string, minutes: number) => Line[]>> = {
  grant: (here, _, minutes) => [move(issuanceAccount(here), granted(here), minutes)],
  lapse: (here, _, minutes) => [move(granted(here), issuanceAccount(here), minutes)],
  quota: (here, _, minutes) => [move(issuanceAccount(here), pool(here), minutes)],
  opening: (here, _, minutes) => [move(issuanceAccount(here), own(here), minutes)],
  overflow: (here, _, minutes) => [move(own(here), pool(here), minutes)],
  move: (here, there, minutes) => [move(own(here), own(there, 'moved'), minutes)],
  credit: (here, there, minutes) => [
    { kind: 'settle', hold: `hld_${here}`, to: own(there, 'v'), minutes: Math.ceil(minutes / 2) },
    { kind: 'release', hold: `hld_${here}`, minutes: Math.ceil(minutes / 3) },
    move(pool(here), own(there, 'w'), minutes),
  ],
};
const KINDS = Object.keys(LINES) as EntryEvent[];

/** Enough on every account for anything once. */
async function fill(): Promise<void> {
  for (const here of JOURNALS) {
    const lines: Line[] = [granted(here), own(here), pool(here)].map((to) => move(issuanceAccount(here), to, 1000));
    const held: Line = { kind: 'hold', from: granted(here), minutes: 400, hold: `hld_${here}` };
    await book.write([here], (act) => post(act, { event: 'grant', subjectId: 'x', lines, key: `fill:${here}` }));
    await book.write([here], (act) => post(act, { event: 'hold', subjectId: 'x', lines: [held], key: `hold:${here}` }));
  }
}

const balances = () =>
  book.read(async (act) =>
    Object.fromEntries(
      (await act.tx.select().from(accounts))
        .filter(({ balance }) => balance !== 0)
        .map(({ journal, id, balance, floor }) => [`${journal}/${id}`, { balance, floor }]),
    ),
  );
const undo = (eventId: string, key: string) =>
  book.write(JOURNALS, async (act) => {
    const { owed } = await shortageOf(act, eventId);
    return reverse(act, eventId, { approverId: 'usr_2', reason: 'duplicate', key, accepted: owed });
  });

describe('reversing any event', () => {
  it('returns every account to where it was, in every journal that it touched, and only once', async () => {
    await fill();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...KINDS),
        fc.nat({ max: 1 }),
        fc.nat({ max: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (event, at, other, minutes) => {
          const before = await balances();
          const [here, there] = [journalAt(at), journalAt(event === 'move' ? 1 - at : other)];
          const lines = LINES[event]?.(here, there, minutes) ?? [];
          const key = `${++run}`;
          const { eventId, entries: posted } = await book.write(JOURNALS, (act) =>
            post(act, { event, subjectId: `sub_${key}`, lines, key }),
          );
          const reversal = await undo(eventId, `r${key}`);
          expect(reversal.entries.map(({ journal }) => journal)).toEqual(posted.map(({ journal }) => journal));
          expect(await balances()).toEqual(before);
          await expect(undo(eventId, `again${key}`)).rejects.toMatchObject({ code: 'reversal_twice' });
          await expect(undo(reversal.eventId, `back${key}`)).rejects.toMatchObject({ code: 'reversal_twice' });
        },
      ),
      { numRuns: 40 },
    );
    expect(await book.faults()).toEqual([]);
  });

  it('is taken off the totals and the flows of what it took back', async () => {
    await fill();
    const sums = () =>
      book.read(async (act) => [
        await totalsOf(act, 'xinxing', 1000),
        (await flowsSince(act, 'xinxing', [pool('xinxing').id], 0)).filter(({ minutes }) => minutes !== 0),
      ]);
    const before = JSON.stringify(await sums());
    for (const event of KINDS) {
      const lines = LINES[event]?.('xinxing', 'luoding', 6) ?? [];
      const posted = await book.write(JOURNALS, (act) =>
        post(act, { event, subjectId: `s:${event}`, lines, key: event }),
      );
      expect(JSON.stringify(await sums()), event).not.toBe(before);
      await undo(posted.eventId, `r:${event}`);
      const [totals, flows] = await sums();
      const net = new Map<string, number>();
      for (const { event: of, minutes } of flows as { event: string; minutes: number }[]) {
        net.set(of, (net.get(of) ?? 0) + minutes);
      }
      expect(totals, event).toEqual(JSON.parse(before)[0]);
      expect(Object.fromEntries([...net].filter(([, minutes]) => minutes !== 0)), event).toEqual({ grant: 1000 });
    }
  });

  it('is refused where it moved no balance', async () => {
    await fill();
    const rows = await book.read((act) => act.tx.select().from(entries).where(eq(entries.event, 'hold')));
    await expect(undo(rows[0]?.eventId ?? '', 'r')).rejects.toMatchObject({ code: 'not_reversible' });
  });

  it('is refused where an account that may not owe has used it, unless what replaces it comes in first', async () => {
    const [here, minutes] = ['xinxing', 600];
    const quota = [move(issuanceAccount(here), pool(here), minutes)];
    const event = { event: 'quota' as const, subjectId: 'reg_1' };
    const { eventId } = await book.write([here], (act) => post(act, { ...event, lines: quota, key: 'q' }));
    const used = [move(pool(here), own(here), 250)];
    await book.write([here], (act) => post(act, { event: 'credit', subjectId: 'exc_1', lines: used, key: 'c' }));
    await expect(undo(eventId, 'r')).rejects.toMatchObject({ code: 'correction_short', params: { missing: 250 } });
    const coming = new Map([[pool(here).id, 300]]);
    expect(await book.read((act) => shortageOf(act, eventId, coming))).toEqual({ owed: [], missing: [] });
    await book.write([here], (act) =>
      post(act, { ...event, lines: [move(issuanceAccount(here), pool(here), 300)], key: 'q2' }),
    );
    await undo(eventId, 'r');
    expect((await balances())[`${here}/${pool(here).id}`]?.balance).toBe(50);
    expect(await book.faults()).toEqual([]);
  });
});

describe('the database itself', () => {
  it('takes no reversal of a reversal, nor of another journal, nor one of nothing', async () => {
    await fill();
    const first = await book.write(['xinxing'], (act) =>
      post(act, { event: 'quota', subjectId: 'r', lines: LINES.quota?.('xinxing', '', 5) ?? [], key: 'q' }),
    );
    const reversal = await undo(first.eventId, 'r');
    const wrong = (journal: string, reverses: string | null, key: string) =>
      book.write(JOURNALS, (act) =>
        post(act, {
          event: 'reversal',
          subjectId: 'r',
          lines: LINES.quota?.(journal, '', 5) ?? [],
          key,
          reverses: reverses === null ? undefined : new Map([[journal, reverses]]),
        }),
      );
    for (const [journal, id, key] of [
      ['xinxing', reversal.entries[0]?.id ?? '', 'a'],
      ['luoding', first.entries[0]?.id ?? '', 'b'],
      ['xinxing', null, 'c'],
    ] as const) {
      await expect(wrong(journal, id, key), key).rejects.toMatchObject({ constraint: 'reversal_final' });
    }
  });
});
