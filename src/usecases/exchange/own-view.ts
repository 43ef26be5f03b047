/** A member's own exchange: `viewExchange`, whom to call there, and until when something can be taken back. Decides nothing. */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import type { State } from '#domain/exchange';
import type { RegionCode } from '#domain/region';
import { creditOf } from '#ledger/reverse';
import { type Exchange, recentOf } from '#records/exchange';
import { type FieldRow, setOutBy } from '#records/field-record';
import { countExchanges } from '#records/member-exchange';
import { countUnread } from '#records/notice';
import { personsById } from '#records/person';
import { hamletNames, type PlaceName, placeNames } from '#records/place';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type Pair, pairOf } from '#usecases/exchange/pair';
import { type ExchangeLine, type ExchangeView, linesFor, viewExchange } from '#usecases/exchange/view';
import { storiesOf } from '#usecases/statement/story';

export interface OwnView extends ExchangeView {
  /** Its setting out, where that was kept on a phone. */
  setOut: FieldRow | null;
  /** When it was read: how long somebody is on the way. */
  now: Instant;
  /** The helper of the place where it is served, and her work number. */
  helper: { name: string; phone: string } | null;
  /** Where each of the volunteers lives. */
  villages: Map<RegionCode, PlaceName>;
  /** Working days after which a request that nobody looked at shows at the county. */
  decisionDays: number;
  /** The entry by which it was credited; null before. */
  receipt: { journal: string; seq: number; leaf: string } | null;
  /** The other half of a correction. */
  pair: Pair;
  /** The event that was wrong, where its credit or what stands instead is part of a correction. */
  corrected: string | null;
  /** 自然村 of the people served; '' where it is not on file. */
  hamlet: string;
  /** Until when whoever asked may take the request back; null when it was not her, or too late. */
  undoUntil: Instant | null;
  /** The same for a confirmation that this actor gave. */
  takeBackUntil: Instant | null;
}

const MINUTE_MS = 60_000;
const UNDOABLE: readonly State[] = ['requested', 'approved'];

/** @throws Refusal not_found */
export async function viewOwn(desk: Desk, id: string): Promise<OwnView> {
  const view = await viewExchange(desk, id);
  const { exchange, evidence, beneficiaries, volunteers } = view;
  return desk.read(async (act) => {
    const hamletId = beneficiaries[0]?.hamletId ?? null;
    const asked = UNDOABLE.includes(exchange.state) && exchange.requestedBy === act.actor.id;
    const gave = evidence.some((fact) => fact.at === exchange.confirmedAt && fact.enteredBy === act.actor.id);
    return {
      ...view,
      setOut: await setOutBy(act, id),
      now: act.now,
      helper: await findHelper(act.tx, exchange.regionCode, act.today),
      villages: await placeNames(
        act,
        volunteers.map(({ regionCode }) => regionCode),
      ),
      decisionDays: act.policy.get('decision.escalateWorkingDays', exchange.regionCode, act.today),
      receipt: await receiptOf(act, exchange),
      pair: await pairOf(act, exchange),
      corrected: await correctedIn(act, exchange),
      hamlet: (await hamletNames(act, [hamletId])).get(hamletId ?? '')?.name ?? '',
      undoUntil: asked ? windowAfter(act, exchange, exchange.requestedAt) : null,
      takeBackUntil: exchange.state === 'confirmed' && gave ? windowAfter(act, exchange, exchange.confirmedAt) : null,
    };
  });
}

async function receiptOf(act: Act, { id, creditedAt }: Exchange): Promise<OwnView['receipt']> {
  const credit = creditedAt === null ? null : await creditOf(act, id);
  return credit && { journal: credit.journal, seq: credit.seq, leaf: credit.leafHash.toString('hex') };
}

async function correctedIn(act: Act, { id, creditedAt }: Exchange): Promise<string | null> {
  const credit = creditedAt === null ? null : await creditOf(act, id);
  return credit ? ((await storiesOf(act, [credit])).get(credit.eventId)?.eventId ?? null) : null;
}

/** The end of the undo window, when it is not over. */
function windowAfter(act: Act, { regionCode }: Exchange, from: Instant | null): Instant | null {
  const until = (from ?? 0) + act.policy.get('redeem.undoWindowMin', regionCode, act.today) * MINUTE_MS;
  return until >= act.now ? until : null;
}

export interface OwnRecords {
  lines: ExchangeLine[];
  count: number;
  /** She serves, and may write down a visit of hers. */
  serves: boolean;
  /** How much she was told and has not read. */
  unread: number;
}

/** My records, on both sides and of those I act for: the newest first. */
export const listOwn = (desk: Desk, { limit, offset }: { limit: number; offset: number }): Promise<OwnRecords> =>
  desk.read(async (act) => {
    const found = await recentOf(act, 'exchange.read', undefined, limit, offset);
    const me = (await personsById(act, [act.actor.id])).get(act.actor.id);
    return {
      lines: await linesFor(act, found),
      count: await countExchanges(act, 'exchange.read'),
      serves: me?.serves ?? false,
      unread: await countUnread(act),
    };
  });
