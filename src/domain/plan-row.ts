/** A plan for a town as it is worked through: what becomes of it, and of each of its rows. */
import { lifeOf, type MoveBetween } from '#domain/life';

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
