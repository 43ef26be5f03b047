/**
 * Flags on every visit concerned by one that was logged or corrected. What is told depends on the set of visits and not on
 * the order in which they came, so any order of syncing gives the same flags.
 */
import type { Act } from '#db/act';
import { addDays, addMonths, type Day, dayOf, firstOfMonth } from '#domain/day';
import { ENDS } from '#domain/exchange';
import { type FlagVisit, flagsOf, monthCloses, TRUST_FLAGS, trustFlags } from '#domain/flags';
import { needsInsurance } from '#domain/insurance';
import { bondsOf, closestBond } from '#records/bond';
import { onDuty } from '#records/duty';
import { evidenceFor } from '#records/evidence';
import { again, type Exchange, servedBetween } from '#records/exchange';
import { fieldMarks } from '#records/field-record';
import { flagsFor, writeFlags, writeSomeFlags } from '#records/flag';
import { certificatesOf, firstDeath, personsById } from '#records/person';
import { listServices } from '#records/service';
import { partiesOf } from '#usecases/exchange/eyes';
import { gradingFor, trustMarks } from '#usecases/exchange/grading';
import { lacksCertificate } from '#usecases/exchange/ready';
import { insuredAmong } from '#usecases/insurance/insured';

/**
 * @param exchange as it stands after it was written, with the day it was served; one that has ended counts no more, and
 *   keeps the flags it was decided with
 * @param before as it stood before: whatever lay beside it then is looked at again too
 */
export async function reflag(act: Act, exchange: Exchange, before: Exchange | null = null): Promise<void> {
  const concerned = await around(act, before ? [exchange, before] : [exchange]);
  const counts = !ENDS.includes(exchange.state);
  if (counts && !concerned.some((visit) => visit.id === exchange.id)) concerned.push(exchange);
  const context = await around(act, concerned);
  const known = new Map([...context, ...concerned].map((visit) => [visit.id, visit]));
  const flags = flagsOf(await flagVisits(act, [...known.values()], exchange), (visit) => capsOf(act, known, visit));
  // What is told of the people behind a record changes with that record alone: beside this one it stays as it was written.
  const others = concerned.filter(({ id }) => id !== exchange.id).map(({ id }) => id);
  const written = await flagsFor(act, others);
  const trusted = (id: string) => (written.get(id) ?? []).filter((flag) => TRUST_FLAGS.includes(flag));
  await writeFlags(
    act,
    new Map(
      concerned.map(({ id }) => [id, [...(flags.get(id) ?? []), ...(id === exchange.id ? [] : trusted(id))].sort()]),
    ),
  );
}

/** After a confirmation or a check: a fact or a hand more can raise or take away these, on this record and no other. */
export async function reflagTrust(act: Act, exchange: Exchange): Promise<void> {
  const grading = await gradingFor(act, [exchange], await evidenceFor(act, [exchange.id]));
  await writeSomeFlags(act, exchange.id, TRUST_FLAGS, trustFlags(trustMarks(grading, exchange)));
}

/** A witness came or went: only what is between relatives is flagged for that. */
export async function reflagRelatives(act: Act, exchange: Exchange): Promise<void> {
  const flags = (await flagsFor(act, [exchange.id])).get(exchange.id) ?? [];
  if (flags.includes('relative')) await reflag(act, await again(act, exchange));
}

/** Everything of their volunteers and beneficiaries in the months of these visits, and a day before and after. */
async function around(act: Act, visits: readonly Exchange[]): Promise<Exchange[]> {
  const days = visits.flatMap((visit) => visit.servedOn ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const people = {
    volunteerIds: visits.flatMap((visit) => visit.volunteers.map((volunteer) => volunteer.memberId)),
    beneficiaryIds: visits.flatMap((visit) => visit.beneficiaryIds),
  };
  return servedBetween(act, people, addDays(firstOfMonth(first), -1), addMonths(firstOfMonth(last), 1));
}

const NO_MARKS = { pinNew: false, sharedDevice: false };

/** @param own the one whose people and devices are looked at */
async function flagVisits(act: Act, visits: readonly Exchange[], own: Exchange): Promise<FlagVisit[]> {
  const services = new Map((await listServices(act)).map((service) => [service.code, service]));
  const volunteers = [...new Set(visits.flatMap((visit) => visit.volunteers.map((one) => one.memberId)))];
  const held = await certificatesOf(act, volunteers);
  const bonds = await bondsOf(act, visits.flatMap(partiesOf));
  const persons = await personsById(
    act,
    visits.flatMap(({ beneficiaryIds }) => beneficiaryIds),
  );
  const exchangeIds = visits.map((visit) => visit.id);
  const marks = await fieldMarks(act, exchangeIds);
  const evidence = await evidenceFor(act, exchangeIds);
  const marksOfOwn = trustMarks(await gradingFor(act, [own], evidence), own);
  const insured = await insuredAmong(act, [...(await personsById(act, volunteers)).values()]);
  const told: FlagVisit[] = [];
  for (const visit of visits) {
    const service = services.get(visit.serviceCode);
    if (!service || !visit.servedOn) continue;
    const servedOn = visit.servedOn;
    const ids = visit.volunteers.map((one) => one.memberId);
    const inPost = await onDuty(act, ids, visit.regionCode, servedOn);
    const found = ids.map((id) => closestBond(bonds, id, visit.beneficiaryIds));
    const ticked = visit.volunteers.some((one) => one.relative);
    told.push({
      id: visit.id,
      volunteerIds: ids,
      beneficiaryIds: visit.beneficiaryIds,
      servedOn,
      start: visit.startMinute,
      end: visit.endMinute,
      halfDay: visit.halfDay,
      servedMinutes: visit.servedMinutes ?? 0,
      serviceMaximum: service.maxMinutes,
      bond: found.includes('family') ? 'family' : ticked || found.includes('relative') ? 'relative' : 'none',
      witnessed: evidence.get(visit.id)?.some(({ kind }) => kind === 'witness') ?? false,
      duty: ids.length > 0 && ids.every((id) => inPost.has(id)),
      loggedOn: dayOf(visit.loggedAt ?? visit.createdAt),
      closesOn: closeOf(act, visit.regionCode, servedOn),
      certificateLapsed: ids.some((id) =>
        lacksCertificate(
          held.filter((row) => row.memberId === id),
          service,
          servedOn,
        ),
      ),
      uninsured: needsInsurance(service) && ids.some((id) => !insured(id, servedOn)),
      diedOn: firstDeath(visit.beneficiaryIds, persons),
      doors: visit.doors ?? 1,
      phoneClock: marks.get(visit.id)?.clock ?? false,
      byFile: marks.get(visit.id)?.byFile ?? false,
      ...(visit.id === own.id ? marksOfOwn : NO_MARKS),
    });
  }
  return told;
}

/** The last day on which a visit of that day could be logged and approved by the town: after it, the county. */
export const closeOf = (act: Act, regionCode: string, servedOn: Day): Day =>
  monthCloses(servedOn, act.policy.get('log.closeDay', regionCode, servedOn));

function capsOf(act: Act, known: ReadonlyMap<string, Exchange>, visit: FlagVisit) {
  const regionCode = known.get(visit.id)?.regionCode ?? '';
  return {
    dailyCap: act.policy.get('earn.dailyCapMin', regionCode, visit.servedOn),
    monthlyCap: act.policy.get('earn.monthlyCapMin', regionCode, visit.servedOn),
    recipientDailyCap: act.policy.get('earn.recipientDailyCapMin', regionCode, visit.servedOn),
  };
}
