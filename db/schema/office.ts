/** The office: who works in it, under which grant, what they are allowed to know, and what they did. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';
import type { Role } from '#domain/permission';

export const users = kit.table(
  'users',
  {
    id: kit.key().primaryKey(),
    name: kit.text().notNull(),
    login: kit.key().notNull(),
    passwordHash: kit.text().notNull(),
    /** The same human as a member on file: family and four-eyes rules follow the person, not the login. */
    personId: kit.key(),
    /** A work number: printed on cards and at the foot of every page, in full and dialable. */
    workPhone: kit.text(),
    language: kit.text().$type<'zh-CN' | 'en'>().notNull(),
    createdBy: kit.key().notNull(),
    createdAt: kit.long().notNull(),
    disabledAt: kit.long(),
  },
  (user) => [kit.uniqueIndex('users_login').on(user.login), kit.index('users_person').on(user.personId)],
);

/** What a user may do and where. In force only when another officer has accepted it; ended, never deleted. */
export const grants = kit.table(
  'grants',
  {
    id: kit.key().primaryKey(),
    userId: kit.key().notNull(),
    role: kit.text().$type<Role>().notNull(),
    regionCode: kit.key().notNull(),
    validFrom: kit.key().notNull(),
    validTo: kit.key(),
    /** AB岗: the officer on leave in whose place this grant acts. */
    actingForId: kit.key(),
    /** 后备代管: the post is vacant, and this stands in until somebody holds it again. */
    backupId: kit.key(),
    givenBy: kit.key().notNull(),
    givenAt: kit.long().notNull(),
    acceptedBy: kit.key(),
    acceptedAt: kit.long(),
    endedBy: kit.key(),
    endedAt: kit.long(),
    /** Why, as it was said then. */
    endReason: kit.key(),
  },
  (grant) => [
    kit.index('grants_user').on(grant.userId),
    kit.index('grants_region').on(grant.regionCode, grant.role),
    kit.check('grants_two_officers', sql`accepted_by is null or accepted_by <> given_by`),
  ],
);

/** The PIN that a member set herself with a second person present. */
export const pins = kit.table('pins', {
  memberId: kit.key().primaryKey(),
  hash: kit.text().notNull(),
  setAt: kit.long().notNull(),
  /** The officer who was present. */
  setBy: kit.key().notNull(),
  /** The second person in the room, by name: nobody sets a PIN alone with a helper. */
  presentName: kit.text().notNull(),
  presentPhoneSealed: kit.text(),
  /** When she changed it herself since, with the one before in hand; who was there at first still stands behind it. */
  changedAt: kit.long(),
});

/** Tries a day, counted before anything is compared. Subject = member or login name. */
export const tries = kit.table(
  'tries',
  {
    subject: kit.key().notNull(),
    day: kit.key().notNull(),
    count: kit.integer().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.subject, row.day] })],
);

/** A request that was answered: the same key with the same body gets the same answer, with another body a refusal. */
export const submissions = kit.table(
  'submissions',
  {
    actorId: kit.key().notNull(),
    key: kit.key().notNull(),
    bodyHash: kit.key().notNull(),
    answer: kit.json().$type<unknown>(),
    at: kit.long().notNull(),
  },
  (row) => [kit.primaryKey({ columns: [row.actorId, row.key] })],
);

/** Append-only, no personal data: ids, verbs, codes. */
export const audit = kit.table(
  'audit',
  {
    id: kit.key().primaryKey(),
    at: kit.long().notNull(),
    actorId: kit.key().notNull(),
    actingForId: kit.key(),
    grantId: kit.key(),
    verb: kit.key().notNull(),
    noun: kit.key().notNull(),
    subjectId: kit.key().notNull(),
    regionCode: kit.key(),
    outcome: kit.text().$type<'done' | 'refused'>().notNull(),
    reason: kit.key(),
    policyVersion: kit.integer().notNull(),
    requestId: kit.key().notNull(),
  },
  (row) => [
    kit.index('audit_subject').on(row.subjectId, row.at),
    kit.index('audit_at').on(row.at, row.id),
    kit.index('audit_actor').on(row.actorId, row.at),
  ],
);

/** Effective-dated rules. The first load is version 1; each accepted change is the next. */
export const policies = kit.table(
  'policies',
  {
    id: kit.key().primaryKey(),
    key: kit.key().notNull(),
    regionCode: kit.key().notNull(),
    value: kit.json().$type<unknown>().notNull(),
    validFrom: kit.key().notNull(),
    locked: kit.bool().notNull(),
    reason: kit.text(),
    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    acceptedBy: kit.key(),
    acceptedAt: kit.long(),
    /** Given at acceptance; null while only proposed. */
    version: kit.integer(),
  },
  (policy) => [
    kit.index('policies_version').on(policy.version),
    kit.check('policies_two_officers', sql`accepted_by is null or accepted_by <> proposed_by`),
  ],
);

/** What the clock has done: one row for each job and day, so that nothing runs twice and a missed day is seen. */
export const jobRuns = kit.table(
  'job_runs',
  {
    job: kit.key().notNull(),
    day: kit.key().notNull(),
    startedAt: kit.long().notNull(),
    /** The last sign of life of whoever took it. */
    seenAt: kit.long(),
    finishedAt: kit.long(),
    result: kit.json().$type<Record<string, number>>(),
  },
  (run) => [kit.primaryKey({ columns: [run.job, run.day] })],
);
