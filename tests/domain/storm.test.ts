import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#domain/day';
import { deadlineOf, type Storm, standingOn } from '#domain/due';
import {
  afterStorm,
  daysIn,
  liaisonOf,
  markLife,
  mayBeStormy,
  mustBeTold,
  STORM_MARK_MOVES,
  STORM_MARKS,
  STORM_STATES,
  STORM_TICKS,
  type StormDays,
  stormLife,
  stormsOver,
} from '#domain/storm';

const day = fc.integer({ min: -40, max: 40 }).map((days) => addDays('2026-11-15', days));
const COUNTY = '445321';
const TOWN = '445321100';
const VILLAGE = '445321100210';
/** Begun somewhere, ended or not. */
const storm = fc
  .record({
    regionCode: fc.constantFrom(COUNTY, TOWN, '445321101', '445322'),
    fromDay: fc.option(day, { freq: 8 }),
    length: fc.option(fc.nat(12), { freq: 4 }),
    visitHours: fc.integer({ min: 24, max: 96 }),
  })
  .map(({ regionCode, fromDay, length, visitHours }): StormDays => {
    const ended = fromDay !== null && length !== null;
    return {
      regionCode,
      fromDay,
      toDay: ended ? addDays(fromDay, length) : null,
      visitHours: ended ? visitHours : null,
    };
  });
const storms = fc.array(storm, { maxLength: 5 });
const holds = ({ fromDay, toDay }: Storm, on: Day) => fromDay <= on && (toDay === null || on <= toDay);

describe('应急', () => {
  it('goes on from before to during to after, and never back', () => {
    const order = STORM_STATES;
    for (const name of stormLife.names) {
      for (const from of [null, ...order]) {
        if (!stormLife.mayStart(name, from)) continue;
        const after = stormLife.after(name, from);
        expect(order.indexOf(after)).toBeGreaterThan(from === null ? -1 : order.indexOf(from));
      }
    }
    expect(stormLife.movesFrom('closed')).toEqual([]);
    // Ended before begun: it passed by, and that is another move.
    expect(stormLife.mayStart('end', 'before')).toBe(false);
    expect(stormLife.mayStart('callOff', 'during')).toBe(false);
    // What was declared is not declared again.
    for (const state of STORM_STATES) expect(stormLife.mayStart('declare', state)).toBe(false);
  });

  it('a word about somebody may be put right for as long as she is on the list, and is none once she is off it', () => {
    for (const tick of STORM_TICKS) {
      for (const mark of STORM_MARKS) expect(markLife.mayStart(tick, mark)).toBe(mark !== 'off');
    }
    expect(STORM_MARK_MOVES.list.from).toEqual([null, 'off']);
  });

  it('is declared for a county or a town', () => {
    expect([COUNTY, TOWN, VILLAGE, '4453', '', '44532'].map(mayBeStormy)).toEqual([
      true,
      true,
      ...Array(4).fill(false),
    ]);
  });

  it('tells from the band of the policy upwards', () => {
    expect((['high', 'medium', 'low'] as const).map((risk) => mustBeTold(risk, 'medium'))).toEqual([true, true, false]);
    expect(mustBeTold('low', 'low')).toBe(true);
    expect(mustBeTold('medium', 'high')).toBe(false);
  });

  it('names the helper, who stands in for her, the volunteer of the pair, and only then the office', () => {
    const helper = { userId: 'fen', role: 'helper', actingFor: null };
    const backup = { userId: 'zhu', role: 'helper', actingFor: 'fen' };
    const town = { userId: 'liang', role: 'town', actingFor: null };
    const named = (answering: (typeof helper | typeof backup)[], volunteerIds: string[] = []) =>
      liaisonOf({ answering, volunteerIds });
    expect(named([backup, helper, town])).toEqual({ kind: 'helper', id: 'fen' });
    expect(named([backup, town], ['li'])).toEqual({ kind: 'backup', id: 'zhu' });
    expect(named([town], ['li'])).toEqual({ kind: 'volunteer', id: 'li' });
    expect(named([town])).toEqual({ kind: 'office', id: 'liang' });
    expect(named([])).toBeNull();
  });
});

describe('days of a storm', () => {
  it('are those of every storm over the place, and of no other', () => {
    fc.assert(
      fc.property(storms, (rows) => {
        const over = stormsOver(rows, VILLAGE);
        const mine = rows.filter(({ regionCode, fromDay }) => fromDay !== null && VILLAGE.startsWith(regionCode));
        expect(over).toHaveLength(mine.length);
      }),
    );
  });

  it('are never missed: nobody is late in one, and never before the days after the last one that the deadline lay in', () => {
    fc.assert(
      fc.property(storms, day, fc.nat(40), day, (rows, fromDay, length, today) => {
        const over = stormsOver(rows, VILLAGE);
        const period = { fromDay, dueOn: addDays(fromDay, length) };
        const standing = standingOn({ ...period, metOn: null, aways: [], storms: over }, today);
        if (over.some((one) => holds(one, today))) expect(standing).toBe('storm');
        if (standing !== 'late') return;
        const deadline = deadlineOf(period, over) as Day;
        expect(deadline < today).toBe(true);
        expect(deadline >= period.dueOn).toBe(true);
        // Whenever it was put off, it was put off to a day on which somebody may be sent.
        expect(over.some((one) => holds(one, deadline))).toBe(false);
        for (const one of over) {
          if (holds(one, period.dueOn)) expect(deadline >= addDays(one.toDay as Day, one.afterDays ?? 2)).toBe(true);
        }
      }),
    );
  });

  it('of county and town that overlap: it is over when the later one is', () => {
    const county = { regionCode: COUNTY, fromDay: '2026-11-10', toDay: '2026-11-14', visitHours: 48 };
    const town = { regionCode: TOWN, fromDay: '2026-11-11', toDay: '2026-11-12', visitHours: 48 };
    const over = stormsOver([town, county], VILLAGE);
    expect(deadlineOf({ dueOn: '2026-11-11' }, over)).toBe('2026-11-16');
    expect(deadlineOf({ dueOn: '2026-11-11' }, stormsOver([town], VILLAGE))).toBe('2026-11-14');
    // What is owed after the town's lies in the county's, and waits for it.
    expect(deadlineOf(afterStorm('2026-11-12', 48), over)).toBe('2026-11-16');
    expect(
      deadlineOf({ dueOn: '2026-11-11' }, stormsOver([{ ...county, toDay: null, visitHours: null }], VILLAGE)),
    ).toBeNull();
  });

  it('the visit after it is due from the day of its end, within the hours of the policy', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 24, max: 96 }), (toDay, hours) => {
        const { fromDay, dueOn } = afterStorm(toDay, hours);
        expect(fromDay).toBe(toDay);
        expect(dueOn).toBe(addDays(toDay, daysIn(hours)));
        const over = [{ fromDay: addDays(toDay, -2), toDay, afterDays: daysIn(hours) }];
        const at = (today: Day) => standingOn({ fromDay, dueOn, metOn: null, aways: [], storms: over }, today);
        expect(at(toDay)).toBe('storm');
        expect(at(addDays(toDay, 1))).toBe('due');
        expect(at(dueOn)).toBe('due');
        expect(at(addDays(dueOn, 1))).toBe('late');
      }),
    );
    expect(daysIn(48)).toBe(2);
    expect(daysIn(25)).toBe(2);
  });
});
