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
import { type ServiceRow, servicesOf } from '#records/service';
import { type HumansBehind, humansAround } from '#records/user';

type Known = Pick<GradeQuestion, 'loggerDevices' | 'approverDevices' | 'handIds' | 'humanOf' | 'serviceMaximum'>;

export interface Grading {
  /** The evidence of a record, with what is known of the devices it came from. */
  factsOf: (exchange: Exchange) => readonly Evidence[];
  knownOf: (exchange: Exchange) => Known;
}

type EvidenceBy = ReadonlyMap<string, readonly EvidenceRow[]>;

/** What people left behind around some records: who moved them on, and who was ever signed in where their evidence came from. */
export interface Traces {
  movers: ReadonlyMap<string, readonly string[]>;
  logins: ReadonlyMap<string, readonly string[]>;
  /** Everybody of whom it will be asked which human they are. */
  people: readonly (string | null)[];
}

/** @param evidence what stands, by record */
export async function tracesOf(act: Act, list: readonly Exchange[], evidence: EvidenceBy): Promise<Traces> {
  const rows = list.flatMap(({ id }) => evidence.get(id) ?? []);
  const movers = await moversOf(
    act,
    list.map(({ id }) => id),
  );
  const logins = await loginsOn(
    act,
    rows.map(({ device }) => device),
  );
  const people = [
    act.actor.id,
    ...[...movers.values(), ...logins.values()].flat(),
    ...list.map(({ loggedBy }) => loggedBy),
    ...rows.flatMap(({ enteredBy, byId, pinSetBy }) => [enteredBy, byId, pinSetBy]),
  ];
  return { movers, logins, people };
}

/** @param evidence what stands, by record */
export async function gradingFor(act: Act, list: readonly Exchange[], evidence: EvidenceBy): Promise<Grading> {
  const traces = await tracesOf(act, list, evidence);
  const services = await servicesOf(act, list);
  return gradingOver(act, evidence, { traces, services, humansBehind: await humansAround(act, traces.people) });
}

/** The same where everything is at hand. */
export function gradingOver(
  act: Act,
  evidence: EvidenceBy,
  known: { traces: Traces; services: ReadonlyMap<string, ServiceRow>; humansBehind: HumansBehind },
): Grading {
  const { services, humansBehind } = known;
  const { movers, logins } = known.traces;
  const rowsOf = ({ id }: Exchange) => evidence.get(id) ?? [];
  const names = new Map<string, string>();
  const humanOf = (id: string): string => {
    const one = names.get(id) ?? [...humansBehind([id])].sort()[0] ?? id;
    names.set(id, one);
    return one;
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
