/**
 * A member (成员) is a natural person on file. The life of the file is this one table of moves: from where, to where, who
 * may make it. Nothing is ever deleted; a file that ends is closed, and may be opened again.
 */
import type { Day } from '#domain/day';
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';

export const MEMBER_STATES = [
  'draft', // being filled in, or sent back
  'submitted', // waits for the village clerk
  'checked', // waits for the town
  'approved', // may ask, serve and own minutes
  'suspended', // minutes stay, nothing new begins
  'closed', // left
  'deceased',
] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export interface MemberMove extends MoveBetween<MemberState> {
  readonly needs: Action;
}

export const MEMBER_MOVES = {
  draft: { from: [null], to: 'draft', needs: 'member.enrol' },
  enrol: { from: [null], to: 'submitted', needs: 'member.enrol' },
  submit: { from: ['draft'], to: 'submitted', needs: 'member.enrol' },
  check: { from: ['submitted'], to: 'checked', needs: 'member.check' },
  returnUnchecked: { from: ['submitted'], to: 'draft', needs: 'member.check' },
  approve: { from: ['checked'], to: 'approved', needs: 'member.approve' },
  returnChecked: { from: ['checked'], to: 'draft', needs: 'member.approve' },
  drop: { from: ['draft', 'submitted'], to: 'closed', needs: 'member.enrol' },
  suspend: { from: ['approved'], to: 'suspended', needs: 'member.suspend' },
  resume: { from: ['suspended'], to: 'approved', needs: 'member.suspend' },
  close: { from: ['approved', 'suspended'], to: 'closed', needs: 'member.suspend' },
  reopen: { from: ['closed'], to: 'submitted', needs: 'member.enrol' },
  // A helper reports it the same day, so that nobody knocks; a mistaken report is undone by the town.
  reportDeath: {
    from: ['draft', 'submitted', 'checked', 'approved', 'suspended', 'closed'],
    to: 'deceased',
    needs: 'member.correct',
  },
  undoDeath: { from: ['deceased'], to: 'remembered', needs: 'member.suspend' },
} as const satisfies Record<string, MemberMove>;

export type MemberMoveName = keyof typeof MEMBER_MOVES;
const life = lifeOf<MemberState, MemberMoveName>(MEMBER_MOVES);
export const MEMBER_MOVE_NAMES = life.names;
export const memberMayStart = life.mayStart;

/**
 * The state that a move leads to.
 * @param before the state remembered when a death was reported; `submitted` when nobody knows
 */
export const memberAfter = (name: MemberMoveName, before: MemberState | null = null): MemberState =>
  life.after(name, null, before ?? 'submitted');

/** 外出 · 住院 · 入住机构. */
export const AWAY_KINDS = ['travelling', 'hospital', 'institution'] as const;
export type AwayKind = (typeof AWAY_KINDS)[number];

/** Both days inclusive; `toDay` null = until told otherwise. Who is away is not due and not overdue. */
export interface Away {
  kind: AwayKind;
  fromDay: Day;
  toDay: Day | null;
}

/** The period that covers a day, the one begun last if several do, or null. */
export function awayOn<A extends Away>(aways: readonly A[], day: Day): A | null {
  const covering = aways.filter((away) => away.fromDay <= day && (away.toDay === null || away.toDay >= day));
  return covering.sort((a, b) => (a.fromDay < b.fromDay ? 1 : a.fromDay > b.fromDay ? -1 : 0))[0] ?? null;
}

export const isAway = (aways: readonly Away[], day: Day): boolean => awayOn(aways, day) !== null;
