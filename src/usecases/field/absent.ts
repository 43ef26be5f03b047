/** 没见到人, written down on the way with no signal. Whatever was done with the order meanwhile stands. */
import type { Act } from '#db/act';
import type { AbsentRecord } from '#domain/field/record';
import { Refusal } from '#domain/refusal';
import { nobodyHomeIn } from '#usecases/exchange/nobody-home';
import { reachExchange } from '#usecases/exchange/reach';
import type { Writer } from '#usecases/exchange/writer';

/**
 * In the unit of whoever takes the record in, which has locked `journalsOf` it.
 * @throws Refusal not_found · not_understood (other people than the order has) · state_moved
 */
export async function absentIn(act: Act, record: AbsentRecord, writer: Writer): Promise<{ id: string }> {
  const reached = await reachExchange(act, record.order, 'exchange.log');
  if (!reached.exchange.beneficiaryIds.some((id) => record.memberIds.includes(id))) {
    throw new Refusal('not_understood', { field: 'memberIds' });
  }
  await nobodyHomeIn(act, reached, record.note, writer);
  return { id: record.order };
}
