/** 异常 as they are worked through: by deadline; and the file of one with all that was done about it. */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import {
  type AlertMoveRow,
  type AlertRow,
  alertMovesOf,
  alertsWithin,
  closedAlerts,
  findAlert,
  openAlerts,
  standingAlert,
} from '#records/alert';
import { type Answering, answeringFor } from '#records/answering';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { numbersOf, type Number as PhoneNumber } from '#records/phonebook';
import { pathOf, type RegionRow } from '#records/region';
import { type VisitRow, visitsTo } from '#records/visit';
import type { Desk } from '#usecases/desk';
import { linesOf, type MemberLine } from '#usecases/member/list';
import { ownerOf } from '#usecases/visit/view';

export interface AlertLine {
  alert: AlertRow;
  elder: MemberLine;
  owner: string | null;
  /** Her own number first, then those whom one may call about her. */
  numbers: PhoneNumber[];
}

/** More than this nobody works through in a day; the rest stands behind. */
const MOST = 200;

/** @param region a place to look at, or null for all of one's reach; out of reach there are none */
export const listAlerts = (
  desk: Desk,
  list: 'open' | 'closed',
  region: RegionCode | null = null,
): Promise<{ lines: AlertLine[]; path: RegionRow[] }> =>
  desk.read(async (act) => {
    const here = region ? alertsWithin(region) : undefined;
    const found = list === 'open' ? await openAlerts(act, MOST, here) : await closedAlerts(act, 50, here);
    return { lines: await alertLines(act, found), path: region ? await pathOf(act, region) : [] };
  });

/** A handful of reads, however many. */
export async function alertLines(act: Act, alerts: readonly AlertRow[]): Promise<AlertLine[]> {
  const ids = alerts.map(({ memberId }) => memberId);
  const persons = await personsById(act, ids);
  const lines = new Map((await linesOf(act, [...persons.values()])).map((line) => [line.id, line]));
  const names = await namesOf(
    act,
    alerts.map(({ ownerId }) => ownerId),
  );
  const numbers = await numbersOf(act, ids);
  return alerts.map((alert) => ({
    alert,
    elder: must(lines.get(alert.memberId)),
    owner: alert.ownerId ? (names.get(alert.ownerId) ?? null) : null,
    numbers: numbers.filter(({ memberId }) => memberId === alert.memberId),
  }));
}

export interface AlertFile extends AlertLine {
  person: Person;
  moves: (AlertMoveRow & { by: string | null })[];
  /** The visits on which it was found, the newest first. */
  visits: (VisitRow & { by: string | null })[];
  /** Who sees to it, with a number to call; null where no post is held. */
  answering: Answering | null;
  /** Whom it may be handed on to. */
  others: Answering[];
  closedBy: string | null;
  /** It is over, and another of its kind was found since: that one is seen to. */
  newerId: string | null;
}

const VISITS = 50;

/** @throws Refusal not_found */
export const viewAlert = (desk: Desk, id: string): Promise<AlertFile> =>
  desk.read(async (act) => {
    const alert = await findAlert(act, id, 'alert.read');
    const [line] = await alertLines(act, [alert]);
    const moves = await alertMovesOf(act, id);
    const visits = (await visitsTo(act, alert.memberId, VISITS)).filter(({ alertId }) => alertId === id);
    const names = await namesOf(act, [
      ...moves.map(({ actorId }) => actorId),
      ...visits.map(({ visitorId }) => visitorId),
      alert.closedBy,
    ]);
    const called = (who: string | null) => (who ? (names.get(who) ?? null) : null);
    return {
      ...must(line),
      person: must((await personsById(act, [alert.memberId])).get(alert.memberId)),
      moves: moves.map((move) => ({ ...move, by: called(move.actorId) })),
      visits: visits.map((visit) => ({ ...visit, by: called(visit.visitorId) })),
      newerId: alert.state === 'closed' ? ((await standingAlert(act, alert.memberId, alert.kind))?.id ?? null) : null,
      answering: await ownerOf(act, alert),
      others: await othersFor(act, alert),
      closedBy: called(alert.closedBy),
    };
  });

/** Whoever is in post there, but for the one who has it. Each once, under the nearest post. */
export async function othersFor(act: Act, { regionCode, ownerId }: AlertRow): Promise<Answering[]> {
  const known = (await answeringFor(act, [regionCode])).get(regionCode) ?? [];
  return known.filter(({ userId }, at) => userId !== ownerId && known.findIndex((one) => one.userId === userId) === at);
}
