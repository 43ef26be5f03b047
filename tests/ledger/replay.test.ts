import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '#db/schema/ledger';
import { type AccountRef, grantedAccount, issuanceAccount, ownAccount, poolAccount } from '#domain/ledger';
import { accountsOf } from '#ledger/balance';
import { openHolds } from '#ledger/hold';
import { type Line, post } from '#ledger/post';
import { entriesOfEvent, reverse, shortfallsOf } from '#ledger/reverse';
import { statementOf } from '#ledger/statement';
import { JOURNALS, openBook, type TestBook } from '#tests/support/book';

/**
 * Any sequence of grants, holds, partial settles and releases, credits across counties and reversals leaves a book in which
 * every journal sums to zero, nothing is below its floor, and replaying gives what is stored. Refused steps leave nothing.
 */
type Step =
  | { do: 'grant'; journal: number; who: number; minutes: number }
  | { do: 'hold'; journal: number; who: number; minutes: number }
  | { do: 'settle'; hold: number; journal: number; who: number; minutes: number }
  | { do: 'release'; hold: number; minutes: number }
  | { do: 'spend'; journal: number; who: number; minutes: number }
  | { do: 'reverse'; event: number };

const minutes = fc.integer({ min: 1, max: 300 });
const small = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), journal: fc.nat({ max: 1 }), who: small, minutes }),
  fc.record({ do: fc.constant('hold' as const), journal: fc.nat({ max: 1 }), who: small, minutes }),
  fc.record({
    do: fc.constant('settle' as const),
    hold: fc.nat({ max: 9 }),
    journal: fc.nat({ max: 1 }),
    who: small,
    minutes,
  }),
  fc.record({ do: fc.constant('release' as const), hold: fc.nat({ max: 9 }), minutes }),
  fc.record({ do: fc.constant('spend' as const), journal: fc.nat({ max: 1 }), who: small, minutes }),
  fc.record({ do: fc.constant('reverse' as const), event: fc.nat({ max: 9 }) }),
);

let book: TestBook;
beforeAll(async () => {
  book = await openBook();
});
afterAll(() => book.close());

const journalAt = (index: number): string => JOURNALS[index] ?? 'xinxing';

describe('the book', () => {
  it('always adds up, whatever happens to it', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        const made = { holds: [] as string[], events: [] as string[] };
        run++;
        for (const [index, one] of steps.entries()) await take(one, `${run}.${index}`, made);
        expect(await book.faults()).toEqual([]);
        await statementsClose();
      }),
      { numRuns: 15 },
    );
  });
});

const granted = (journal: string, who: number): AccountRef => grantedAccount(journal, `mem_g${who}`, '2026-11');
const own = (journal: string, who: number): AccountRef => ownAccount(journal, `mem_o${who}`);

function linesFor(one: Step, key: string, made: { holds: string[] }): Line[] | null {
  const holdAt = 'hold' in one ? made.holds[one.hold] : undefined;
  switch (one.do) {
    case 'grant': {
      const journal = journalAt(one.journal);
      return [{ kind: 'post', from: issuanceAccount(journal), to: granted(journal, one.who), minutes: one.minutes }];
    }
    case 'hold':
      return [
        { kind: 'hold', from: granted(journalAt(one.journal), one.who), minutes: one.minutes, hold: `hld_${key}` },
      ];
    case 'settle':
      return holdAt
        ? [{ kind: 'settle', hold: holdAt, to: own(journalAt(one.journal), one.who), minutes: one.minutes }]
        : null;
    case 'release':
      return holdAt ? [{ kind: 'release', hold: holdAt, minutes: one.minutes }] : null;
    case 'spend': {
      const journal = journalAt(one.journal);
      return [{ kind: 'post', from: own(journal, one.who), to: poolAccount(journal, 'reg_1'), minutes: one.minutes }];
    }
    default:
      return null;
  }
}

async function take(one: Step, key: string, made: { holds: string[]; events: string[] }): Promise<void> {
  try {
    if (one.do === 'reverse') return await undo(made.events[one.event], key);
    const lines = linesFor(one, key, made);
    if (!lines) return;
    const event = one.do === 'settle' ? 'credit' : one.do === 'spend' ? 'overflow' : one.do;
    const posted = await book.write(JOURNALS, (act) => post(act, { event, subjectId: `exc_${key}`, lines, key }));
    if (one.do === 'hold') made.holds.push(`hld_${key}`);
    if (one.do === 'settle') made.events.push(posted.eventId);
  } catch (error) {
    if ((error as Error).name !== 'Refusal') throw error;
  }
}

async function undo(eventId: string | undefined, key: string): Promise<void> {
  if (!eventId) return;
  await book.write(JOURNALS, async (act) => {
    const accepted = await shortfallsOf(act, eventId);
    await reverse(act, eventId, { approverId: 'usr_2', reason: 'test', key, accepted });
    expect((await entriesOfEvent(act, eventId)).length).toBeGreaterThan(0);
  });
}

async function statementsClose(): Promise<void> {
  await book.read(async (act) => {
    for (const row of await act.tx.select().from(accounts)) {
      const statement = await statementOf(act, { journal: row.journal, id: row.id }, 0, book.now + 1);
      expect(statement.closing).toBe(row.balance);
    }
    expect(await accountsOf(act, ['mem_nobody'])).toEqual([]);
    expect(await openHolds(act, 'exc_nobody')).toEqual([]);
  });
}

describe('replay', () => {
  it('names what somebody changed behind its back', async () => {
    const other = await openBook();
    await other.write(['xinxing'], (act) =>
      post(act, {
        event: 'grant',
        subjectId: 'mem_1',
        lines: [{ kind: 'post', from: issuanceAccount('xinxing'), to: ownAccount('xinxing', 'mem_1'), minutes: 60 }],
        key: 'k',
      }),
    );
    await other.write(['xinxing'], (act) =>
      act.tx.update(accounts).set({ balance: 61 }).where(eq(accounts.kind, 'own')),
    );
    expect((await other.faults()).map((fault) => fault.kind)).toEqual(['account', 'sum']);
    await other.close();
  });
});
