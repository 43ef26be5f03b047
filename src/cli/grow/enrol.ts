/**
 * One person on file: enrolled by the helper, checked by the clerk, approved by the town, with papers, cards and a PIN. The
 * values are made by the functions that enrolment uses.
 */
import { randomBytes } from 'node:crypto';
import { type Cards, type Somebody, somebody } from '#cli/grow/somebody';
import type { Officer, Stage, Village } from '#cli/grow/stage';
import type { Hand } from '#db/act';
import type { audit, pins } from '#db/schema/office';
import type {
  cards,
  certificates,
  consents,
  households,
  memberFacts,
  memberKeys,
  memberMoves,
  members,
} from '#db/schema/people';
import type { MemberActor } from '#domain/actor';
import { categoriesOf, onGrantList, onVisitRegister } from '#domain/category';
import { addDays, ageOn, type Day, instantOf } from '#domain/day';
import type { MemberState } from '#domain/member';
import { noteRow } from '#records/audit';
import { consentRow } from '#records/consent';
import type { PinBehind } from '#records/evidence';
import { memberMoveNote, memberMoveRow } from '#records/member';
import { keyRowsOf } from '#records/member-keys';
import { keepIdentity, keepPhone } from '#records/private';
import { spelling } from '#usecases/member/enrol';

/** Somebody on file, as the rest of the world needs to know her. */
export interface Person {
  actor: MemberActor;
  village: Village;
  bornOn: Day;
  serves: boolean;
  receives: boolean;
  trained: boolean;
  /** Null for whoever has none. */
  pin: PinBehind | null;
  /** On the visit register or the grant list: a pool may pay for her. */
  hardship: boolean;
  /** Reasons for being on the county's list; null when she is not. */
  listed: string[] | null;
  /** Husband or wife under the same roof. */
  spouse: Person | null;
}

export const rowsOf = () => ({
  households: [] as (typeof households.$inferInsert)[],
  members: [] as (typeof members.$inferInsert)[],
  keys: [] as (typeof memberKeys.$inferInsert)[],
  facts: [] as (typeof memberFacts.$inferInsert)[],
  consents: [] as (typeof consents.$inferInsert)[],
  moves: [] as (typeof memberMoves.$inferInsert)[],
  certificates: [] as (typeof certificates.$inferInsert)[],
  cards: [] as (typeof cards.$inferInsert)[],
  pins: [] as (typeof pins.$inferInsert)[],
  audit: [] as (typeof audit.$inferInsert)[],
});
export type Rows = ReturnType<typeof rowsOf>;

/** Of all; the rest are approved. */
const WAITING = { submitted: 0.01, checked: 0.005 };

/** What enrolling asks for: numbers nobody has, and the day by which everybody was a member. */
export interface Office {
  cards: Cards;
  numbers: () => string;
  pinHash: string;
  before: Day;
}

/** Somebody, and for some elders husband or wife with her. Null for whoever is not a member yet. */
export function enrolRoof(stage: Stage, village: Village, office: Office, rows: Rows, most: number): (Person | null)[] {
  const { dice, today } = stage;
  const one = somebody(dice, today, office.cards);
  const couple = most > 1 && !one.serves && one.facts?.spouse === 'alive' && dice.chance(0.3);
  if (!couple) return [enrolOne(stage, village, office, rows, one, null)];
  const other = somebody(dice, today, office.cards, one);
  const by = stage.hand(village.helper.actor, instantOf(office.before, 9 * 60));
  const [hamletId] = village.hamletIds;
  const id = by.ids('hhd');
  const addressSealed = by.vault.seal(`${dice.between(1, 99)} 号`);
  rows.households.push({ id, regionCode: village.code, hamletId, addressSealed, createdAt: by.now });
  const [her, him] = [one, other].map((who) => enrolOne(stage, village, office, rows, who, { id, hamletId })) as [
    Person | null,
    Person | null,
  ];
  if (her && him) {
    her.spouse = him;
    him.spouse = her;
  }
  return [her, him];
}

/** Who did what to her file, and when; as many steps as she has come. */
interface Way {
  state: MemberState;
  enroller: Hand;
  steps: { by: Hand; officer: Officer; move: 'enrol' | 'check' | 'approve'; state: MemberState }[];
}

function wayOf({ dice, today, hand }: Stage, village: Village, before: Day): Way {
  const draw = dice.below(1000) / 1000;
  const state =
    draw < WAITING.submitted ? 'submitted' : draw < WAITING.submitted + WAITING.checked ? 'checked' : 'approved';
  const day = state === 'approved' ? addDays(before, -dice.between(36, 90)) : addDays(today, -dice.between(4, 9));
  const step = (officer: Officer, days: number, move: Way['steps'][number]['move'], to: MemberState) => {
    const at = instantOf(addDays(day, days), dice.between(9 * 60, 17 * 60));
    return { by: hand(officer.actor, at), officer, move, state: to };
  };
  const enrolled = step(village.helper, 0, 'enrol', 'submitted');
  const all = [
    enrolled,
    step(village.clerk, 1, 'check', 'checked'),
    step(village.town.officer, 3, 'approve', 'approved'),
  ];
  return { state, enroller: enrolled.by, steps: all.slice(0, all.findIndex((one) => one.state === state) + 1) };
}

