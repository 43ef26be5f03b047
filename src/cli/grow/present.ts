/** This week: work in progress, so that every desk has something to do, and the town a Monday's worth of records. */
import { plansFor } from '#cli/grow/history';
import type { Life, Plan } from '#cli/grow/life';
import type { Neighbours } from '#cli/grow/neighbours';
import type { Purse } from '#cli/grow/purse';
import type { Days, Turns } from '#cli/grow/round';
import type { Stage } from '#cli/grow/stage';
import { approve, ask, check, confirm, match, sendBack, serve, serveUnasked } from '#cli/grow/visit';
import { type Moment, monthsIn, run, writeWeek } from '#cli/grow/week';
import { addDays, type Day, instantOf } from '#domain/day';
import type { State } from '#domain/exchange';
import type { ServiceRow } from '#records/service';

const HOUR_MS = 3_600_000;
type Waits = State | 'checked';

/** Of a hundred: where they stand. */
const STANDING: readonly [Waits, number][] = [
  ['checked', 45],
  ['confirmed', 12],
  ['logged', 12],
  ['returned', 6],
  ['matched', 8],
  ['approved', 9],
  ['requested', 8],
];

/** Asked for early in the week and served; its month is still open. */
const served = ({ dice, today }: Stage): Days => ({
  askedOn: () => addDays(today, -5 + dice.below(2)),
  servedAfter: (asked) => addDays(asked, 1 + dice.below(2)),
  checkedAfter: (day) => instantOf(addDays(day, 1), dice.between(9 * 60, 12 * 60)),
});

/** Asked for yesterday or the day before, for one of the next days. */
const ahead = ({ dice, today }: Stage): Days => ({
  askedOn: () => addDays(today, -2 + dice.below(2)),
  servedAfter: () => addDays(today, 1 + dice.below(3)),
  checkedAfter: (day) => instantOf(addDays(day, 1), 9 * 60),
});

/**
 * @param count records of all kinds in this county
 * @param backlog how many are to wait for their town in these villages, those among `count` included
 * @returns those that came to be
 */
export async function growPresent(
  stage: Stage,
  purse: Purse,
  services: readonly ServiceRow[],
  from: Day,
  count: number,
  backlog: { count: number; here: Neighbours[] },
): Promise<number> {
  const lives: Life[] = [];
  const turns: Turns = new Map();
  const moments = monthsIn(stage, purse, from, addDays(stage.today, 1)).filter(({ at }) => at <= stage.until);
  const inBacklog = new Set(backlog.here.map(({ village }) => village));
  let waiting = 0;
  const plan = (stands: Waits, many: number, here: Neighbours[]) => {
    const asked = ['requested', 'approved', 'matched'].includes(stands);
    const kinds = services.filter(({ risk }) => (stands === 'requested' ? risk !== 'low' : !asked || risk === 'low'));
    const days = (asked ? ahead : served)(stage);
    for (const one of plansFor(stage, purse, kinds, from, many, days, here, turns)) {
      moments.push(...momentsOf(stage, purse, one, stands, lives));
      if (stands === 'checked' && inBacklog.has(one.village)) waiting += 1;
    }
  };
  for (const [stands, share] of STANDING) plan(stands, Math.round((count * share) / 100), purse.neighbours);
  plan('checked', Math.max(0, backlog.count - waiting), backlog.here);
  run(moments);
  await writeWeek(stage, purse, lives);
  return lives.length;
}

function momentsOf(stage: Stage, purse: Purse, plan: Plan, stands: Waits, lives: Life[]): Moment[] {
  const { askedAt } = plan;
  const asked = ['requested', 'approved', 'matched'].includes(stands);
  const on = (life: Life) => {
    lives.push(life);
    if (stands === 'logged') return;
    confirm(stage, life);
    if (stands === 'returned') sendBack(stage, life);
    else if (stands === 'checked') check(stage, life);
  };
  if (plan.how === 'afterwards' && !asked) return [{ at: askedAt, happens: () => on(serveUnasked(stage, plan)) }];
  let life: Life | null = null;
  const begins = () => {
    life = ask(stage, purse, plan.how === 'afterwards' ? { ...plan, how: 'paper' } : plan);
    if (life && stands === 'requested') lives.push(life);
  };
  const goesOn = () => {
    if (!life || stands === 'requested' || !approve(stage, purse, life, askedAt + HOUR_MS)) return;
    if (stands === 'approved') return void lives.push(life);
    match(stage, life, askedAt + 2 * HOUR_MS);
    if (stands === 'matched') return void lives.push(life);
    serve(stage, life);
    on(life);
  };
  return [
    { at: askedAt, happens: begins },
    { at: askedAt + HOUR_MS, happens: goesOn },
  ];
}
