/** A plan for a town as it is worked through: what becomes of it, and of each of its rows. */
import { lifeOf, type MoveBetween } from '#domain/life';
import type { RefusalCode } from '#domain/refusal';

/** `broken`: its process was ended, or it could not be reckoned to the end. */
export type PlanState = 'running' | 'done' | 'broken';

export const PLAN_ROW_STATES = [
  'open', // somebody is proposed; waits for the officer
  'marked', // did not go through, and says why
  'without', // nobody was found
  'left', // the officer leaves her without anybody for now
  'accepted', // a pairing was proposed
] as const;
export type PlanRowState = (typeof PLAN_ROW_STATES)[number];

/** Nothing is lost: whatever did not go through can be given to somebody else, or tried again. */
export const PLAN_ROW_MOVES = {
  accept: { from: ['open', 'marked'], to: 'accepted' },
  mark: { from: ['open', 'marked'], to: 'marked' },
  choose: { from: ['open', 'marked', 'without', 'left'], to: 'open' },
  leave: { from: ['open', 'marked', 'without'], to: 'left' },
} as const satisfies Record<string, MoveBetween<PlanRowState>>;
export type PlanRowMove = keyof typeof PLAN_ROW_MOVES;
export const planRowLife = lifeOf<PlanRowState, PlanRowMove>(PLAN_ROW_MOVES);

/** Figures of a refusal, as they are said in its words. */
export type MarkParams = Record<string, string | number>;

/**
 * What may have changed since it was reckoned: a row stays with it in the plan, and goes on as soon as somebody says how.
 * `other`: choose another volunteer · `done`: nothing more is to be done for her here · `wait`: later · `less`: go less often,
 * or have the county give more · `else`: somebody else accepts it · `anew`: a new plan has to be made.
 */
const MARKS = {
  pair_self: 'other',
  pair_family: 'other',
  pair_dead: 'other',
  pair_not_on_file: 'other',
  pair_suspended: 'other',
  pair_not_volunteer: 'other',
  pair_in_post: 'other',
  pair_relatives: 'other',
  pair_wish_sex: 'other',
  pair_wish_tongue: 'other',
  pair_twice: 'done',
  pair_full: 'other',
  pair_away: 'other',
  pair_uncovered: 'less',
  pair_visits: 'less',
  pair_minutes: 'less',
  volunteer_not_ready: 'other',
  volunteer_unknown: 'other',
  plan_volunteer_moved: 'other',
  plan_elder_moved: 'done',
  plan_elder_paired: 'done',
  family_record: 'else',
  service_unknown: 'anew',
} as const satisfies Partial<Record<RefusalCode, string>>;
export type Mark = keyof typeof MARKS;
export type NextStep = (typeof MARKS)[Mark] | 'wait';

export const isMark = (code: string): code is Mark => Object.hasOwn(MARKS, code);

/** What to do about a marked row. @param who of the two it is about, where it is about one */
export function nextStepFor(mark: string, who: string | number | undefined): NextStep {
  if (who === 'elder') return mark === 'pair_away' ? 'wait' : 'done';
  return isMark(mark) ? MARKS[mark] : 'other';
}
