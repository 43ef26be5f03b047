/**
 * Who pays: the accounts that may cover these minutes, in the order of the ledger table (domain.md, "The hour ledger").
 * Granted first, oldest lapse first; then the town's pool for key-list and special-hardship elders and for pairings;
 * own where she asked to use her own or nothing else applies, and never for a pairing.
 */
import type { Act } from '#db/act';
import { categoriesOf, onGrantList, onVisitRegister } from '#domain/category';
import { type CoverPurpose, planCover } from '#domain/cover';
import { ageOn, birthdayOf } from '#domain/day';
import { type AccountRef, poolAccount } from '#domain/ledger';
import { townOf } from '#domain/region';
import { accountAt, accountsOf, type OwnFrom, type Standing } from '#ledger/balance';
import { journalFor } from '#ledger/journal';
import { factsOf, type Person, personsById } from '#records/person';
import { findRegion } from '#records/region';

export interface CoverQuestion {
  minutes: number;
  purpose: CoverPurpose;
  wantsOwn: boolean;
  beneficiaryIds: readonly string[];
  /** Where it is served: its town's pool pays. */
  regionCode: string;
  /** The county pays what is short from the pool, whoever it is for: 补公益时间. */
  countyPays?: boolean;
  /** Minutes that what is planned before this takes from an account: several credits are planned one after the other. */
  drawn?: Drawn;
}

export type Drawn = (account: AccountRef) => number;

export interface Cover {
  lines: { account: AccountRef; minutes: number }[];
  /** Minutes that nobody may pay. */
  short: number;
  /** On the key list or in special hardship: the pool may pay what is short, once it has something. */
  poolAllowed: boolean;
}

/** A plan over real accounts as they stand in this unit. */
export async function coverFor(act: Act, question: CoverQuestion): Promise<Cover> {
  const { drawn = () => 0 } = question;
  const standings = await accountsOf(act, question.beneficiaryIds);
  const live = standings
    .map((row) => ({ ...row, available: row.available - drawn(row) }))
    .filter((row) => row.available > 0);
  const own = live.filter((row) => row.kind === 'own');
  const pool = await poolOf(act, question.regionCode);
  const { hardship, ofAge } = await entitlement(act, question);
  const plan = planCover<AccountRef>({
    minutes: question.minutes,
    purpose: question.purpose,
    wantsOwn: question.wantsOwn,
    granted: live
      .filter((row) => row.kind === 'granted' && (row.lapsesOn === null || row.lapsesOn >= act.today))
      .map((row) => ({ account: ref(row), available: row.available, lapsesOn: row.lapsesOn })),
    poolAvailable: Math.max(0, (await accountAt(act, pool)).available - drawn(pool)),
    poolAllowed: hardship || question.countyPays === true,
    ownAvailable: own.reduce((total, row) => total + row.available, 0),
    ownAllowed: ofAge,
  });
  const lines = plan.lines.flatMap((line) => {
    if (line.kind === 'granted') return [{ account: line.account, minutes: line.minutes }];
    return line.kind === 'pool' ? [{ account: pool, minutes: line.minutes }] : drawOwn(own, line.minutes);
  });
  return { lines, short: plan.short, poolAllowed: hardship || question.purpose !== 'asked' };
}

const ref = (row: { journal: string; id: string }): AccountRef => ({ journal: row.journal, id: row.id });

/** A couple, or somebody who moved, has own minutes on several accounts: one after the other. */
function drawOwn(own: readonly Standing[], minutes: number): Cover['lines'] {
  let left = minutes;
  return own.flatMap((row) => {
    const drawn = Math.min(left, row.available);
    left -= drawn;
    return drawn > 0 ? [{ account: ref(row), minutes: drawn }] : [];
  });
}

/** The pool of the town where it is served. */
export async function poolOf(act: Act, regionCode: string): Promise<AccountRef> {
  const town = await findRegion(act, townOf(regionCode));
  return poolAccount(await journalFor(act, regionCode), town.id);
}

/** The journals that covering these people may post to: known before the unit begins, so that it can lock them. */
export async function coverJournals(
  act: Act,
  of: Pick<CoverQuestion, 'beneficiaryIds' | 'regionCode'>,
): Promise<string[]> {
  const standings = await accountsOf(act, of.beneficiaryIds);
  const home = await journalFor(act, of.regionCode);
  return [...new Set([home, ...standings.map((row) => row.journal)])].sort();
}

/** Is one of them on the key list or in special hardship, and are they old enough to use minutes of their own? */
async function entitlement(
  act: Act,
  question: Pick<CoverQuestion, 'beneficiaryIds' | 'regionCode'>,
): Promise<{ hardship: boolean; ofAge: boolean }> {
  const persons = [...(await personsById(act, question.beneficiaryIds)).values()];
  const facts = await factsOf(act, question.beneficiaryIds);
  const inHardship = (person: Person): boolean => {
    const known = facts.get(person.id);
    if (!known) return false;
    const age = ageOn(person.bornOn, act.today);
    const categories = categoriesOf(known, age);
    const rule = act.policy.get('recipient.keyElder', question.regionCode, act.today);
    return onVisitRegister(categories) || onGrantList(categories, known, age, rule).listed;
  };
  const mayUseOwn = (person: Person): boolean => {
    const key = inHardship(person) ? 'redeem.hardshipMinAge' : 'redeem.minAge';
    return ageOn(person.bornOn, act.today) >= act.policy.get(key, question.regionCode, act.today);
  };
  return { hardship: persons.some(inHardship), ofAge: persons.some(mayUseOwn) };
}

/** When she may begin to use minutes of her own; null when she may. Who is old enough for any rule is asked nothing. */
export async function ownFromOf(
  act: Act,
  person: Pick<Person, 'id' | 'bornOn' | 'regionCode'>,
): Promise<OwnFrom | null> {
  const { bornOn, regionCode } = person;
  const ages = (['redeem.minAge', 'redeem.hardshipMinAge'] as const).map((key) =>
    act.policy.get(key, regionCode, act.today),
  );
  if (ageOn(bornOn, act.today) >= Math.max(...ages)) return null;
  const age = await ownAgeOf(act, person);
  return ageOn(bornOn, act.today) >= age ? null : { age, day: birthdayOf(bornOn, age) };
}

/** From which age on she may use minutes of her own (`redeem.minAge`). */
export async function ownAgeOf(act: Act, { id, regionCode }: Pick<Person, 'id' | 'regionCode'>): Promise<number> {
  const { hardship } = await entitlement(act, { beneficiaryIds: [id], regionCode });
  return act.policy.get(hardship ? 'redeem.hardshipMinAge' : 'redeem.minAge', regionCode, act.today);
}
