/**
 * Who hears of an incident: town and county at once and again when it is reported, the two of them and her kin in plain words that
 * say only that it is being looked after. Called inside the unit, so that nothing happens to it without its notices.
 */
import type { Act } from '#db/act';
import { personOf } from '#domain/actor';
import { upwards } from '#domain/region';
import { type IncidentEvent, wayTo } from '#domain/telling';
import { kinWhoActFor, officersOver, reachableOf } from '#records/around';
import type { Incident } from '#records/incident';
import { writeNotice, writeOutbox } from '#records/notice';
import { humansAround } from '#records/user';

/** @param phones whether messages to phones leave this house */
export async function tellOfIncident(
  act: Act,
  incident: Incident,
  event: IncidentEvent,
  phones: boolean,
): Promise<void> {
  const who = [act.actor.id, personOf(act.actor)];
  const doers = (await humansAround(act, who))(who);
  const about = { moveId: `${incident.id}:${event}:${act.now}`, exchangeId: incident.id, event };
  await tellOffice(act, incident, about, doers);
  // They hear that it is looked after when it is told, and that it is over; not each step between.
  if (event === 'incidentReported' && incident.toldAt !== act.now) return;
  const { elderId, volunteerId } = incident;
  const kin = elderId === null ? [] : await kinWhoActFor(act, [elderId]);
  const told = [
    ...(elderId ? [{ id: elderId, side: 'elder' as const, aboutId: elderId }] : []),
    ...(volunteerId ? [{ id: volunteerId, side: 'volunteer' as const, aboutId: null }] : []),
    ...kin.map(({ relativeId }) => ({ id: relativeId, side: 'close' as const, aboutId: elderId })),
  ].filter(({ id }, at, all) => !doers.has(id) && at === all.findIndex((one) => one.id === id));
  const reachable = await reachableOf(
    act,
    told.map(({ id }) => id),
  );
  for (const { id: toId, side, aboutId } of told) {
    const there = reachable.get(toId);
    const way = there && wayTo({ kind: 'member', ...there }, phones);
    if (!there || !way) continue;
    const noticeId = await writeNotice(act, { ...about, side, toKind: 'member', toId, aboutId });
    if (way !== 'page') await writeOutbox(act, { noticeId, channel: way, regionCode: there.regionCode, toId });
  }
}

type AboutIt = { moveId: string; exchangeId: string; event: IncidentEvent };

/** The helper of the village, the town and the county: on their page. */
async function tellOffice(act: Act, { regionCode }: Incident, about: AboutIt, doers: ReadonlySet<string>) {
  const officers = await officersOver(act, upwards(regionCode), ['helper', 'town', 'county']);
  for (const { userId: toId } of officers) {
    if (doers.has(toId)) continue;
    await writeNotice(act, { ...about, side: 'office', toKind: 'user', toId, aboutId: null });
  }
}
