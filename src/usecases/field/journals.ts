/** Which journals taking a record in may post to: a unit knows them before it begins. A visit that is written down posts nothing. */
import type { Act } from '#db/act';
import type { AbsentRecord, FieldRecord } from '#domain/field/record';
import { must, Refusal } from '#domain/refusal';
import { findPersons } from '#records/person';
import type { Desk } from '#usecases/desk';
import { coverJournals } from '#usecases/exchange/cover';
import { decidingJournals } from '#usecases/exchange/reach';
import { goneAs } from '#usecases/field/went';

/**
 * What is out of reach has none: why it is, is said in the unit, and what was taken in before is still told as such.
 * @param writerId whose phone it was, where somebody else hands it in
 */
export async function journalsOf(desk: Desk, record: FieldRecord, writerId: string = desk.actor.id): Promise<string[]> {
  if (record.kind === 'visit' || record.kind === 'go' || record.kind === 'duty') return [];
  try {
    return await desk.read((act) =>
      record.kind === 'ask' ? asked(act, record.memberIds) : ended(act, record, writerId),
    );
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return [];
    throw error;
  }
}

/** A setting out that has not come holds nothing. */
async function ended(act: Act, { of }: AbsentRecord, writerId: string): Promise<string[]> {
  const id = 'order' in of ? of.order : await goneAs(act, of.went.id, writerId);
  return id === null ? [] : decidingJournals(act, id, 'exchange.log');
}

async function asked(act: Act, beneficiaryIds: string[]): Promise<string[]> {
  const [first] = await findPersons(act, beneficiaryIds, 'exchange.request');
  return coverJournals(act, { beneficiaryIds, regionCode: must(first).regionCode });
}
