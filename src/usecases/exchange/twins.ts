/** 另外那一条: the records beside which one is flagged `twice`, so that whoever decides can open both. */
import type { Act } from '#db/act';
import { type TwinVisit, twinsOf } from '#domain/flags';
import { exchangeInReach } from '#domain/reach';
import { type Exchange, SERVED, servedBetween } from '#records/exchange';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

type Flagged = Pick<ExchangeLine, 'exchange' | 'flags'>;

/** By record, those within reach; read once, however long the list is. */
export async function twinsFor(act: Act, list: readonly Flagged[]): Promise<Map<string, ExchangeLine[]>> {
  const flagged = list.filter(({ flags }) => flags.includes('twice')).map(({ exchange }) => exchange);
  const days = flagged.flatMap(({ servedOn }) => servedOn ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return new Map();
  const people = { volunteerIds: flagged.flatMap(volunteersOf), beneficiaryIds: [] };
  const beside = await servedBetween(act, people, first, last);
  // What was decided keeps its flag and lies beside others still; the others do not lie beside it.
  const known = new Map([...beside, ...flagged].map((exchange) => [exchange.id, exchange]));
  const twins = twinsOf([...known.values()].flatMap(visitOf));
  const stands = (exchange: Exchange) => SERVED.includes(exchange.state) && isReached(act, exchange);
  const others = [...new Set(flagged.flatMap(({ id }) => twins.get(id) ?? []))].flatMap((id) => known.get(id) ?? []);
  const lines = new Map((await linesFor(act, others.filter(stands))).map((line) => [line.exchange.id, line]));
  return new Map(flagged.map(({ id }) => [id, (twins.get(id) ?? []).flatMap((other) => lines.get(other) ?? [])]));
}

const volunteersOf = ({ volunteers }: Exchange): string[] => volunteers.map(({ memberId }) => memberId);

const isReached = ({ actor }: Act, exchange: Exchange): boolean =>
  exchangeInReach(actor, 'exchange.read', { ...exchange, volunteerIds: volunteersOf(exchange) });

function visitOf(exchange: Exchange): TwinVisit[] {
  const { id, beneficiaryIds, servedOn, startMinute: start, halfDay } = exchange;
  return servedOn === null
    ? []
    : [{ id, volunteerIds: volunteersOf(exchange), beneficiaryIds, servedOn, start, halfDay }];
}
