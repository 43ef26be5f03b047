/** What checking the books of a house finds, as `npm run verify` and the night do it. The drills know no other way in. */
import type { Fault } from '#ledger/check/fault';
import { deskFor, type House } from '#usecases/desk';
import { checkedBooks } from '#usecases/ledger/audit';

export async function faultsOf(house: House): Promise<Fault[]> {
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'audit' });
  const checked = await checkedBooks(desk);
  return checked.flatMap(({ faults }) => faults);
}
