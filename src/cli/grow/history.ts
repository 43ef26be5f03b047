/** The half-year before today: week by week, visits that were asked for, made, confirmed, checked and credited. */
import type { Life, Plan } from '#cli/grow/life';
import { credit, type Tally } from '#cli/grow/pay';
import type { Purse } from '#cli/grow/purse';
import { planVisit, type Turns, weekFrom } from '#cli/grow/round';
import type { Stage } from '#cli/grow/stage';
import { approve, ask, cancel, check, confirm, match, serve, serveUnasked } from '#cli/grow/visit';
import { type Moment, monthsIn, run, writeWeek } from '#cli/grow/week';
import { addDays, type Day, type Instant, instantOf } from '#domain/day';
import type { ServiceRow } from '#records/service';

export const WEEKS = 26;
const HOUR_MS = 3_600_000;

/** One week of one county. @param count how many visits. @returns those that came to be */
export async function growWeek(
  stage: Stage,
  purse: Purse,
  services: readonly ServiceRow[],
  first: Day,
  count: number,
  tally: Tally,
): Promise<number> {
  const lives: Life[] = [];
  const moments = monthsIn(stage, purse, first, addDays(first, 7));
  for (const plan of plansFor(stage, purse, services, first, count)) {
    moments.push(...momentsOf(stage, purse, plan, creditAt(stage, first), tally, lives));
  }
  run(moments);
  await writeWeek(stage, purse, lives);
  return lives.length;
}

/** As many as there is room for, in every village in turn. */
export function plansFor(
  stage: Stage,
  purse: Purse,
  services: readonly ServiceRow[],
  first: Day,
  count: number,
  days = weekFrom(stage, first),
  here = purse.neighbours,
  turns: Turns = new Map(),
): Plan[] {
  const plans: Plan[] = [];
  let full = 0;
  for (let at = 0; plans.length < count && full < here.length; at++) {
    const plan = planVisit(stage, purse, here[at % here.length] as (typeof here)[number], services, days, turns);
    if (plan) plans.push(plan);
    full = plan ? 0 : full + 1;
  }
  return plans;
}

const creditAt = ({ dice }: Stage, first: Day): Instant =>
  instantOf(addDays(first, 5 + dice.below(2)), dice.between(9 * 60, 17 * 60));

function momentsOf(stage: Stage, purse: Purse, plan: Plan, creditedAt: Instant, tally: Tally, lives: Life[]): Moment[] {
  const last = (life: Life) => {
    confirm(stage, life);
    check(stage, life);
    credit(stage, purse, life, creditedAt, tally);
  };
  if (plan.how === 'afterwards') {
    const happens = () => {
      const life = serveUnasked(stage, plan);
      lives.push(life);
      last(life);
    };
    return [{ at: creditedAt, happens }];
  }
  const { askedAt } = plan;
  let life: Life | null = null;
  const asked = () => {
    life = ask(stage, purse, plan);
    if (life) lives.push(life);
  };
  const decided = () => {
    if (!life || !approve(stage, purse, life, askedAt + HOUR_MS)) return;
    match(stage, life, askedAt + 2 * HOUR_MS);
  };
  const ends = stage.dice.chance(0.03);
  const over = () => {
    if (life?.exchange.state !== 'matched') return;
    serve(stage, life);
    last(life);
  };
  const off = () => {
    if (life?.exchange.state === 'matched') cancel(stage, purse, life, askedAt + 3 * HOUR_MS);
  };
  return [
    { at: askedAt, happens: asked },
    { at: askedAt + HOUR_MS, happens: decided },
    ends ? { at: askedAt + 3 * HOUR_MS, happens: off } : { at: creditedAt, happens: over },
  ];
}
