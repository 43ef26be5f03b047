/** Looking in on elders in the demo world: what is owed each month, the helper's visits, and what she found. */
import { HELPER, type Stage } from '#cli/demo/visits';
import { addDays, addMonths, type Day, dayOf, firstOfMonth, type Instant } from '#domain/day';
import type { Finding, VisitMode } from '#domain/visit';
import { closeAlert, takeAlert } from '#usecases/alert/see-to';
import { deriveRegister } from '#usecases/register/derive';
import { oweMonth } from '#usecases/visit/owe';
import { recordVisit, type Visited } from '#usecases/visit/record';

const HOUR_MS = 3_600_000;
const WEEKS = 12;

interface Look {
  elder: string;
  day: Day;
  mode?: VisitMode;
  findings?: Finding[];
  note?: string;
}

/** @param now nothing is found before it, and the newest is an hour old */
export function planCare(stage: Stage, first: Day, now: Instant): void {
  const today = dayOf(now);
  for (let month = firstOfMonth(first); month <= today; month = addMonths(month, 1)) {
    const day = month < first ? first : month;
    stage.timeline.at(day, 12.5, () => deriveRegister(stage.world.job('register')));
    stage.timeline.at(day, 12.6, () => oweMonth(stage.world.job('dues'), day));
  }
  planRounds(stage, addDays(today, -7 * WEEKS));
  planFound(stage, today, now);
}

/** 陈伯 is looked in on nearly each week, 张伯 each month; 七婆 was forgotten of late. */
function planRounds(stage: Stage, first: Day): void {
  const { timeline } = stage;
  for (let week = 0; week < WEEKS; week++) {
    const day = (after: number) => addDays(first, 7 * week + after);
    if (week % 5 !== 4) timeline.at(day(1), 9, () => look(stage, { elder: '陈伯', day: day(1) }));
    if (week % 2 === 0 && week < WEEKS - 3) {
      const mode = week % 4 === 0 ? 'seen' : 'phone';
      timeline.at(day(3), 16, () => look(stage, { elder: '七婆', day: day(3), mode }));
    }
    if (week % 4 === 1) timeline.at(day(4), 10, () => look(stage, { elder: '张伯', day: day(4) }));
  }
}

/** One that was seen to and closed, one that somebody has taken, and one of this hour that cannot wait. */
function planFound(stage: Stage, today: Day, now: Instant): void {
  const { world, timeline } = stage;
  const at = (ago: number, hour: number, one: Omit<Look, 'day'>, then: (id: string) => Promise<unknown>) =>
    timeline.at(addDays(today, -ago), hour, async () => {
      const { alertId } = await look(stage, { ...one, day: addDays(today, -ago) });
      if (alertId) await then(alertId);
    });
  const fen = () => world.desk(HELPER);
  const roof = { elder: '七婆', findings: ['roof'] as Finding[], note: '厨房的瓦漏了，雨天进水' };
  at(40, 11, roof, async (id) => {
    await takeAlert(fen(), { id });
    await closeAlert(fen(), { id, reason: 'helped', note: '村里派人换了瓦，已经不漏' });
  });
  at(1, 17, { elder: '张伯', findings: ['medicine'], note: '降压药三天前吃完了' }, (id) => takeAlert(fen(), { id }));
  timeline.atInstant(now - HOUR_MS, () =>
    look(stage, { elder: '陈伯', day: dayOf(now - HOUR_MS), findings: ['gas'], note: '煤气罐的管子裂了，闻到味' }),
  );
}

const look = ({ world }: Stage, { elder, day, mode = 'seen', findings = [], note }: Look): Promise<Visited> =>
  recordVisit(world.desk(HELPER), {
    ...{ key: world.key(), memberId: world.member(elder).id, visitedOn: day, halfDay: null, mode, findings },
    ...{ note: note ?? null, volunteerId: null, exchangeId: null },
  });
