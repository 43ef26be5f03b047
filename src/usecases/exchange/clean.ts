/**
 * 没有疑问的记录: rows that may be credited together after one look at the list. Whatever asks for a second look, flags,
 * thin evidence, an earlier step of one's own, is opened by itself and decided by itself.
 */
import type { Act } from '#db/act';
import { grantsFor } from '#domain/permission';
import { type RegionCode, reaches } from '#domain/region';
import type { Exchange } from '#records/exchange';
import { flagsFor } from '#records/flag';
import { stageOf, whyBarred } from '#usecases/exchange/barred';
import { closeOf } from '#usecases/exchange/reflag';
import { gradeFor } from '#usecases/exchange/value';

/** What asks for a second look, the first that was found. */
export type Doubt = 'moved' | 'unchecked' | 'flags' | 'evidence' | 'closed' | 'barred';

export interface Cleanness {
  grade: string | null;
  doubt: Doubt | null;
}

export async function cleannessOf(act: Act, list: readonly Exchange[]): Promise<Map<string, Cleanness>> {
  const flags = await flagsFor(
    act,
    list.map((one) => one.id),
  );
  const found = new Map<string, Cleanness>();
  for (const exchange of list) {
    const served = exchange.servedOn !== null;
    const { grade, lacks } = served ? await gradeFor(act, exchange, true) : { grade: null, lacks: 'kinds' };
    const flagged = (flags.get(exchange.id) ?? []).length > 0;
    found.set(exchange.id, { grade, doubt: await doubtOf(act, exchange, flagged, lacks !== null) });
  }
  return found;
}

async function doubtOf(act: Act, exchange: Exchange, flagged: boolean, thin: boolean): Promise<Doubt | null> {
  if (exchange.state !== 'confirmed') return 'moved';
  if (exchange.checkedAt === null) return 'unchecked';
  if (flagged) return 'flags';
  if (thin) return 'evidence';
  if (isClosed(act, exchange) && !countyFor(act, exchange.regionCode)) return 'closed';
  return (await whyBarred(act, exchange, stageOf(exchange))) === null ? null : 'barred';
}

/** The books of its month are closed: the county decides. */
export const isClosed = (act: Act, exchange: Pick<Exchange, 'regionCode' | 'servedOn'>): boolean =>
  exchange.servedOn !== null && act.today > closeOf(act, exchange.regionCode, exchange.servedOn);

export const countyFor = (act: Act, regionCode: RegionCode): boolean =>
  grantsFor(act.actor, 'exchange.creditLate').some((grant) => reaches(grant.regionCode, regionCode));
