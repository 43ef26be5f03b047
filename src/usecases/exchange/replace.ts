/**
 * 改记: in the unit that takes a credit back, the record that should have been is made and credited. It is a record of its own
 * under the rules of every record: limits and the family rule of the day it was served, evidence, four eyes, flags. What was
 * said of the visit comes with it; who says what it should have been wrote it, and a second officer, who had no hand in
 * either, approves it.
 */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { TRUST_FLAGS } from '#domain/flags';
import { Refusal } from '#domain/refusal';
import { type Instead, saysTheSame, whyNotReplace, wordsThatGoAlong } from '#domain/replacement';
import { askIfUnlikely, readServed } from '#domain/served';
import { copyEvidence, evidenceOf } from '#records/evidence';
import { again, type Exchange, openExchange } from '#records/exchange';
import { flagsFor, writeSomeFlags } from '#records/flag';
import { insertReplacement, type Replacement, replacementsAmong, settleReplacement } from '#records/replacement';
import { findService } from '#records/service';
import { addVolunteer } from '#records/volunteering';
import { docketFor, judge, settle } from '#usecases/exchange/credit';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { type Log, refuseStrangers } from '#usecases/exchange/log';
import { draftOf, planReplacement, refuseUnpayable } from '#usecases/exchange/plan-replacement';
import { reflag } from '#usecases/exchange/reflag';

/** What it should have been, as an officer writes it down. Whom it was for stays: of somebody else there is no word. */
export type Rewritten = Omit<Log, 'serviceCode'> & { serviceCode: string };

/**
 * Keep what should stand, beside the reversal that is proposed.
 * @throws Refusal state_moved · replaced_once · round_once · correction_same · replacement_nothing · minutes_short · what
 *   writing down a visit refuses
 */
export async function proposeInstead(act: Act, original: Exchange, rewritten: Rewritten): Promise<void> {
  const pairs = await replacementsAmong(act, [original.id]);
  const replaces = pairs.some(({ replacementId }) => replacementId === original.id);
  const why = whyNotReplace({ ...original, replaces });
  if (why) throw new Refusal(why, { state: original.state });
  const instead = await readInstead(act, original, rewritten);
  if (saysTheSame(original, instead)) throw new Refusal('correction_same', { field: 'minutes' });
  refuseUnpayable(await planReplacement(act, original, draftOf(original, instead), { undone: false }));
  await insertReplacement(act, original.id, instead);
}

/** The same checks as for a visit that is written down. */
async function readInstead(act: Act, original: Exchange, rewritten: Rewritten): Promise<Instead> {
  const { servedOn } = rewritten;
  const { minutes, start, end, halfDay } = readServed(act.today, servedOn, rewritten.times);
  const volunteers = rewritten.volunteers.map(({ memberId, relative = false }) => ({ memberId, relative }));
  const ids = volunteers.map(({ memberId }) => memberId);
  await refuseStrangers(act, ids, original.beneficiaryIds);
  await refuseFamilyRecord(act, [...original.beneficiaryIds, ...ids]);
  const service = await findService(act, rewritten.serviceCode);
  askIfUnlikely(minutes, service.maxMinutes, rewritten.sure);
  const times = { startMinute: start, endMinute: end, halfDay, servedMinutes: minutes };
  return { serviceCode: service.code, servedOn, ...times, volunteers };
}

/**
 * @param original as it stands after it was taken back in this unit
 * @returns the id of the record that stands instead
 * @throws Refusal what crediting refuses · replacement_nothing · minutes_short
 */
export async function replaceIn(
  act: Act,
  original: Exchange,
  proposed: Replacement,
  grant: Grant | null,
): Promise<string> {
  const exchange = await open(act, original, proposed, grant);
  const docket = await docketFor(act, [exchange]);
  const judged = judge(act, docket, exchange);
  const plan = await planReplacement(act, original, exchange, { undone: true });
  refuseUnpayable(plan);
  // What was attested does not prove more by being written down again.
  const grade = original.grade === 'attested' ? original.grade : judged.grade;
  await settle(act, docket, { ...judged, grade }, plan);
  await settleReplacement(act, proposed.id, { state: 'accepted', replacementId: exchange.id });
  return exchange.id;
}

async function open(act: Act, original: Exchange, proposed: Replacement, grant: Grant | null): Promise<Exchange> {
  const { journal, regionCode, recipientTown, purpose, wantsOwn, urgent } = original;
  const { serviceCode, servedOn, startMinute, endMinute, halfDay, servedMinutes, volunteers } = proposed;
  const values = {
    ...{ journal, regionCode, recipientTown, purpose, wantsOwn, urgent },
    ...{ serviceCode, servedOn, startMinute, endMinute, halfDay, servedMinutes },
    loggedBy: proposed.proposedBy,
    // It was written down in time where the first one was.
    loggedAt: original.loggedAt,
    loggedDevice: proposed.device,
    ...{ confirmedBy: original.confirmedBy, confirmedAt: original.confirmedAt },
    ...{ checkedBy: original.checkedBy, checkedAt: original.checkedAt },
  };
  const because = { grant, reason: original.reversalReason };
  const opened = await openExchange(act, 'replace', values, original.beneficiaryIds, because);
  for (const { memberId, relative } of volunteers) {
    await addVolunteer(act, opened.id, memberId, 'logged', { servedOn, servedMinutes, relative });
  }
  const said = await evidenceOf(act, original.id);
  await copyEvidence(act, opened.id, wordsThatGoAlong(said, idsOf(original), idsOf(proposed)));
  await reflag(act, await again(act, opened));
  await keepTrustFlags(act, original.id, opened.id);
  return again(act, opened);
}

const idsOf = <M>(of: { servedMinutes: M; volunteers: readonly { memberId: string }[] }) => ({
  servedMinutes: of.servedMinutes,
  volunteerIds: of.volunteers.map(({ memberId }) => memberId),
});

/** Who had a hand in the first one is known there: what was told of these people holds for the same words here. */
async function keepTrustFlags(act: Act, from: string, to: string): Promise<void> {
  const flags = await flagsFor(act, [from, to]);
  const of = (id: string) => (flags.get(id) ?? []).filter((flag) => TRUST_FLAGS.includes(flag));
  await writeSomeFlags(act, to, TRUST_FLAGS, [...new Set([...of(from), ...of(to)])]);
}
