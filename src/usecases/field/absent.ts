/** 没见到人, written down on the way with no signal. Whatever was done with the order meanwhile stands. */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import type { AbsentRecord } from '#domain/field/record';
import { Refusal } from '#domain/refusal';
import { nobodyHomeIn } from '#usecases/exchange/nobody-home';
import { reachExchange } from '#usecases/exchange/reach';
import type { Writer } from '#usecases/exchange/writer';
import { goneOrGoing } from '#usecases/field/went';

/**
 * In the unit of whoever takes the record in, which has locked `journalsOf` it.
 * @param day that she went, where her setting out has not come and is written down with this
 * @throws Refusal not_found · not_understood (other people than the order has) · state_moved · what setting out refuses
 */
export async function absentIn(act: Act, record: AbsentRecord, day: Day, writer: Writer): Promise<{ id: string }> {
  const { of } = record;
  const id =
    'order' in of ? of.order : await goneOrGoing(act, { ...record, ...of.went }, { on: day, start: null }, writer);
  const reached = await reachExchange(act, id, 'exchange.log');
  if (!reached.exchange.beneficiaryIds.some((one) => record.memberIds.includes(one))) {
    throw new Refusal('not_understood', { field: 'memberIds' });
  }
  await nobodyHomeIn(act, reached, record.note, writer);
  return { id };
}
