/** Enrolments that were sent back, with why: what their helper completes and hands on again. The list behind is `draft`. */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { mayEver } from '#domain/permission';
import { lastReturnsOf } from '#records/member';
import { countMembers, waitingMembers } from '#records/member-list';
import { namesOf } from '#records/name';
import { LISTS, linesOf, type MemberLine } from '#usecases/member/list';

export interface MemberBack extends MemberLine {
  reason: string | null;
  note: string | null;
  /** Who sent it back; null when no name is known. */
  by: string | null;
  at: Instant | null;
}

export interface MembersBack {
  count: number;
  /** The first of them, the oldest enrolment first. */
  lines: MemberBack[];
}

const SHOWN = 20;

/** Null for whoever does not complete enrolments. */
export async function membersBack(act: Act): Promise<MembersBack | null> {
  if (!mayEver(act.actor, 'member.correct')) return null;
  const { states } = LISTS.draft;
  const { rows } = await waitingMembers(act, { states, limit: SHOWN });
  const moves = await lastReturnsOf(
    act,
    rows.map(({ id }) => id),
  );
  const names = await namesOf(
    act,
    [...moves.values()].map(({ actorId }) => actorId),
  );
  const lines = (await linesOf(act, rows)).map((line) => {
    const move = moves.get(line.id);
    const { reason = null, note = null, at = null } = move ?? {};
    return { ...line, reason, note, at, by: names.get(move?.actorId ?? '') ?? null };
  });
  const counts = await countMembers(act);
  return { count: states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0), lines };
}
