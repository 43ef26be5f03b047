/** Somebody on a list moved, left or died: her row follows in the same unit, while the storm is not closed. */
import type { Act } from '#db/act';
import { reaches } from '#domain/region';
import { personsById } from '#records/person';
import { listsOf, markPerson, movePersonHome } from '#records/storm-people';
import { liaisonsFor } from '#usecases/storm/people';

const OPEN = ['before', 'during', 'after'] as const;
const GONE: readonly string[] = ['closed', 'deceased'];

export async function followStorms(act: Act, memberId: string): Promise<void> {
  const lists = await listsOf(act, [memberId], OPEN);
  if (lists.length === 0) return;
  const person = (await personsById(act, [memberId])).get(memberId);
  if (!person) return;
  for (const { storm, person: row } of lists) {
    const gone = GONE.includes(person.state);
    if (gone || !reaches(storm.regionCode, person.regionCode)) {
      await markPerson(act, storm, row, 'takeOff', {}, { reason: gone ? person.state : 'moved' });
    } else if (row.regionCode !== person.regionCode) {
      const home = { memberId, regionCode: person.regionCode };
      await movePersonHome(act, row, { ...home, ...(await liaisonsFor(act, [home]))(home) });
    }
  }
}
