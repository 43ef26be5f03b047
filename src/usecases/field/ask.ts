/**
 * 请人帮手, written down at her door with no signal. Whether her minutes reach and whether the town looks at it first is told
 * when it comes here: a phone has no balances.
 */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import type { AskRecord } from '#domain/field/record';
import { requestIn } from '#usecases/exchange/request';
import type { Writer } from '#usecases/exchange/writer';

/**
 * In the unit of whoever takes the record in, which has locked `journalsOf` it.
 * @throws Refusal what a request refuses
 */
export function askIn(
  act: Act,
  record: AskRecord,
  plannedOn: Day,
  writer: Pick<Writer, 'id'>,
): Promise<{ id: string }> {
  const { memberIds, serviceCode, minutes, start, halfDay, wish, urgent, consentHow } = record;
  const when = { plannedOn, plannedStart: start, plannedHalfDay: halfDay, plannedMinutes: minutes };
  return requestIn(act, { memberIds, serviceCode, ...when, wish, wantsOwn: false, urgent, consentHow }, writer.id);
}
