/** What became of visits, for whoever wrote them: whether they count, who sees to what was found, and what is owed next. */
import type { Act } from '#db/act';
import { type AlertRow, alertsById } from '#records/alert';
import { namesOf } from '#records/name';
import type { VisitRow } from '#records/visit';
import { type DueStood, foremost, standingsOf } from '#usecases/visit/standing';

export interface VisitBecame {
  visit: VisitRow;
  alert: AlertRow | null;
  /** Who sees to it, by name; null where nobody is in post. */
  owner: string | null;
  next: DueStood | null;
}

/** A handful of reads, however many there are. @returns by the visit's id */
export async function becameOf(act: Act, visits: readonly VisitRow[]): Promise<Map<string, VisitBecame>> {
  if (visits.length === 0) return new Map();
  const alerts = await alertsById(
    act,
    visits.flatMap(({ alertId }) => alertId ?? []),
  );
  const owners = await namesOf(
    act,
    alerts.map(({ ownerId }) => ownerId),
  );
  const standings = await standingsOf(act, [...new Set(visits.map(({ memberId }) => memberId))]);
  return new Map(
    visits.map((visit) => {
      const alert = alerts.find(({ id }) => id === visit.alertId) ?? null;
      const next = foremost(standings.get(visit.memberId) ?? []);
      return [visit.id, { visit, alert, owner: owners.get(alert?.ownerId ?? '') ?? null, next }];
    }),
  );
}
