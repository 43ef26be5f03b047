/** One visit as it is told right after it was written down: what it met, what is owed next, and who sees to what was found. */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import { type AlertRow, alertById } from '#records/alert';
import { type Answering, answeringFor } from '#records/answering';
import { namesOf } from '#records/name';
import { findPersons, type Person } from '#records/person';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { type RegisterRow, registeredById } from '#records/register';
import { type VisitRow, visitById } from '#records/visit';
import type { Desk } from '#usecases/desk';
import { type DueStood, foremost, standingsOf } from '#usecases/visit/standing';

export interface VisitTold {
  visit: VisitRow;
  elder: Person;
  register: RegisterRow | null;
  by: string | null;
  /** What is owed to her next. */
  next: DueStood | null;
  alert: AlertRow | null;
  owner: Answering | null;
  /** Her own number first, then those whom one may call about her. */
  numbers: PhoneNumber[];
}

/** @throws Refusal not_found */
export const viewVisit = (desk: Desk, id: string): Promise<VisitTold> =>
  desk.read(async (act) => {
    const visit = await visitById(act, id);
    const [elder] = await findPersons(act, [visit.memberId], 'visit.read');
    const alert = visit.alertId ? await alertById(act, visit.alertId) : null;
    return {
      visit,
      elder: must(elder),
      register: (await registeredById(act, [visit.memberId])).get(visit.memberId) ?? null,
      by: (await namesOf(act, [visit.visitorId])).get(visit.visitorId) ?? null,
      next: foremost((await standingsOf(act, [visit.memberId])).get(visit.memberId) ?? []),
      alert,
      owner: alert ? await ownerOf(act, alert) : null,
      numbers: await numbersOf(act, [visit.memberId]),
    };
  });

/** Who sees to it, with a number to call; null where no post is held. */
export async function ownerOf(act: Act, { ownerId, regionCode }: AlertRow): Promise<Answering | null> {
  const known = (await answeringFor(act, [regionCode])).get(regionCode) ?? [];
  return known.find(({ userId }) => userId === ownerId) ?? null;
}
