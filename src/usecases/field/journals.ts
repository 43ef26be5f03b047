/** Which journals taking a record in may post to: a unit knows them before it begins. A visit that is written down posts nothing. */
import type { Act } from '#db/act';
import type { FieldRecord } from '#domain/field/record';
import { must, Refusal } from '#domain/refusal';
import { findPersons } from '#records/person';
import type { Desk } from '#usecases/desk';
import { coverJournals } from '#usecases/exchange/cover';
import { decidingJournals } from '#usecases/exchange/reach';

/** What is out of reach has none: why it is, is said in the unit, and what was taken in before is still told as such. */
export async function journalsOf(desk: Desk, record: FieldRecord): Promise<string[]> {
  if (record.kind === 'visit' || record.kind === 'go') return [];
  try {
    return await desk.read((act) =>
      record.kind === 'ask' ? asked(act, record.memberIds) : decidingJournals(act, record.order, 'exchange.log'),
    );
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return [];
    throw error;
  }
}

async function asked(act: Act, beneficiaryIds: string[]): Promise<string[]> {
  const [first] = await findPersons(act, beneficiaryIds, 'exchange.request');
  return coverJournals(act, { beneficiaryIds, regionCode: must(first).regionCode });
}
