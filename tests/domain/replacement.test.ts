import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES } from '#domain/exchange';
import { type Instead, paidAgain, saysTheSame, whyNotReplace, wordsThatGoAlong } from '#domain/replacement';

describe('what may be replaced', () => {
  it('is a credited visit, and once', () => {
    for (const state of STATES) {
      const why = whyNotReplace({ state, replaces: false, doors: null });
      expect(why, state).toBe(state === 'credited' ? null : 'state_moved');
    }
    expect(whyNotReplace({ state: 'credited', replaces: true, doors: null })).toBe('replaced_once');
    expect(whyNotReplace({ state: 'credited', replaces: false, doors: 12 })).toBe('round_once');
  });
});

const one = (memberId: string, relative: boolean) => ({ memberId, relative });

describe('what would be the same', () => {
  const was: Instead = {
    ...{ serviceCode: 'A02', servedOn: '2026-11-23', startMinute: 540, endMinute: 660, halfDay: 'morning' },
    ...{ servedMinutes: 120, volunteers: [{ memberId: 'a', relative: false }] },
  };
  it('is no correction, in whatever order and with whatever tick', () => {
    const two = [
      { memberId: 'b', relative: false },
      { memberId: 'a', relative: true },
    ];
    expect(saysTheSame(was, { ...was, volunteers: [one('a', true)] })).toBe(true);
    expect(saysTheSame({ ...was, volunteers: [...two] }, { ...was, volunteers: two.toReversed() })).toBe(true);
  });
  it('is no correction either where only one of them knows the time of the clock', () => {
    const half = { ...was, startMinute: null, endMinute: null };
    expect(saysTheSame(was, half)).toBe(true);
    expect(saysTheSame(was, { ...half, halfDay: 'evening' })).toBe(false);
  });
  it('is not what differs in the service, the day, the time, the minutes or the people', () => {
    const others: Partial<Instead>[] = [
      { serviceCode: 'B01' },
      { servedOn: '2026-11-22' },
      { startMinute: 570 },
      { servedMinutes: 60 },
      { volunteers: [{ memberId: 'b', relative: false }] },
    ];
    for (const other of others) expect(saysTheSame(was, { ...was, ...other }), JSON.stringify(other)).toBe(false);
  });
});

describe('who pays again', () => {
  const back = fc.array(fc.record({ account: fc.integer(), minutes: fc.integer({ min: 1, max: 500 }) }));
  it('is whoever had paid, in the same order, never more than came back, and never more than is needed', () => {
    fc.assert(
      fc.property(back, fc.integer({ min: 0, max: 2000 }), (given, minutes) => {
        const { paid, need } = paidAgain(given, minutes);
        const sum = paid.reduce((all, one) => all + one.minutes, 0);
        expect(sum + need).toBe(minutes);
        expect(need).toBe(Math.max(0, minutes - given.reduce((all, one) => all + one.minutes, 0)));
        paid.forEach((one, at) => {
          expect(one.account).toBe(given[at]?.account);
          expect(one.minutes).toBeLessThanOrEqual(given[at]?.minutes ?? 0);
          expect(one.minutes).toBeGreaterThan(0);
          // Only the last one pays less than it had.
          if (at < paid.length - 1) expect(one.minutes).toBe(given[at]?.minutes);
        });
      }),
    );
  });
});

describe('what was said of the visit', () => {
  const word = (kind: string, byId: string, minutes: number | null = null) => ({ kind, byId, minutes });
  const words = [word('sign_in', 'a'), word('pin', 'elder'), word('helper_word', 'usr', 30)];
  it('goes along, but for a volunteer who was not there, and keeps the minutes that it said', () => {
    const was = { servedMinutes: 120, volunteerIds: ['a'] };
    expect(wordsThatGoAlong(words, was, { servedMinutes: 60, volunteerIds: ['b'] })).toEqual([
      word('pin', 'elder', 120),
      word('helper_word', 'usr', 30),
    ]);
    expect(wordsThatGoAlong(words, was, { servedMinutes: 120, volunteerIds: ['a', 'b'] })).toEqual(words);
  });
});
