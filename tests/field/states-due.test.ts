import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statesDue } from '#field/states-due';
import type { Entry } from '#field/types';

const DAY = 86_400_000;
const NOW = 20_000 * DAY;
const entry = (at: number, state: string | undefined, askedAt?: number): Entry => ({
  ...{ id: `${at}`, userId: 'fen', state: 'taken', record: {} as Entry['record'] },
  ...(state ? { receipt: { id: `${at}`, outcome: 'taken', state, words: '' } } : {}),
  ...(askedAt === undefined ? {} : { askedAt }),
});

test('every open record is asked for, before any settled one, and settled ones once a day', () => {
  const state = fc.constantFrom(undefined, 'waiting', 'change', 'credited', 'ended');
  const asked = fc.option(fc.integer({ min: -3 * DAY, max: DAY }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(state, asked), { maxLength: 120 }), (rows) => {
      const taken = rows.map(([is, ago], at) => entry(at, is, ago === undefined ? undefined : NOW + ago));
      const due = statesDue(taken, NOW).map(({ id }) => id);
      const settled = ({ receipt }: Entry) => receipt?.state === 'credited' || receipt?.state === 'ended';
      const open = taken.filter((one) => !settled(one)).map(({ id }) => id);
      expect(due.slice(0, open.length)).toEqual(open);
      // What was asked for in a time that has not come was asked by another clock.
      const old = taken.filter((one) => settled(one) && !(NOW - (one.askedAt ?? 0) < DAY && (one.askedAt ?? 0) <= NOW));
      expect(due.slice(open.length)).toEqual(old.map(({ id }) => id));
    }),
  );
});
