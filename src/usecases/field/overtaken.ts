/**
 * A refused correction closes by itself when its record waits for none any more. Who took the record further, and when, is said
 * to whoever reaches it.
 */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import type { MoveName } from '#domain/exchange';
import { exchangeInReach } from '#domain/reach';
import { type Exchange, exchangesById, lastMovesFrom } from '#records/exchange';
import type { RefusedRow } from '#records/field-refusal';

export interface Overtaken {
  /** Null out of reach: then nothing is told of it. */
  exchangeId: string | null;
  /** How it stopped waiting; null where it never did wait, or out of reach. */
  by: { move: MoveName; actorId: string; at: Instant } | null;
}

/** By the id of the record that was to be put right; of those that still wait, or are none, there is nothing. */
export async function overtakenBy(act: Act, rows: readonly RefusedRow[]): Promise<Map<string, Overtaken>> {
  const ids = [
    ...new Set(rows.flatMap(({ settledAt, corrects }) => (settledAt === null && corrects ? [corrects] : []))),
  ];
  const moves = await lastMovesFrom(act, ids, 'returned');
  const gone = (await exchangesById(act, ids)).filter(({ state }) => state !== 'returned');
  return new Map(
    gone.map((exchange) => {
      const reached = isReached(act, exchange);
      const move = reached ? moves.get(exchange.id) : undefined;
      const by = move ? { move: move.move, actorId: move.actorId, at: move.at } : null;
      return [exchange.id, { exchangeId: reached ? exchange.id : null, by }];
    }),
  );
}

const isReached = ({ actor }: Act, exchange: Exchange): boolean =>
  exchangeInReach(actor, 'exchange.read', {
    ...exchange,
    volunteerIds: exchange.volunteers.map(({ memberId }) => memberId),
  });
