/** 合得来: what she speaks, when somebody may come or she is free, and whom she would have in her house. */
import { z } from 'zod';
import { HALF_DAYS, type HalfDay } from '#domain/day';
import { foldNumbers } from '#domain/digits';
import { Refusal } from '#domain/refusal';
import { DIALECTS, type Dialect, type Suits, WEEKDAYS, type WeekTime } from '#domain/suits';
import { choice, maybeUnderstood, several } from '#http/form';
import { about, idOf, toFile } from '#http/member/visit';
import type { Route, Visit } from '#http/route';
import { readSuits, writeSuits } from '#usecases/suits/write';

const SEXES = ['any', 'female', 'male'] as const;
const halfField = (half: HalfDay) => `times_${half}`;

const form = about('member/suits', 'suits', async (visit, { member }) => {
  const { t } = visit;
  const suits = await readSuits(visit.desk, member.id);
  return {
    receives: member.receives,
    serves: member.serves,
    dialects: DIALECTS.map((dialect) => ({ value: dialect, label: t(`suits.dialect.${dialect}`) })),
    halves: HALF_DAYS.map((half) => ({
      ...{ name: halfField(half), legend: t(`suits.times_${half}`) },
      options: WEEKDAYS.map((day) => ({ value: String(day), label: t(`suits.day.${day}`) })),
      value: WEEKDAYS.filter((day) => suits.times.includes(`${day} ${half}`)).map(String),
    })),
    sexes: SEXES.map((sex) => ({ value: sex, label: t(`suits.sex.${sex}`) })),
    suits: { ...suits, volunteerSex: suits.volunteerSex ?? 'any' },
  };
});

/** 2 · ２ · 二 */
function readFew(typed: string): number {
  const figures = foldNumbers(typed).trim();
  if (!/^\d{1,3}$/.test(figures)) throw new Refusal('not_understood');
  return Number(figures);
}

const days = several().transform((ticks) => WEEKDAYS.filter((day) => ticks.includes(String(day))));
/** What is no tick of ours is none: a must without a wish is refused. */
const must = z
  .string()
  .optional()
  .transform((tick) => tick === 'yes');
const Form = z.object({
  dialects: several().transform((ticks) => DIALECTS.filter((one): one is Dialect => ticks.includes(one))),
  dialectMust: must,
  times_morning: days,
  times_afternoon: days,
  times_evening: days,
  volunteerSex: choice(SEXES).catch('any'),
  sexMust: must,
  mostElders: maybeUnderstood(readFew, 12),
});

function suitsIn(visit: Visit): Suits {
  const read = visit.read(Form);
  const { dialects, dialectMust, volunteerSex, sexMust, mostElders } = read;
  const times = HALF_DAYS.flatMap((half) => read[`times_${half}`].map((day): WeekTime => `${day} ${half}`));
  return {
    ...{ dialects, dialectMust, times, sexMust, mostElders },
    volunteerSex: volunteerSex === 'any' ? null : volunteerSex,
  };
}

async function write(visit: Visit) {
  await writeSuits(visit.desk, { id: idOf(visit), ...suitsIn(visit) });
  return toFile(idOf(visit), 'suits');
}

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/suits', needs: 'suits.write', handle: form },
  { method: 'POST', url: '/members/:id/suits', needs: 'suits.write', form, handle: write },
];
