/** The people of one village: whom the town's pool may pay for, and who comes to their doors. */
import type { Person } from '#cli/grow/enrol';
import type { Village } from '#cli/grow/stage';

export interface Neighbours {
  village: Village;
  cared: Person[];
  volunteers: Person[];
  /** Whose turn it is. */
  next: { cared: number; volunteer: number };
}

/** Villages in which somebody serves. */
export function neighboursOf(people: readonly Person[]): Neighbours[] {
  const found = new Map<Village, Neighbours>();
  for (const person of people) {
    const at = found.get(person.village) ?? {
      village: person.village,
      cared: [],
      volunteers: [],
      next: { cared: 0, volunteer: 0 },
    };
    found.set(person.village, at);
    if (person.receives && person.hardship) at.cared.push(person);
    if (person.serves) at.volunteers.push(person);
  }
  return [...found.values()].filter(({ volunteers }) => volunteers.length > 0);
}
