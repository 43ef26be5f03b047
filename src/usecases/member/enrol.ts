/**
 * 登记: put somebody on file, at the bedside or at the counter. Helper, village clerk or social worker, for their own
 * region; from here the clerk checks and the town approves, so no single person brings a member into being.
 *
 * No phone, no identity card and no full name is required (domain.md, People). An identity that is already on file is
 * accepted like any other: only the county sees both.
 */
import type { Act } from '#db/act';
import { spell } from '#db/pinyin';
import type { Facts } from '#domain/category';
import { ageOn, type Day, isDay } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode } from '#domain/region';
import { type ConsentGiven, type ConsentPurpose, insertConsent } from '#records/consent';
import { insertFacts } from '#records/fact';
import { findHousehold, insertHousehold, mustBeHamletOf } from '#records/household';
import { insertMember, type Member } from '#records/member';
import { cardIn, type IdentityGiven, keepIdentity, keepPhone } from '#records/private';
import { findRegion } from '#records/region';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { keepRegister } from '#usecases/register/keep';
import { type PaperUse, useSheet } from '#usecases/sheet/use';
import { grantOver } from '#usecases/under';

export interface Enrolment {
  key: string;
  name: string;
  /** 花名 */
  nickname: string | null;
  /** With an identity card both are read from its number, and what is typed here is not asked. */
  sex: Member['sex'] | null;
  bornOn: Day | null;
  identity: IdentityGiven;
  phone: string | null;
  /** 居住地, a village. */
  regionCode: RegionCode;
  /** 户籍地; the same when null. */
  homeRegionCode: RegionCode | null;
  hamletId: string | null;
  /** An existing household to join, or else an address for one of her own. */
  householdId: string | null;
  address: string | null;
  serves: boolean;
  receives: boolean;
  language: Member['language'];
  facts: Facts | null;
  /** Consent to being on file, and to what else was asked in the same breath. */
  consent: Omit<ConsentGiven, 'purpose'> & { purposes: readonly ConsentPurpose[] };
  /** Typed in from a form: the same form puts one person on file once. */
  paper?: PaperUse | null;
}

/**
 * @throws Refusal not_found (out of reach) · region_unknown · missing (name, sex, bornOn) · day_not_understood ·
 *   identity_wrong · phone_wrong · consent_needed · witness_needed · volunteer_too_young (params.age) · key_reused ·
 *   what the number of a form refuses
 */
export async function enrolMember(desk: Desk, enrolment: Enrolment): Promise<{ id: string }> {
  // The form is remembered by a keyed hash: a plain one of a name and a phone could be guessed.
  const { key, ...body } = enrolment;
  return desk.write([], (act) =>
    once(act, key, act.vault.lookup(JSON.stringify(body)), async () => {
      const grant = grantOver(act, 'member.enrol', enrolment.regionCode);
      const person = whoIsIt(act, enrolment);
      await refuseWrongPlace(act, enrolment);
      const { regionCode, hamletId, serves, receives, language } = enrolment;
      const values = {
        ...person,
        ...keepIdentity(act, enrolment.identity),
        ...keepPhone(act.vault, enrolment.phone),
        regionCode,
        homeRegionCode: enrolment.homeRegionCode ?? regionCode,
        hamletId,
        householdId: await roofFor(act, enrolment),
        serves,
        receives,
        language,
      };
      const member = await insertMember(act, values, { grant });
      if (enrolment.paper) await useSheet(act, enrolment.paper, 'enrolment', member.id);
      if (enrolment.facts) await insertFacts(act, member.id, enrolment.facts);
      const { purposes, ...given } = enrolment.consent;
      for (const purpose of purposes) await insertConsent(act, member.id, { ...given, purpose });
      await keepRegister(act, member);
      return { id: member.id };
    }),
  );
}

/** Name, birthday and sex, from her card where there is one. */
function whoIsIt(act: Act, enrolment: Enrolment) {
  const name = enrolment.name.trim();
  const nickname = enrolment.nickname?.trim() || null;
  if (name === '') throw new Refusal('missing', { field: 'name' });
  if (!enrolment.consent.purposes.includes('enrol')) throw new Refusal('consent_needed', { field: 'consent' });
  const card = cardIn(act, enrolment.identity);
  const bornOn = card?.born ?? must(enrolment.bornOn, 'missing', { field: 'bornOn' });
  const sex = card?.sex ?? must(enrolment.sex, 'missing', { field: 'sex' });
  if (!isDay(bornOn) || bornOn > act.today) throw new Refusal('day_not_understood', { field: 'bornOn' });
  const age = act.policy.get('volunteer.minAge', enrolment.regionCode, act.today);
  if (enrolment.serves && ageOn(bornOn, act.today) < age) {
    throw new Refusal('volunteer_too_young', { field: 'serves', age });
  }
  return { name, nickname, bornOn, sex, ...spelling(name, nickname) };
}

/** Sort key of the name; initials of the name and of the 花名, because half the village knows only that one. */
export function spelling(name: string, nickname: string | null): { pinyin: string; initials: string } {
  const { pinyin, initials } = spell(name);
  return { pinyin, initials: nickname ? `${initials}/${spell(nickname).initials}` : initials };
}

async function refuseWrongPlace(act: Act, enrolment: Enrolment): Promise<void> {
  const { regionCode, homeRegionCode, hamletId } = enrolment;
  if (levelOf(regionCode) !== 'village') throw new Refusal('region_unknown', { field: 'regionCode' });
  await findRegion(act, regionCode);
  // 户籍地 may be another province: of those only ours are on file.
  if (homeRegionCode?.startsWith(regionCode.slice(0, 4))) await findRegion(act, homeRegionCode);
  await mustBeHamletOf(act, hamletId, regionCode);
}

async function roofFor(act: Act, enrolment: Enrolment): Promise<string | null> {
  const { householdId, regionCode, hamletId, address } = enrolment;
  if (householdId) return (await findHousehold(act, householdId, 'member.enrol')).id;
  return address?.trim() ? (await insertHousehold(act, { regionCode, hamletId, address: address.trim() })).id : null;
}
