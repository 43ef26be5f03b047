/** Enrolments as a list to work through: the clerk's checks, the town's approvals. The desk counts by the same table. */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { mayEver } from '#domain/permission';
import { Refusal, type RefusalCode } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { whyUnfit } from '#records/hands';
import { findMember } from '#records/member';
import {
  countWaiting,
  type MemberDecision,
  waitingBeside,
  waitingPage,
  waitingPlaces,
  waitingSince,
} from '#records/member-queue';
import { enrolmentHandsOf } from '#records/sheet-use';
import { choicesBelow, PAGE, type PlaceChoice } from '#usecases/choices';
import type { Desk } from '#usecases/desk';

import { linesOf, type MemberLine } from '#usecases/member/list';

export const MEMBER_QUEUES = {
  membersToCheck: 'member.check',
  membersToApprove: 'member.approve',
} as const satisfies Record<string, MemberDecision>;
export type MemberQueueName = keyof typeof MEMBER_QUEUES;

export const isMemberQueue = (name: string | undefined): name is MemberQueueName =>
  Object.hasOwn(MEMBER_QUEUES, name ?? '');

export interface MemberQueueRow extends MemberLine {
  /** Somebody with this identity is on file already. */
  duplicate: boolean;
}

export interface MemberQueueView {
  count: number;
  rows: MemberQueueRow[];
  after: string | null;
  places: PlaceChoice[];
}

/** @throws Refusal not_found when this decision is not theirs */
function decisionOf(act: Act, name: MemberQueueName): MemberDecision {
  if (!mayEver(act.actor, MEMBER_QUEUES[name])) throw new Refusal('not_found');
  return MEMBER_QUEUES[name];
}

/** @throws Refusal not_found */
export const readMemberQueue = (
  desk: Desk,
  name: MemberQueueName,
  { place, after }: { place: RegionCode | null; after: string | null },
): Promise<MemberQueueView> =>
  desk.read(async (act) => {
    const action = decisionOf(act, name);
    const page = await waitingPage(act, action, { place, after, limit: PAGE });
    const lines = await linesOf(act, page.rows);
    return {
      count: await countWaiting(act, action, place),
      rows: lines.map((line, at) => ({ ...line, duplicate: (page.rows[at]?.duplicateOfId ?? null) !== null })),
      after: page.after,
      places: await choicesBelow(act, place, (length, inside) => waitingPlaces(act, action, length, inside)),
    };
  });

export interface Enrolment {
  before: string | null;
  after: string | null;
  /** Why this officer may not decide on her, told before they try; null where they may. */
  barred: RefusalCode | null;
}

/** One of them as it stands in the list, whether or not she is still in it. @throws Refusal not_found */
export const enrolmentIn = (
  desk: Desk,
  name: MemberQueueName,
  place: RegionCode | null,
  id: string,
): Promise<Enrolment> =>
  desk.read(async (act) => {
    const action = decisionOf(act, name);
    const member = await findMember(act, id, 'member.read');
    const earlier = action === 'member.check' ? [member.enrolledBy] : [member.enrolledBy, member.checkedBy];
    const hands = [...(await enrolmentHandsOf(act, id)), ...earlier];
    const [unfit] = await whyUnfit(act, [{ parties: [id], hands }]);
    const known = action === 'member.approve' && member.duplicateOfId !== null;
    return {
      before: await waitingBeside(act, action, place, member, 'before'),
      after: await waitingBeside(act, action, place, member, 'after'),
      barred: unfit ?? (known ? 'member_known' : null),
    };
  });

export interface MembersWaiting {
  name: MemberQueueName;
  count: number;
  oldest: Instant | null;
}

/** For the desk: what this officer decides on, and how many wait. */
export async function membersWaiting(act: Act): Promise<MembersWaiting[]> {
  const found: MembersWaiting[] = [];
  for (const [name, action] of Object.entries(MEMBER_QUEUES) as [MemberQueueName, MemberDecision][]) {
    if (!mayEver(act.actor, action)) continue;
    found.push({ name, count: await countWaiting(act, action), oldest: await waitingSince(act, action) });
  }
  return found;
}
