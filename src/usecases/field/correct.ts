/**
 * 改好的记录: what came back and was put right on the phone. It counts only on the record as the phone knew it: whatever
 * was done with that meanwhile stands, and she looks before she writes over it.
 */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import type { VisitRecord } from '#domain/field/record';
import { Refusal } from '#domain/refusal';
import { correctIn } from '#usecases/exchange/log';
import { reachExchange } from '#usecases/exchange/reach';
import type { Writer } from '#usecases/exchange/writer';

/**
 * In the unit of whoever takes the record in.
 * @throws Refusal not_found · corrected_meanwhile · not_understood (other people than the record has) · what correcting refuses
 */
export async function correctVisitIn(
  act: Act,
  {
    corrects,
    record,
    servedOn,
  }: { corrects: NonNullable<VisitRecord['corrects']>; record: VisitRecord; servedOn: Day },
  writer: Writer,
): Promise<{ id: string }> {
  const { exchangeId, version } = corrects;
  const reached = await reachExchange(act, exchangeId, 'exchange.correct');
  const { exchange } = reached;
  if (!exchange.beneficiaryIds.some((id) => record.memberIds.includes(id))) {
    throw new Refusal('not_understood', { field: 'memberId' });
  }
  if (exchange.version !== version || exchange.state !== 'returned') throw new Refusal('corrected_meanwhile');
  const { times, volunteers, serviceCode } = record;
  await correctIn(act, reached, { servedOn, times, volunteers, serviceCode }, writer);
  return { id: exchangeId };
}
