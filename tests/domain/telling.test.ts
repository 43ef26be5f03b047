import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StaffActor } from '#domain/actor';
import { addDays } from '#domain/day';
import { MOVE_NAMES } from '#domain/exchange';
import {
  type Around,
  KEPT_DAYS,
  MOST_TRIES,
  readToldOn,
  saysBalance,
  TOLD_EVENTS,
  toldDays,
  toldEvent,
  WAITS,
  waitAfter,
  wayTo,
  whoIsTold,
} from '#domain/telling';

const around = (changes: Partial<Around> = {}): Around => ({
  doers: new Set(),
  elders: [{ id: 'elder', kinIds: ['daughter'], contactIds: ['neighbour'] }],
  volunteerIds: ['volunteer'],
  helpers: [{ userId: 'helper', personId: 'helperAtHome' }],
  ...changes,
});
const idsOf = (...args: Parameters<typeof whoIsTold>) => whoIsTold(...args).map(({ id, side }) => `${side} ${id}`);

describe('who is told', () => {
  it('tells the elder, who serves, her family, her contact and the helper when minutes were credited', () => {
    const all = ['elder elder', 'volunteer volunteer', 'close daughter', 'close neighbour', 'helper helper'];
    for (const event of ['logged', 'returned', 'credited', 'cancelled'] as const) {
      expect(idsOf(event, around())).toEqual(all);
    }
  });

  it('leaves the helper to her lists where she has one', () => {
    expect(idsOf('approved', around())).not.toContain('helper helper');
    expect(idsOf('matched', around())).not.toContain('helper helper');
  });

  it('says for whom kin and contacts are told', () => {
    expect(whoIsTold('logged', around()).filter(({ side }) => side === 'close')).toMatchObject([
      { aboutId: 'elder' },
      { aboutId: 'elder' },
    ]);
  });

  it('does not tell whoever did it, by whichever of her logins', () => {
    expect(idsOf('logged', around({ doers: new Set(['helper', 'helperAtHome']) }))).not.toContain('helper helper');
    expect(idsOf('logged', around({ doers: new Set(['helperAtHome']) }))).not.toContain('helper helper');
    expect(idsOf('logged', around({ doers: new Set(['volunteer']) }))).not.toContain('volunteer volunteer');
    expect(idsOf('asked', around({ doers: new Set(['daughter']) }))).toEqual([
      'elder elder',
      'volunteer volunteer',
      'close neighbour',
    ]);
  });

  it('tells nobody twice and no doer, whoever is whose what', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const ids = fc.uniqueArray(id);
    const arrangement = fc.record({
      doers: ids.map((some) => new Set(some)),
      elders: fc.array(fc.record({ id, kinIds: ids, contactIds: fc.constant([]) }), { minLength: 1, maxLength: 3 }),
      volunteerIds: ids,
      helpers: fc.array(fc.record({ userId: fc.constantFrom('u', 'v'), personId: fc.option(id) })),
    });
    fc.assert(
      fc.property(fc.constantFrom(...TOLD_EVENTS), arrangement, (event, people) => {
        const told = whoIsTold(event, people);
        expect(new Set(told.map((one) => one.id)).size).toBe(told.length);
        for (const one of told) expect([...people.doers]).not.toContain(one.id);
        // Somebody who should be told is told, or did it, or was told in another part.
        for (const elder of people.elders) {
          expect(people.doers.has(elder.id) || told.some((one) => one.id === elder.id)).toBe(true);
        }
      }),
    );
  });
});

describe('what is told', () => {
  it('is what the issue names, and nothing of work in the office', () => {
    const of = (move: Parameters<typeof toldEvent>[0]) => toldEvent(move, 'logged');
    expect([of('logServed'), of('log'), of('signOut'), of('correct')]).toEqual(Array(4).fill('logged'));
    expect([of('returnRecord'), of('returnRequest'), of('deny')]).toEqual(Array(3).fill('returned'));
    expect(of('credit')).toBe('credited');
    expect([of('cancel'), of('undo'), of('callOff'), of('nobodyHome'), of('drop')]).toEqual(Array(5).fill('cancelled'));
    expect(MOVE_NAMES.filter((move) => toldEvent(move, 'logged') === null)).toEqual([
      'setOut',
      'signIn',
      'foundOnRecord',
      'confirm',
      'takeBack',
      'check',
      'wait',
      'proposeReversal',
      'dropReversal',
    ]);
    expect(toldEvent('correct', 'confirmed')).toBeNull();
  });
});

describe('how somebody is reached', () => {
  const member = (hasPhone: boolean, hasPage: boolean, phones = true) =>
    wayTo({ kind: 'member', hasPhone, hasPage }, phones);

  it('is her phone, else the page she is signed in to, else a helper', () => {
    expect([member(true, true), member(true, false), member(false, true), member(false, false)]).toEqual([
      'phone',
      'phone',
      'page',
      'inPerson',
    ]);
  });

  it('does not count a number where nothing is ever sent', () => {
    expect([member(true, false, false), member(true, true, false)]).toEqual(['inPerson', 'page']);
    expect(wayTo({ kind: 'contact', hasPhone: true, hasPage: false }, false)).toBeNull();
  });
});

describe('waiting for another try', () => {
  it('is 1, 5, 30 minutes, 2 and 12 hours, and then no more', () => {
    const minutes = Array.from({ length: MOST_TRIES }, (_, at) => waitAfter(at + 1)).map((ms) => ms && ms / 60_000);
    expect(minutes).toEqual([1, 5, 30, 120, 720, null]);
    expect(WAITS).toHaveLength(5);
  });
});

describe('told in person', () => {
  const today = '2026-11-24';

  it('is of today, yesterday or the day before, and of no other day', () => {
    expect(toldDays(today)).toEqual(['2026-11-24', '2026-11-23', '2026-11-22']);
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (away) => {
        const read = () => readToldOn(today, addDays(today, away));
        if (away > 0) expect(read).toThrow('day_in_future');
        else if (away < -2) expect(read).toThrow('day_too_long_ago');
        else expect(read()).toBe(addDays(today, away));
      }),
    );
    expect(() => readToldOn(today, 'x')).toThrow();
  });

  it('says what she has only of her own, and only where her passbook may be read', () => {
    const grant = { id: 'g', role: 'helper', validFrom: '2026-01-01', validTo: null, actingForId: null } as const;
    const helper = (regionCode: string): StaffActor => ({
      ...{ kind: 'staff', id: 'usr_a', personId: null },
      grants: [{ ...grant, regionCode }],
    });
    const elder = { id: 'mem_a', regionCode: '445321103205' };
    expect(saysBalance(helper('445321103205'), ['elder'], elder)).toBe(true);
    expect(saysBalance(helper('445321103205'), ['close', 'volunteer'], elder)).toBe(true);
    expect(saysBalance(helper('445321103205'), ['close'], elder)).toBe(false);
    expect(saysBalance(helper('445321103206'), ['elder'], elder)).toBe(false);
  });
});

it('keeps what was told of a year until the next year’s list is made', () => {
  expect(KEPT_DAYS).toBeGreaterThan(366 + 31);
});
