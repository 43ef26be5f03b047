/** Medium and high risk is promised to nobody who is not insured; asked before anybody goes (china-rules: art. 15–17). */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { covered, needsInsurance } from '#domain/insurance';
import { Refusal } from '#domain/refusal';
import { insurancesFor } from '#records/insurance';
import type { Person } from '#records/person';
import type { ServiceRow } from '#records/service';

type Somebody = Pick<Person, 'id' | 'bornOn' | 'regionCode'>;

/** Of these people, who is covered on a day: read once for the whole list. */
export async function insuredAmong(act: Act, people: readonly Somebody[]): Promise<(id: string, day: Day) => boolean> {
  const { insurances, names } = await insurancesFor(act, people);
  const byId = new Map(people.map((one) => [one.id, one]));
  return (id, day) => {
    const one = byId.get(id);
    return one !== undefined && covered(one, day, insurances, names);
  };
}

/** @throws Refusal volunteer_uninsured, with the name and the day, and `why` as `refuseUnready` has it */
export async function refuseUninsured(act: Act, volunteer: Person, service: ServiceRow, day: Day): Promise<void> {
  if (!needsInsurance(service)) return;
  const insured = await insuredAmong(act, [volunteer]);
  if (insured(volunteer.id, day)) return;
  throw new Refusal('volunteer_uninsured', { field: 'volunteerId', name: volunteer.name, day, why: 'insurance' });
}
