/** Policy rows: proposed by one officer, accepted by another. What was accepted is the book that every decision reads. */
import { and, asc, desc, eq, isNotNull, isNull, max } from 'drizzle-orm';
import type { Act } from '#db/act';
import { policies } from '#db/schema/office';
import { POLICY, type PolicyBook, type PolicyKey, type PolicyRow, policyBook } from '#domain/policy';
import { must, Refusal } from '#domain/refusal';
import { regionScope } from '#records/scope';

export type PolicyRecord = typeof policies.$inferSelect;

/** Takes a handle and not an act: an act is made with the book that this reads. A key that was retired is left out. */
export async function loadPolicyBook({ tx }: Pick<Act, 'tx'>): Promise<PolicyBook> {
  const rows = await tx.select().from(policies).where(isNotNull(policies.version)).orderBy(asc(policies.version));
  return policyBook(rows.flatMap(asRow));
}

function asRow(row: PolicyRecord): PolicyRow[] {
  if (row.version === null || !Object.hasOwn(POLICY, row.key)) return [];
  const { version, regionCode, validFrom, locked } = row;
  const key = row.key as PolicyKey;
  return [{ version, key, regionCode, value: ordered(row.value, POLICY[key].default), validFrom, locked }];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** PostgreSQL's JSON keeps no order of names, and a fixed setting is compared as it is written: the default's order. */
function ordered(value: unknown, like: unknown): unknown {
  if (!isRecord(value) || !isRecord(like)) return value;
  const names = [...new Set([...Object.keys(like), ...Object.keys(value)])].filter((name) => name in value);
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

export async function insertPolicy(
  act: Act,
  row: Pick<PolicyRecord, 'key' | 'regionCode' | 'value' | 'validFrom' | 'locked' | 'reason'>,
): Promise<PolicyRecord> {
  const [made] = await act.tx
    .insert(policies)
    // A JSON null would be no value to the column; every key that knows "no limit" reads it as 'off'.
    .values({ ...row, value: row.value ?? 'off', id: act.ids('pol'), proposedBy: act.actor.id, proposedAt: act.now })
    .returning();
  return must(made);
}

/** @throws Refusal `not_found` */
export async function findPolicy(act: Act, id: string, action: 'policy.read' | 'policy.accept'): Promise<PolicyRecord> {
  const [row] = await act.tx
    .select()
    .from(policies)
    .where(and(eq(policies.id, id), regionScope(act, action, policies.regionCode)));
  return must(row);
}

/** Proposed and not yet accepted, oldest first, in reach. */
export async function openPolicies(act: Act): Promise<PolicyRecord[]> {
  return act.tx
    .select()
    .from(policies)
    .where(and(isNull(policies.acceptedAt), regionScope(act, 'policy.accept', policies.regionCode)))
    .orderBy(asc(policies.proposedAt), asc(policies.id));
}

/** What was ever said about a key, newest version first. */
export async function historyOf(act: Act, key: PolicyKey): Promise<PolicyRecord[]> {
  return act.tx
    .select()
    .from(policies)
    .where(and(eq(policies.key, key), isNotNull(policies.version)))
    .orderBy(desc(policies.version), asc(policies.id));
}

/**
 * Give it the next version. The caller's unit has locked every journal, so no two changes take the same number.
 * @throws Refusal `already_done`
 */
export async function acceptPolicy(act: Act, id: string): Promise<PolicyRecord> {
  const [top] = await act.tx.select({ version: max(policies.version) }).from(policies);
  const [row] = await act.tx
    .update(policies)
    .set({ acceptedBy: act.actor.id, acceptedAt: act.now, version: Number(top?.version ?? 0) + 1 })
    .where(and(eq(policies.id, id), isNull(policies.acceptedAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}
