/** Holds while a book is read: most are only fingerprints by its end, and nothing about them goes unnoticed. */
import { expect, test } from 'vitest';
import { applyLine } from '#ledger/apply';
import { holdsIn } from '#ledger/check/holds';
import { newPrintKey, printer } from '#ledger/check/print';

const account = 'granted:mem_1:2026-11';

/** hld_1 is made by entry 1 and drawn out by entry 3, hld_2 is made by entry 2 and stays open. */
function read() {
  const holds = holdsIn(printer(newPrintKey()));
  const accounts = new Map([[account, { balance: 600, held: 0, floor: 0 }]]);
  const enter = (seq: number, subject: string, kind: 'hold' | 'release', hold: string, minutes: number) => {
    applyLine({ accounts, holds }, { kind, from: account, to: null, minutes, hold });
    holds.after({ seq, subject, transfers: [{ line: 1, kind, from: account, minutes, hold }] });
  };
  enter(1, 'exc_1', 'hold', 'hld_1', 60);
  enter(2, 'exc_2', 'hold', 'hld_2', 40);
  enter(3, 'exc_1', 'release', 'hld_1', 60);
  return { holds, enter };
}

const closed = { id: 'hld_1', accountId: account, subjectId: 'exc_1', minutes: 60, settled: 0, released: 60 };
const open = { id: 'hld_2', accountId: account, subjectId: 'exc_2', minutes: 40, settled: 0, released: 0 };

test('each is known again as it was left, once', () => {
  const { holds } = read();
  expect([holds.see(closed), holds.see(open), holds.unseen()]).toEqual([true, true, []]);
  expect([holds.see(closed), holds.see(open)]).toEqual([false, false]);
});

test.each([closed, open])('whatever is changed on $id is seen', (hold) => {
  const changes = [
    { accountId: 'own:mem_1' },
    { subjectId: 'exc_9' },
    { minutes: 61 },
    { settled: 1 },
    { released: 59 },
    { id: 'hld_9' },
  ];
  for (const change of changes) expect(read().holds.see({ ...hold, ...change })).toBe(false);
});

test('one that is drawn out is neither made nor drawn on again', () => {
  expect(() => read().enter(4, 'exc_3', 'hold', 'hld_1', 60)).toThrow('hold_overdrawn');
  expect(() => read().enter(4, 'exc_1', 'release', 'hld_1', 1)).toThrow('hold_overdrawn');
});

test('what stands in no row is told by its id, or by the entry that made it', () => {
  expect(read().holds.unseen()).toEqual(['hld_2', '1']);
});
