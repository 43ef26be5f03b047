/** What a member's file says of visits: whether she is owed any and why, what is next, the latest ones and what was found. */
import type { Act } from '#db/act';
import { type AlertRow, alertsOf } from '#records/alert';
import { namesOf } from '#records/name';
import { type RegisterRow, registeredById } from '#records/register';
import { type VisitRow, visitsTo } from '#records/visit';
import { type DueStood, foremost, standingsOf } from '#usecases/visit/standing';

export interface VisitsSeen {
  register: RegisterRow | null;
  next: DueStood | null;
  visits: (VisitRow & { by: string | null })[];
  alerts: AlertRow[];
}

const RECENT = 6;

/** The caller has found her. */
export async function visitsSeen(act: Act, memberId: string): Promise<VisitsSeen> {
  const visits = await visitsTo(act, memberId, RECENT);
  const names = await namesOf(
    act,
    visits.map(({ visitorId }) => visitorId),
  );
  return {
    register: (await registeredById(act, [memberId])).get(memberId) ?? null,
    next: foremost((await standingsOf(act, [memberId])).get(memberId) ?? []),
    visits: visits.map((visit) => ({ ...visit, by: names.get(visit.visitorId) ?? null })),
    alerts: await alertsOf(act, memberId, RECENT),
  };
}
