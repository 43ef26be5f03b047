/**
 * 是不是这一条? What a visit that is being written down may be already: an open order of a day before or after, or a record of
 * the same pair on the same day, made by a phone at the door or from another sheet. Of one that is on record nothing is
 * written anew: whoever says so only adds her word, and the thumb that stands on her paper.
 */
import type { Act } from '#db/act';
import { addDays, type Day } from '#domain/day';
import type { EvidenceKind } from '#domain/evidence';
import { Refusal } from '#domain/refusal';
import { readServed } from '#domain/served';
import { addEvidence, evidenceOf, type NewEvidence } from '#records/evidence';
import { again, type Exchange, SERVED } from '#records/exchange';
import { openOrders, recordsOn } from '#records/recent';
import type { Desk } from '#usecases/desk';
import { type CardLine, confirmIn, wallCardFacts } from '#usecases/exchange/confirm';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import type { Log } from '#usecases/exchange/log';
import { reachExchange } from '#usecases/exchange/reach';
import { reflagRelatives } from '#usecases/exchange/reflag';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import type { Writer } from '#usecases/exchange/writer';

export interface Seen {
  memberIds: readonly string[];
  volunteerIds: readonly string[];
  servedOn: Day;
}

export const ordersLike = (act: Act, { servedOn, ...people }: Seen): Promise<Exchange[]> =>
  openOrders(act, 'exchange.log', { ...people, from: addDays(servedOn, -1), to: addDays(servedOn, 1) });

/** @param apart records that are known to be other visits */
export const recordsLike = async (act: Act, seen: Seen, apart: readonly string[] = []): Promise<Exchange[]> =>
  (await recordsOn(act, 'exchange.log', seen)).filter(({ id }) => !apart.includes(id));

/** Orders first, then what is on record. */
export const sameVisitsIn = async (act: Act, seen: Seen, apart: readonly string[] = []): Promise<ExchangeLine[]> =>
  linesFor(act, [...(await ordersLike(act, seen)), ...(await recordsLike(act, seen, apart))]);

export const sameVisits = (desk: Desk, seen: Seen, apart?: readonly string[]): Promise<ExchangeLine[]> =>
  desk.read((act) => sameVisitsIn(act, seen, apart));

/** Where it is known which order it was: only what is on record. */
export const sameRecords = (desk: Desk, seen: Seen): Promise<ExchangeLine[]> =>
  desk.read(async (act) => linesFor(act, await recordsLike(act, seen)));

/** @throws Refusal which_record (it may be on record) */
export async function askWhichRecord(act: Act, seen: Seen, apart?: readonly string[]): Promise<void> {
  if ((await recordsLike(act, seen, apart)).length > 0) throw new Refusal('which_record', { field: 'order' });
}

export const isOnRecord = ({ state, servedOn }: Pick<Exchange, 'state' | 'servedOn'>): boolean =>
  servedOn !== null && SERVED.includes(state);

/** The record that a visit turned out to be. */
export interface Joined {
  /** Both say the same minutes. What says others is kept beside it and confirms nothing. */
  agrees: boolean;
}

/** Somebody else's word for a visit that is on record. @throws Refusal not_found (another pair or day) · family_record */
export async function joinIn(
  act: Act,
  exchange: Exchange,
  log: Pick<Log, 'servedOn' | 'times' | 'volunteers'>,
  writer: Writer,
): Promise<Joined> {
  const { minutes } = readServed(act.today, log.servedOn, log.times);
  const ids = log.volunteers.map(({ memberId }) => memberId);
  const pair = exchange.volunteers.some(({ memberId }) => ids.includes(memberId));
  if (!pair || exchange.servedOn !== log.servedOn) throw new Refusal('not_found', { field: 'order' });
  await refuseFamilyRecord(act, [...exchange.beneficiaryIds, ...ids], writer.personId);
  const agrees = minutes === exchange.servedMinutes;
  const kind: EvidenceKind = act.actor.kind === 'member' ? 'self_word' : 'helper_word';
  const word = { kind, byId: writer.id, deviceAt: writer.deviceAt, minutes: agrees ? null : minutes };
  await addNew(act, exchange.id, [word]);
  return { agrees };
}

/** What stands there already is not said a second time. */
async function addNew(act: Act, id: string, facts: readonly NewEvidence[]): Promise<void> {
  const known = await evidenceOf(act, id);
  for (const fact of facts) {
    const { kind, byId, cardLine = null, sheet = null, minutes = null } = fact;
    const said = known.some(
      (one) =>
        one.kind === kind &&
        one.byId === byId &&
        one.cardLine === cardLine &&
        one.sheet === sheet &&
        one.minutes === minutes,
    );
    if (!said) await addEvidence(act, id, fact);
  }
}

/**
 * Her thumb for a record that was there before: it confirms what waits for that and says the same, and else stands beside it.
 * @throws Refusal what a witness refuses
 */
export async function joinCardIn(act: Act, id: string, card: CardLine, { agrees }: Joined): Promise<void> {
  const reached = await reachExchange(act, id, 'exchange.confirm');
  const { exchange } = reached;
  if (agrees && exchange.state === 'logged') return confirmIn(act, reached, { means: 'wallCard', ...card });
  await addNew(act, id, await wallCardFacts(act, exchange, card));
  await reflagRelatives(act, await again(act, exchange));
}

/** The same after the visit was answered for. @throws Refusal as for a unit of somebody else's */
export const joinCard = (desk: Desk, { id, card, joined }: { id: string; card: CardLine; joined: Joined }) =>
  desk.write([], (act) => joinCardIn(act, id, card, joined));