function enrolOne(
  stage: Stage,
  village: Village,
  office: Office,
  rows: Rows,
  who: Somebody,
  roof: { id: string; hamletId: string | undefined } | null,
): Person | null {
  const { dice } = stage;
  const { state, enroller, steps } = wayOf(stage, village, office.before);
  const [, check, approval] = steps;
  const { name, nickname, sex, bornOn, serves, receives } = who;
  const member = {
    ...{ id: enroller.ids('mem'), name, nickname, sex, bornOn, serves, receives, state },
    ...spelling(name, nickname),
    ...keepIdentity(enroller, who.identity),
    ...keepPhone(enroller.vault, who.phone),
    regionCode: village.code,
    homeRegionCode: village.code,
    hamletId: roof?.hamletId ?? dice.pick(village.hamletIds),
    householdId: roof?.id ?? null,
    language: 'zh-CN' as const,
    enrolledBy: enroller.actor.id,
    enrolledAt: enroller.now,
    checkedBy: check?.by.actor.id,
    checkedAt: check?.by.now,
    approvedBy: approval?.by.actor.id,
    approvedAt: approval?.by.now,
    version: steps.length,
  };
  rows.members.push(member);
  rows.keys.push(...keyRowsOf(member));
  writeDown(rows, enroller, member, who);
  for (const [at, { by, officer, move, state: to }] of steps.entries()) {
    const because = { grant: officer.grant };
    rows.moves.push(memberMoveRow(by, { ...member, state: to }, move, steps[at - 1]?.state ?? null, because));
    rows.audit.push(noteRow(by, memberMoveNote(member, move, because)));
  }
  if (state !== 'approved') return null;
  const trained = serves && dice.chance(0.25);
  if (trained) rows.certificates.push(...papers(stage, village, member.id, office.before));
  const pin = issue(stage, village, member.id, who, office, rows);
  const actor: MemberActor = { kind: 'member', id: member.id, regionCode: village.code, kinOf: [] };
  return {
    actor,
    village,
    bornOn,
    serves,
    receives,
    trained,
    pin,
    spouse: null,
    ...entitled(stage, village, who, office.before),
  };
}

function writeDown(rows: Rows, by: Hand, { id: memberId }: { id: string }, { facts }: Somebody): void {
  const given = { purpose: 'enrol', wording: 'enrol-2026-01', how: 'paper', witness: null } as const;
  rows.consents.push(consentRow(by, memberId, given));
  const told = { memberId, recordedBy: by.actor.id, recordedAt: by.now };
  if (facts) rows.facts.push({ id: by.ids('fct'), facts, ...told });
}

/** What follows from her facts: may a pool pay for her, and is she on the county's list. */
function entitled({ policy }: Stage, { code }: Village, { facts, receives, bornOn }: Somebody, day: Day) {
  if (!facts || !receives) return { hardship: false, listed: null };
  const age = ageOn(bornOn, day);
  const categories = categoriesOf(facts, age);
  const { listed, reasons } = onGrantList(categories, facts, age, policy.get('recipient.keyElder', code, day));
  return { hardship: onVisitRegister(categories) || listed, listed: listed ? reasons : null };
}

const papers = ({ hand }: Stage, { town }: Village, memberId: string, before: Day) => {
  const by = hand(town.socialWorker.actor, instantOf(before, 10 * 60));
  const paper = { memberId, number: null, validFrom: addDays(before, -30), validTo: addDays(before, 700) };
  return (['training', 'health'] as const).map((kind) => ({
    id: by.ids('crt'),
    kind,
    ...paper,
    recordedBy: by.actor.id,
    recordedAt: by.now,
  }));
};

/** A card of her own, one for the wall of whoever is cared for, and a PIN set with a neighbour in the room. */
function issue(
  { hand, dice }: Stage,
  village: Village,
  memberId: string,
  who: Somebody,
  office: Office,
  rows: Rows,
): PinBehind | null {
  const by = hand(village.helper.actor, instantOf(office.before, 11 * 60));
  for (const kind of who.serves ? (['member'] as const) : (['member', 'wall'] as const)) {
    const id = by.ids('crd');
    // Random and not of the seed: a token opens something.
    const token = randomBytes(16).toString('base64url');
    const made = { memberId, kind, number: office.numbers(), token, issuedBy: by.actor.id, issuedAt: by.now };
    rows.cards.push({ id, ...made });
    const { code: regionCode, helper } = village;
    const grant = helper.grant;
    rows.audit.push(noteRow(by, { verb: 'issue', noun: 'card', subjectId: id, regionCode, grant, reason: kind }));
  }
  if (!dice.chance(0.6)) return null;
  // Not by the helper for those whom she sends: a PIN of hers would prove nothing of what she asked for.
  const setBy = (who.serves ? village.clerk : village.helper).actor.id;
  const setAt = instantOf(addDays(office.before, -31), 11 * 60);
  rows.pins.push({ memberId, hash: office.pinHash, setAt, setBy, presentName: '黎婶' });
  return { pinSetBy: setBy, pinSetAt: setAt };
}
