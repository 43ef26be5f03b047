/** 该去看的: who is owed a visit on this day, what cannot wait first. Nobody who is away, and nobody whom she has looked in on meanwhile. */
import type { Day } from '#domain/day';
import { meetsDue } from '#domain/visit';
import type { FieldRecord, Owed, Person } from '#field/types';

export interface OwedPerson extends Person {
  owed: Owed;
}

/** After a crisis or a storm nobody waits for the rhythm. */
const SOON: readonly Owed['kind'][] = ['crisis', 'storm'];

const first = ({ kind }: Owed): number => (SOON.includes(kind) ? 0 : 1);

/** @param made of the records on this phone that the house did not refuse: on which day each was */
export const owedNow = (
  people: readonly Person[],
  made: readonly { record: FieldRecord; on: Day }[],
  today: Day,
): OwedPerson[] =>
  people
    .filter((one): one is OwedPerson => Boolean(one.owed) && one.away === null)
    .filter((one) => one.owed.from <= today && !made.some(({ record, on }) => meets(record, on, one)))
    .sort((a, b) => first(a.owed) - first(b.owed) || (a.owed.by < b.owed.by ? -1 : a.owed.by > b.owed.by ? 1 : 0));

/** As the house meets it: a duty visit at which she was there, or a service of whoever is paired with her. */
function meets(record: FieldRecord, on: Day, { id, owed, pairedIds = [] }: OwedPerson): boolean {
  if (!record.memberIds.includes(id) || on < owed.from) return false;
  if ('mode' in record) return meetsDue(record.mode);
  return 'volunteers' in record && record.volunteers.some(({ memberId }) => pairedIds.includes(memberId));
}
