/** Records of phones that could not be taken in: their bodies, sealed, and why; open until somebody has dealt with them. */
import { and, asc, count, desc, eq, exists, gte, inArray, isNull, ne, not, type SQL, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchanges } from '#db/schema/care';
import { fieldRefusals } from '#db/schema/field';
import { grants } from '#db/schema/office';
import type { Instant } from '#domain/day';
import type { Action } from '#domain/permission';
import { must, Refusal, type RefusalCode, type RefusalParams } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { regionScope } from '#records/scope';

export type RefusedRow = typeof fieldRefusals.$inferSelect;

export interface Refused {
  writerId: string;
  id: string;
  bodyHash: string;
  form: string | null;
  way: RefusedRow['way'];
  code: RefusalCode;
  params: RefusalParams;
  /** Of a correction: the record of ours. */
  corrects: string | null;
  body: string;
}

/** Once for each body: sent again and refused again, the reason of now replaces the one before. */
export async function keepRefusal(act: Act, { body, ...refused }: Refused): Promise<void> {
  const { code, params, way } = refused;
  const now = { code, params, way, at: act.now, enteredBy: act.actor.id, requestId: act.requestId };
  const regionCode = (await placesOfWriter(act, refused.writerId))[0] ?? null;
  await act.tx
    .insert(fieldRefusals)
    .values({ ...refused, ...now, regionCode, bodySealed: act.vault.seal(body), firstAt: act.now })
    .onConflictDoUpdate({
      target: [fieldRefusals.writerId, fieldRefusals.id, fieldRefusals.bodyHash],
      set: { ...now, settledAt: null, settledBy: null },
    });
}

/** Where this user works or worked, the latest post first. Not scoped: it says who wrote. */
export async function placesOfWriter(act: Act, writerId: string): Promise<RegionCode[]> {
  const rows = await act.tx
    .select({ regionCode: grants.regionCode, acceptedAt: grants.acceptedAt })
    .from(grants)
    .where(and(eq(grants.userId, writerId), ne(grants.role, 'auditor')))
    .orderBy(desc(grants.validFrom), desc(grants.id));
  return rows.filter(({ acceptedAt }) => acceptedAt !== null).map(({ regionCode }) => regionCode);
}

/** A body under this id was taken in: what came before it is dealt with. */
export async function settleRefusals(act: Act, writerId: string, id: string): Promise<void> {
  await act.tx
    .update(fieldRefusals)
    .set({ settledAt: act.now, settledBy: act.actor.id })
    .where(and(eq(fieldRefusals.writerId, writerId), eq(fieldRefusals.id, id), isNull(fieldRefusals.settledAt)));
}

/** Of one writer, among these ids of the phone, the latest first. */
export async function refusalsOf(act: Act, writerId: string, ids: readonly string[]): Promise<RefusedRow[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select()
    .from(fieldRefusals)
    .where(
      and(eq(fieldRefusals.writerId, writerId), inArray(fieldRefusals.id, [...ids]), isNull(fieldRefusals.settledAt)),
    )
    .orderBy(desc(fieldRefusals.at), asc(fieldRefusals.bodyHash));
}

/** Those that this officer handed in with one request. */
export async function refusalsIn(act: Act, requestId: string): Promise<RefusedRow[]> {
  return act.tx
    .select()
    .from(fieldRefusals)
    .where(and(eq(fieldRefusals.enteredBy, act.actor.id), eq(fieldRefusals.requestId, requestId)))
    .orderBy(asc(fieldRefusals.id), asc(fieldRefusals.bodyHash));
}

/**
 * A correction whose record waits for none any more: somebody put it right, withdrew it or decided. It is asked of the record
 * itself, so that no way out of `returned` can forget to close it, and one that came back is worth reading again.
 */
const overtaken = (act: Act): SQL =>
  exists(
    act.tx
      .select({ one: sql`1` })
      .from(exchanges)
      .where(and(eq(exchanges.id, fieldRefusals.corrects), ne(exchanges.state, 'returned'))),
  );

const unsettled = (act: Act): SQL | undefined =>
  and(isNull(fieldRefusals.settledAt), regionScope(act, 'exchange.read', fieldRefusals.regionCode));

const open = (act: Act): SQL | undefined => and(unsettled(act), not(overtaken(act)));

/** What nobody has dealt with, in reach, the oldest first. */
export async function openRefusals(act: Act, limit: number): Promise<RefusedRow[]> {
  return act.tx
    .select()
    .from(fieldRefusals)
    .where(open(act))
    .orderBy(asc(fieldRefusals.at), asc(fieldRefusals.id), asc(fieldRefusals.bodyHash))
    .limit(limit);
}

/** What closed by itself and came since, in reach, the latest first. */
export async function overtakenRefusals(act: Act, since: Instant, limit: number): Promise<RefusedRow[]> {
  return act.tx
    .select()
    .from(fieldRefusals)
    .where(and(unsettled(act), overtaken(act), gte(fieldRefusals.at, since)))
    .orderBy(desc(fieldRefusals.at), asc(fieldRefusals.id), asc(fieldRefusals.bodyHash))
    .limit(limit);
}

/** How many there are, and since when the first one lies there. */
export async function countRefusals(act: Act): Promise<{ count: number; oldest: Instant | null }> {
  const [all] = await act.tx.select({ rows: count() }).from(fieldRefusals).where(open(act));
  const [first] = await openRefusals(act, 1);
  return { count: all?.rows ?? 0, oldest: first?.at ?? null };
}

/** @throws Refusal `not_found` out of reach */
export async function findRefusal(
  act: Act,
  { writerId, id, bodyHash }: Pick<RefusedRow, 'writerId' | 'id' | 'bodyHash'>,
  action: Action,
): Promise<RefusedRow> {
  const [row] = await act.tx
    .select()
    .from(fieldRefusals)
    .where(
      and(
        eq(fieldRefusals.writerId, writerId),
        eq(fieldRefusals.id, id),
        eq(fieldRefusals.bodyHash, bodyHash),
        regionScope(act, action, fieldRefusals.regionCode),
      ),
    );
  return must(row);
}

/** @throws Refusal `already_done` */
export async function settleRefusal(act: Act, { writerId, id, bodyHash }: RefusedRow): Promise<void> {
  const [settled] = await act.tx
    .update(fieldRefusals)
    .set({ settledAt: act.now, settledBy: act.actor.id })
    .where(
      and(
        eq(fieldRefusals.writerId, writerId),
        eq(fieldRefusals.id, id),
        eq(fieldRefusals.bodyHash, bodyHash),
        isNull(fieldRefusals.settledAt),
      ),
    )
    .returning({ id: fieldRefusals.id });
  if (!settled) throw new Refusal('already_done');
}
