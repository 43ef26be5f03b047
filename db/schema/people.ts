/**
 * Members and what is known about them. Identity number, phone and address are sealed (AES-256-GCM) and found again by a
 * keyed hash; what the page shows is opened on purpose, and a look at an identity number is an audit row.
 */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Facts } from '#domain/category';
import type { Day } from '#domain/day';
import type { Relation } from '#domain/kinship';
import type { AwayKind, MemberState } from '#domain/member';

export const households = kit.table(
  'households',
  {
    id: kit.key().primaryKey(),
    regionCode: kit.key().notNull(),
    hamletId: kit.key(),
    addressSealed: kit.text(),
    createdAt: kit.long().notNull(),
  },
  (household) => [kit.index('households_region').on(household.regionCode)],
);

export const members = kit.table(
  'members',
  {
    id: kit.key().primaryKey(),
    name: kit.text().notNull(),
    /** 花名: what everyone calls her. */
    nickname: kit.text(),
    /** The order of every list, byte by byte: the same on both databases. */
    pinyin: kit.key().notNull(),
    /** Of the name, and after a slash of the 花名. */
    initials: kit.key().notNull(),
    sex: kit.text().$type<'female' | 'male'>().notNull(),
    bornOn: kit.key().notNull(),
    identityKind: kit.text().$type<'identityCard' | 'other' | 'none'>().notNull(),
    identitySealed: kit.text(),
    identityHash: kit.key(),
    phoneSealed: kit.text(),
    phoneHash: kit.key(),
    /** Last four digits in clear: helpers search by them. */
    phoneTail: kit.key(),
    /** 居住地: services follow where she lives. A redraw rewrites it; history keeps its own copy. */
    regionCode: kit.key().notNull(),
    /** 户籍地: subsidies follow where she is registered. */
    homeRegionCode: kit.key().notNull(),
    hamletId: kit.key(),
    householdId: kit.key(),
    /** Wants to serve, wants to be served: one person may be both. */
    serves: kit.bool().notNull(),
    receives: kit.bool().notNull(),
    state: kit.text().$type<MemberState>().notNull(),
    /** As it was told; null while she lives. */
    diedOn: kit.key().$type<Day>(),
    /** A second enrolment of a known identity: kept as submitted, only the county sees both. */
    duplicateOfId: kit.key(),
    language: kit.text().$type<'zh-CN' | 'en'>().notNull(),
    enrolledBy: kit.key().notNull(),
    enrolledAt: kit.long().notNull(),
    checkedBy: kit.key(),
    checkedAt: kit.long(),
    approvedBy: kit.key(),
    approvedAt: kit.long(),
    version: kit.integer().notNull(),
  },
  (member) => [
    kit.uniqueIndex('members_identity').on(member.identityHash).where(sql`duplicate_of_id is null`),
    kit.index('members_region').on(member.regionCode, member.state),
    kit.index('members_phone').on(member.phoneHash),
    kit.index('members_tail').on(member.phoneTail),
    kit.index('members_household').on(member.householdId),
    kit.index('members_duplicates').on(member.duplicateOfId).where(sql`duplicate_of_id is not null`),
  ],
);

/** What members are found by (`#records/member-keys`): derived from the name, and written with it. */
export const memberKeys = kit.table(
  'member_keys',
  {
    key: kit.key().notNull(),
    /** Of the member, so that the people of one key stand in the order of lists. */
    pinyin: kit.key().notNull(),
    memberId: kit.key().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.key, row.pinyin, row.memberId] })],
);

/** Facts as they were recorded; the newest row is what categories are derived from, the others are history. */
export const memberFacts = kit.table(
  'member_facts',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    facts: kit.json().$type<Facts>().notNull(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
  },
  (facts) => [kit.index('member_facts_member').on(facts.memberId, facts.recordedAt)],
);

