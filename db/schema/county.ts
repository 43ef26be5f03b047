/** Minutes that a county gives: its signed list of elders, and what it puts into the pools of its towns. */
import { sql } from 'drizzle-orm';
import { kit } from '#db/dialect';

/** The county's list of elders who are given minutes: a yearly list and monthly change sheets, signed by a second officer. */
export const grantLists = kit.table(
  'grant_lists',
  {
    id: kit.key().primaryKey(),
    journal: kit.key().notNull(),
    countyCode: kit.key().notNull(),
    kind: kit.text().$type<'yearly' | 'change'>().notNull(),
    /** First month it is for, 'YYYY-MM'. */
    month: kit.key().notNull(),
    state: kit.text().$type<'proposed' | 'signed' | 'withdrawn'>().notNull(),
    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    signedBy: kit.key(),
    signedAt: kit.long(),
    policyVersion: kit.integer().notNull(),
  },
  (list) => [
    kit.index('grant_lists_county').on(list.countyCode, list.state),
    kit.check('grant_lists_two_officers', sql`signed_by is null or signed_by <> proposed_by`),
  ],
);

export const grantListLines = kit.table(
  'grant_list_lines',
  {
    listId: kit.key().notNull(),
    memberId: kit.key().notNull(),
    change: kit.text().$type<'add' | 'remove'>().notNull(),
    minutes: kit.integer().notNull(),
    reasons: kit.json().$type<string[]>().notNull(),
  },
  (line) => [
    kit.primaryKey({ columns: [line.listId, line.memberId] }),
    kit.index('grant_list_lines_member').on(line.memberId),
    kit.check('grant_list_lines_minutes', sql`minutes >= 0`),
  ],
);

/** 公益时间: minutes that a county gives to the pool of a town, proposed by one officer and accepted by another. */
export const poolQuotas = kit.table(
  'pool_quotas',
  {
    id: kit.key().primaryKey(),
    journal: kit.key().notNull(),
    regionCode: kit.key().notNull(),
    minutes: kit.integer().notNull(),
    reason: kit.text().notNull(),
    proposedBy: kit.key().notNull(),
    proposedAt: kit.long().notNull(),
    acceptedBy: kit.key(),
    acceptedAt: kit.long(),
  },
  (quota) => [
    kit.index('pool_quotas_region').on(quota.regionCode),
    kit.check('pool_quotas_two_officers', sql`accepted_by is null or accepted_by <> proposed_by`),
    kit.check('pool_quotas_minutes', sql`minutes > 0`),
  ],
);
