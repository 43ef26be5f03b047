/**
 * 没有疑问的记录: rows that may be credited together after one look at the list. Whatever asks for a second look, flags,
 * thin evidence, an earlier step of one's own, is opened by itself and decided by itself.
 */
import type { Act } from '#db/act';
import { grantsFor } from '#domain/permission';
import { type RegionCode, reaches } from '#domain/region';
import { evidenceFor } from '#records/evidence';
import type { Exchange } from '#records/exchange';
import { flagsFor } from '#records/flag';
import { servicesOf } from '#records/service';
import { circleOf, stageOf, whyBarredIn } from '#usecases/exchange/eyes';
import { flagsNow, gradingOver, tracesOf } from '#usecases/exchange/grading';
import { closeOf } from '#usecases/exchange/reflag';
import { gradeFrom } from '#usecases/exchange/value';

/** What asks for a second look, the first that was found. */
export type Doubt = 'moved' | 'unchecked' | 'flags' | 'evidence' | 'closed' | 'barred';

export interface Cleanness {
  grade: string | null;
  doubt: Doubt | null;
}

/** By id. However long the list is, it is read in the same few statements. */
export async function cleannessOf(act: Act, list: readonly Exchange[]): Promise<Map<string, Cleanness>> {
  if (list.length === 0) return new Map();
  const ids = list.map((one) => one.id);
  const flags = await flagsFor(act, ids);
  const evidence = await evidenceFor(act, ids);
  const factsOf = ({ id }: Exchange) => evidence.get(id) ?? [];
  const waiting = list.map((exchange) => ({ exchange, stage: stageOf(exchange), facts: factsOf(exchange) }));
  const traces = await tracesOf(act, list, evidence);
  const services = await servicesOf(act, list);
  const circle = await circleOf(act, waiting, traces.people);
  const grading = gradingOver(act, evidence, { traces, services, humansBehind: circle.humansBehind });
  const barred = whyBarredIn(circle, act.actor, waiting);
  const closed = closedFor(act);
  return new Map(
    list.map((exchange, at) => {
      const graded = exchange.servedOn ? gradeFrom(act, exchange, true, grading, circle.humansBehind) : null;
      const known = {
        flagged: flagsNow(flags.get(exchange.id) ?? [], grading, exchange).length > 0,
        thin: graded?.lacks !== null,
        barred: barred[at] !== null,
        closed: () => closed(exchange),
      };
      return [exchange.id, { grade: graded?.grade ?? null, doubt: doubtOf(exchange, known) }];
    }),
  );
}

interface Known {
  flagged: boolean;
  /** Too little evidence, or none yet. */
  thin: boolean;
  barred: boolean;
  /** The books of its month are closed for this actor. */
  closed: () => boolean;
}

function doubtOf(exchange: Exchange, known: Known): Doubt | null {
  if (exchange.state !== 'confirmed') return 'moved';
  if (exchange.checkedAt === null) return 'unchecked';
  if (known.flagged) return 'flags';
  if (known.thin) return 'evidence';
  if (known.closed()) return 'closed';
  return known.barred ? 'barred' : null;
}

/** The closing day is looked for once for each place and day of a list, however many were served there on it. */
function closedFor(act: Act): (exchange: Exchange) => boolean {
  const known = new Map<string, boolean>();
  return (exchange) => {
    const key = `${exchange.regionCode} ${exchange.servedOn}`;
    const closed = known.get(key) ?? (isClosed(act, exchange) && !countyFor(act, exchange.regionCode));
    known.set(key, closed);
    return closed;
  };
}

/** The books of its month are closed: the county decides. */
export const isClosed = (act: Act, exchange: Pick<Exchange, 'regionCode' | 'servedOn'>): boolean =>
  exchange.servedOn !== null && act.today > closeOf(act, exchange.regionCode, exchange.servedOn);

export const countyFor = (act: Act, regionCode: RegionCode): boolean =>
  grantsFor(act.actor, 'exchange.creditLate').some((grant) => reaches(grant.regionCode, regionCode));