export const memberAways = kit.table(
  'member_aways',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    kind: kit.text().$type<AwayKind>().notNull(),
    fromDay: kit.key().notNull(),
    toDay: kit.key(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
  },
  (away) => [kit.index('member_aways_member').on(away.memberId)],
);

/** Every change of a member's state: who, when, why, under which policy version. */
export const memberMoves = kit.table(
  'member_moves',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    move: kit.text().notNull(),
    fromState: kit.text().$type<MemberState>(),
    toState: kit.text().$type<MemberState>().notNull(),
    regionCode: kit.key().notNull(),
    /** A code where the move has a short list of reasons, else what was written. */
    reason: kit.text(),
    note: kit.text(),
    actorId: kit.key().notNull(),
    actingForId: kit.key(),
    grantId: kit.key(),
    policyVersion: kit.integer().notNull(),
    at: kit.long().notNull(),
  },
  (move) => [kit.index('member_moves_member').on(move.memberId, move.at)],
);

/** Kin on file. `mayAct` = proven and the member agreed that this one asks and confirms for her. */
export const kin = kit.table(
  'kin',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    relativeId: kit.key().notNull(),
    relation: kit.text().$type<Relation>().notNull(),
    proof: kit.text().$type<'householdBook' | 'villageLetter' | 'certificate'>(),
    mayAct: kit.bool().notNull(),
    declaredBy: kit.key().notNull(),
    declaredAt: kit.long().notNull(),
    confirmedBy: kit.key(),
    confirmedAt: kit.long(),
    endedAt: kit.long(),
  },
  (bond) => [
    kit.uniqueIndex('kin_pair').on(bond.memberId, bond.relativeId).where(sql`ended_at is null`),
    kit.index('kin_relative').on(bond.relativeId),
  ],
);

/** A neighbour, a shopkeeper, a daughter far away: need not be a member, must have agreed. */
export const contacts = kit.table(
  'contacts',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    name: kit.text().notNull(),
    relation: kit.text().notNull(),
    phoneSealed: kit.text().notNull(),
    consentedAt: kit.long().notNull(),
    recordedBy: kit.key().notNull(),
    endedAt: kit.long(),
  },
  (contact) => [kit.index('contacts_member').on(contact.memberId)],
);

export const consents = kit.table(
  'consents',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    purpose: kit.text().$type<'enrol' | 'sensitive' | 'notice' | 'kinActs'>().notNull(),
    wording: kit.key().notNull(),
    how: kit.text().$type<'paper' | 'readAloud' | 'guardian'>().notNull(),
    witness: kit.text(),
    givenAt: kit.long().notNull(),
    recordedBy: kit.key().notNull(),
    withdrawnAt: kit.long(),
  },
  (consent) => [kit.index('consents_member').on(consent.memberId, consent.purpose)],
);

/** Training, health statement, professional papers: what a service of the catalogue may ask for. */
export const certificates = kit.table(
  'certificates',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    kind: kit.text().$type<'training' | 'health' | 'professional'>().notNull(),
    number: kit.text(),
    validFrom: kit.key().notNull(),
    validTo: kit.key(),
    recordedBy: kit.key().notNull(),
    recordedAt: kit.long().notNull(),
  },
  (certificate) => [kit.index('certificates_member').on(certificate.memberId, certificate.kind)],
);

/** A printed card. The number is what one types; the token is what its QR carries. Revoked, never deleted. */
export const cards = kit.table(
  'cards',
  {
    id: kit.key().primaryKey(),
    memberId: kit.key().notNull(),
    number: kit.key().notNull(),
    token: kit.key().notNull(),
    kind: kit.text().$type<'member' | 'wall'>().notNull(),
    issuedBy: kit.key().notNull(),
    issuedAt: kit.long().notNull(),
    revokedBy: kit.key(),
    revokedAt: kit.long(),
    revokedReason: kit.text(),
  },
  (card) => [
    kit.uniqueIndex('cards_number').on(card.number),
    kit.uniqueIndex('cards_token').on(card.token),
    kit.index('cards_member').on(card.memberId),
  ],
);
