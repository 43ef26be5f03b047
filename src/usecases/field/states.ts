/** 我交的记录: what came of the records of one's own phone, asked by the ids that the phone gave them. */

import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import type { State } from '#domain/exchange';
import { FORMS, type Form } from '#domain/field/form';
import type { Flag } from '#domain/flags';
import type { RefusalCode, RefusalParams } from '#domain/refusal';
import type { Times } from '#domain/served';
import { type Exchange, exchangesById } from '#records/exchange';
import { type FieldRow, recordsOf } from '#records/field-record';
import { refusalsOf } from '#records/field-refusal';
import { flagsFor } from '#records/flag';
import { visitsById, visitsOfExchanges } from '#records/visit';
import type { Desk } from '#usecases/desk';
import { ordersLike } from '#usecases/exchange/same-visit';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { becameOf, type VisitBecame } from '#usecases/visit/became';

/** Four answers that a helper can act on. `ended`: decided, and nothing was credited. */
export type Standing = 'waiting' | 'change' | 'credited' | 'ended';

export interface TakenState {
  id: string;
  exchangeId: string;
  /** What the record was for: of what was asked for, other things are told than of a visit. */
  does: Form['does'];
  standing: Standing;
  state: State;
  reason: string | null;
  note: string | null;
  flags: Flag[];
  /** Of a round: orders at its doors, which are still to be written down. */
  ordered: ExchangeLine[];
  pin: FieldRow['pin'];
  /** What the record says now, to be put right on the phone; null where there is nothing to put right. */
  mend: Mend | null;
  /** Of a service: the visit that was written down with it; null where there is none. */
  visit: VisitBecame | null;
  /** A body under the same id that came later and said something else. */
  reused: boolean;
}

/** Ids and figures only: a phone keeps no names in what waits. */
export interface Mend {
  /** A correction counts only as long as the record has come no further. */
  version: number;
  memberIds: string[];
  serviceCode: string;
  servedOn: Day;
  times: Times;
  volunteers: { memberId: string; minutes?: number; relative?: true }[];
}

/** 探访: no exchange, and nobody decides on it. */
export interface VisitedState {
  id: string;
  exchangeId: null;
  visitId: string;
  visit: VisitBecame;
  reused: boolean;
}

export interface RefusedState {
  id: string;
  exchangeId: null;
  code: RefusalCode;
  params: RefusalParams;
}
export type FieldState = TakenState | VisitedState | RefusedState;

/** As many as are asked about at once. */
export const MOST_STATES = 100;

const STANDINGS: Partial<Record<State, Standing>> = {
  returned: 'change',
  credited: 'credited',
  final: 'credited',
  rejected: 'ended',
  cancelled: 'ended',
  expired: 'ended',
  reversed: 'ended',
};

export const standingOf = (state: State): Standing => STANDINGS[state] ?? 'waiting';

/** @returns one for each id that is known, in the order asked for; an id that never came is not in it */
export const statesOf = (desk: Desk, ids: readonly string[]): Promise<FieldState[]> =>
  desk.read(async (act) => {
    const records = await recordsOf(act, act.actor.id, ids);
    const refused = await refusalsOf(act, act.actor.id, ids);
    const exchangeIds = records.flatMap(({ exchangeId }) => exchangeId ?? []);
    const exchanges = new Map((await exchangesById(act, exchangeIds)).map((one) => [one.id, one]));
    const flags = await flagsFor(act, exchangeIds);
    const visits = await visitsOf(act, records, exchangeIds);
    const ordered = new Map<string, ExchangeLine[]>();
    for (const exchange of exchanges.values()) {
      if (exchange.doors !== null) ordered.set(exchange.id, await orderedAt(act, exchange));
    }
    return [...new Set(ids)].flatMap((id): FieldState[] => {
      const record = records.find((one) => one.id === id);
      const why = refused.find((one) => one.id === id);
      const exchange = record && exchanges.get(record.exchangeId ?? '');
      const visit = visits.get(record?.visitId ?? record?.exchangeId ?? '') ?? null;
      if (record?.visitId && visit) {
        return [{ id, exchangeId: null, visitId: record.visitId, visit, reused: why !== undefined }];
      }
      if (record && exchange) {
        const { state, reason, reasonNote: note } = exchange;
        const standing = standingOf(state);
        const mend = standing === 'change' ? mendOf(exchange) : null;
        const told = { state, reason, note, standing, mend, pin: record.pin, reused: why !== undefined };
        const does = FORMS[record.form]?.does ?? 'visit';
        const more = { does, visit, flags: flags.get(exchange.id) ?? [], ordered: ordered.get(exchange.id) ?? [] };
        return [{ id, exchangeId: exchange.id, ...told, ...more }];
      }
      return why ? [{ id, exchangeId: null, code: why.code, params: why.params }] : [];
    });
  });

/** By the visit's own id, or by that of the service it was written down with. */
async function visitsOf(
  act: Act,
  records: readonly FieldRow[],
  exchangeIds: readonly string[],
): Promise<Map<string, VisitBecame>> {
  const own = await visitsById(
    act,
    records.flatMap(({ visitId }) => visitId ?? []),
  );
  const beside = await visitsOfExchanges(act, exchangeIds);
  const became = await becameOf(act, [...own, ...beside]);
  return new Map([...became.values()].map((one) => [one.visit.exchangeId ?? one.visit.id, one]));
}

/** A round is nobody's order, and an order that nobody writes down keeps its minutes. */
async function orderedAt(act: Act, { state, servedOn, beneficiaryIds, volunteers }: Exchange): Promise<ExchangeLine[]> {
  if (servedOn === null || standingOf(state) !== 'waiting') return [];
  const volunteerIds = volunteers.map(({ memberId }) => memberId);
  return linesFor(act, await ordersLike(act, { memberIds: beneficiaryIds, volunteerIds, servedOn }));
}

/** A request that came back has no day of service: it is asked again at the house's own page. */
function mendOf({ version, beneficiaryIds, serviceCode, servedOn, ...served }: Exchange): Mend | null {
  const { startMinute: start, endMinute: end, halfDay, servedMinutes, volunteers } = served;
  if (servedOn === null || servedMinutes === null) return null;
  const times =
    start !== null && end !== null ? { start, end } : { halfDay: halfDay ?? 'morning', minutes: servedMinutes };
  return {
    ...{ version, memberIds: beneficiaryIds, serviceCode, servedOn, times },
    volunteers: volunteers.map(({ memberId, servedMinutes: own, relative }) => ({
      memberId,
      ...(own === null || own === servedMinutes ? {} : { minutes: own }),
      ...(relative ? { relative } : {}),
    })),
  };
}
