/** What stands on a month's sheet of work: each due in one list or none, each figure the length of its list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#domain/day';
import { figuresOf, WORK_LISTS, type WorkLists, type WorkRow, workStanding } from '#domain/work-sheet';

const aDay = fc.integer({ min: 0, max: 40 }).map((days): Day => addDays('2026-11-01', days));
const row = fc.record({
  id: fc.string(),
  memberId: fc.constant(null),
  on: aDay,
  what: fc.string(),
  minutes: fc.nat(300),
});

describe('a sheet of work', () => {
  it('has figures that are the lengths of its lists', () => {
    const lists = fc.record(
      Object.fromEntries(WORK_LISTS.map((list) => [list, fc.array(row, { maxLength: 5 })])) as Record<
        keyof WorkLists,
        fc.Arbitrary<WorkRow[]>
      >,
    );
    fc.assert(
      fc.property(lists, (all) => {
        const figures = figuresOf(all);
        for (const list of WORK_LISTS) expect(figures[list]).toBe(all[list].length);
        expect(figures.trainingMinutes).toBe(all.trainings.reduce((sum, { minutes = 0 }) => sum + minutes, 0));
      }),
    );
  });

  it('calls nothing missed that was met, dropped, excused or is not over', () => {
    const due = fc.record({
      ...{ memberId: fc.constant('mem_1'), kind: fc.constant('register'), fromDay: aDay, dueOn: aDay },
      ...{ metOn: fc.option(aDay), droppedOn: fc.option(aDay), away: fc.boolean() },
    });
    fc.assert(
      fc.property(due, aDay, (one, lastDay) => {
        const missed = workStanding(one, lastDay) === 'missed';
        expect(missed).toBe(one.metOn === null && one.droppedOn === null && !one.away && one.dueOn <= lastDay);
        if (one.metOn !== null) expect(workStanding(one, lastDay)).toBe('made');
      }),
    );
  });
});
