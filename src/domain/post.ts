/**
 * 助老员岗位: one post a village (village-practice finding 19). Somebody holds it, or it is vacant; while it is vacant its
 * backup stands in where one was named, so that whoever lives there is nobody's for no day.
 */
import { lifeOf, type MoveBetween } from '#domain/life';

export const POST_STATES = [
  'held', // 在岗
  'vacant', // 空岗
  'covered', // 空岗，后备代管
] as const;
export type PostState = (typeof POST_STATES)[number];

export const POST_MOVES = {
  /** Nobody ever held it, and it is written down as empty. */
  begin: { from: [null], to: 'vacant' },
  fill: { from: ['vacant', 'covered'], to: 'held' },
  leave: { from: ['held'], to: 'vacant' },
  cover: { from: ['vacant'], to: 'covered' },
  uncover: { from: ['covered'], to: 'vacant' },
  /** 后备: named, accepted by another officer, or not any more. */
  name: { from: ['vacant', 'covered', 'held'], to: 'same' },
  accept: { from: ['vacant', 'covered', 'held'], to: 'same' },
  drop: { from: ['vacant', 'covered', 'held'], to: 'same' },
} as const satisfies Record<string, MoveBetween<PostState>>;

export type PostMoveName = keyof typeof POST_MOVES;
export const postLife = lifeOf<PostState, PostMoveName>(POST_MOVES);

/** Who is there: never both. */
export interface PostPeople {
  holderId: string | null;
  coverId: string | null;
}

export interface PostStands extends PostPeople {
  state: PostState;
}

export interface PostStep {
  move: Extract<PostMoveName, 'begin' | 'fill' | 'leave' | 'cover' | 'uncover'>;
  /** Whom it is about; null where it was only written down as empty. */
  userId: string | null;
  after: PostStands;
}

const EMPTY: PostStands = { state: 'vacant', holderId: null, coverId: null };

/**
 * The moves that lead from how a post was written down to how it is. Whoever goes leaves it vacant first, whoever comes finds
 * it so: each change stands in its life by itself. @param now a holder today, and the backup who may stand in
 */
export function stepsTo(
  before: PostStands | null,
  now: { holderId: string | null; backupId: string | null },
): PostStep[] {
  const steps: PostStep[] = [];
  let here = before;
  const go = (move: PostStep['move'], userId: string | null, people: PostPeople) => {
    here = { ...people, state: postLife.after(move, here?.state ?? null) };
    steps.push({ move, userId, after: here });
  };
  const coverId = now.holderId === null ? now.backupId : null;
  if (here === null) go('begin', null, EMPTY);
  if (before?.state === 'held' && before.holderId !== now.holderId) go('leave', before.holderId, EMPTY);
  if (before?.state === 'covered' && (now.holderId !== null || before.coverId !== coverId)) {
    go('uncover', before.coverId, EMPTY);
  }
  const stands: PostStands = here ?? EMPTY;
  if (now.holderId !== null && stands.state === 'vacant')
    go('fill', now.holderId, { holderId: now.holderId, coverId: null });
  if (coverId !== null && stands.state === 'vacant') go('cover', coverId, { holderId: null, coverId });
  return steps;
}
