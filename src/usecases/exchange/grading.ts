/**
 * What a grade and the flags of trust are taken from besides the evidence: who had a hand in a record, who was ever signed in
 * on a device, and what a service takes at most. Read for any number of records in the same few statements.
 */
import type { Act } from '#db/act';
import { type Evidence, type GradeQuestion, maybeSetters } from '#domain/evidence';
import { type Flag, type TrustMarks, trustFlags } from '#domain/flags';
import { loginsOn } from '#records/device';
import type { EvidenceRow } from '#records/evidence';
import { type Exchange, moversOf } from '#records/exchange';
import { servicesByCode } from '#records/service';
import { humansAround } from '#records/user';

type Known = Pick<GradeQuestion, 'loggerDevices' | 'approverDevices' | 'handIds' | 'humanOf' | 'serviceMaximum'>;

export interface Grading {
  /** The evidence of a record, with what is known of the devices it came from. */
  factsOf: (exchange: Exchange) => readonly Evidence[];
  knownOf: (exchange: Exchange) => Known;
}

/** @param evidence what stands, by record */
export async function gradingFor(
  act: Act,
  list: readonly Exchange[],
  evidence: ReadonlyMap<string, readonly EvidenceRow[]>,
): Promise<Grading> {
  const rowsOf = ({ id }: Exchange) => evidence.get(id) ?? [];
  const rows = list.flatMap(rowsOf);
  const movers = await moversOf(
    act,
    list.map(({ id }) => id),
  );
  const logins = await loginsOn(
    act,
    rows.map(({ device }) => device),
  );
  const services = await servicesByCode(
    act,
    list.map(({ serviceCode }) => serviceCode),
  );
  const humansBehind = await humansAround(act, [
    act.actor.id,
    ...[...movers.values(), ...logins.values()].flat(),
    ...list.map(({ loggedBy }) => loggedBy),
    ...rows.flatMap(({ enteredBy, byId, pinSetBy }) => [enteredBy, byId, pinSetBy]),
  ]);
  const names = new Map<string, string>();
  const humanOf = (id: string): string => {
    const known = names.get(id) ?? [...humansBehind([id])].sort()[0] ?? id;
    names.set(id, known);
    return known;
  };
  const devicesOf = (id: string | null, facts: readonly EvidenceRow[]) =>
    facts.flatMap(({ device }) => {
      const there = device ? (logins.get(device) ?? []) : [];
      return device && id && there.some((one) => humanOf(one) === humanOf(id)) ? [device] : [];
    });
  return {
    factsOf: (exchange) => rowsOf(exchange).map((fact) => ({ ...fact, shared: isShared(fact, logins) })),
    knownOf: (exchange) => ({
      loggerDevices: devicesOf(exchange.loggedBy, rowsOf(exchange)),
      approverDevices: devicesOf(act.actor.id, rowsOf(exchange)),
      handIds: movers.get(exchange.id) ?? [],
      humanOf,
      serviceMaximum: services.get(exchange.serviceCode)?.maxMinutes,
    }),
  };
}

const isStaff = (id: string): boolean => id.startsWith('usr_');

/** A member spoke on a device where an officer was ever signed in. */
export const isShared = ({ enteredBy, device }: EvidenceRow, logins: ReadonlyMap<string, readonly string[]>): boolean =>
  !isStaff(enteredBy) && device !== null && (logins.get(device) ?? []).some(isStaff);

/** Flags as they were written, and as people and devices are known now: an officer may have signed in there only since. */
export const flagsNow = (flags: readonly Flag[], grading: Grading, exchange: Exchange): Flag[] =>
  [...new Set([...flags, ...trustFlags(trustMarks(grading, exchange))])].sort();

/** Long enough for somebody else to have looked in on her since, and for her to have used her PIN herself. */
const PIN_NEW_DAYS = 30;
const DAY_MS = 86_400_000;

export function trustMarks({ factsOf, knownOf }: Grading, exchange: Exchange): TrustMarks {
  const facts = factsOf(exchange);
  const { handIds = [], humanOf } = knownOf(exchange);
  const hands = { humanOf, handIds: [...handIds, ...(exchange.loggedBy ? [exchange.loggedBy] : [])] };
  const isNew = ({ at, pinSetAt }: Evidence) => pinSetAt != null && at - pinSetAt < PIN_NEW_DAYS * DAY_MS;
  return {
    pinNew: facts.some((fact) => isNew(fact) && maybeSetters(fact, facts, hands)),
    sharedDevice: facts.some((fact) => fact.shared === true),
  };
}
