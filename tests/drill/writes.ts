/** What the callers of the drill post: visits that helpers write down, and records that officers credit. */
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Dice } from '#cli/grow/dice';
import { exchanges } from '#db/schema/care';
import { members } from '#db/schema/people';
import { addDays, type Day } from '#domain/day';
import type { House } from '#usecases/desk';

export interface Write {
  kind: 'log' | 'credit';
  /** Whose browser sends it. */
  by: number;
  path: string;
  form: Record<string, string>;
  /** The record that is credited; of a visit it is known only when it is written. */
  subject: string | null;
  /** Where the answer led; null as long as none arrived. */
  answer: string | null;
}

/** Who and what there is in the town of the drill. */
export interface Stock {
  elders: string[];
  volunteers: string[];
  /** Checked records that wait for their credit. */
  waiting: string[];
  today: Day;
}

export const stockOf = (house: House, today: Day): Promise<Stock> =>
  house.store.read(async (tx) => {
    const people = await tx.select({ id: members.id, name: members.name }).from(members).orderBy(asc(members.id));
    const called = (word: string) => people.filter(({ name }) => name.startsWith(word)).map(({ id }) => id);
    const waiting = await tx
      .select({ id: exchanges.id })
      .from(exchanges)
      .where(and(eq(exchanges.state, 'confirmed'), isNotNull(exchanges.checkedAt)))
      .orderBy(asc(exchanges.id));
    return { elders: called('长者'), volunteers: called('志愿者'), waiting: waiting.map(({ id }) => id), today };
  });

/** Keys are drawn like everything else. */
const keyFrom = (dice: Dice): string => dice.salt().toString('base64url').slice(0, 32);

export function creditFrom({ waiting }: Stock, by: number): Write | null {
  const subject = waiting.shift();
  if (subject === undefined) return null;
  return { kind: 'credit', by, path: `/exchanges/${subject}/credit`, form: {}, subject, answer: null };
}

/** A visit of the last days. That it is none of those on record is answered already, and that so much is meant too. */
export function logFrom({ elders, volunteers, today }: Stock, by: number, dice: Dice): Write {
  const form = {
    ...{ key: keyFrom(dice), member: dice.pick(elders), volunteer: dice.pick(volunteers) },
    ...{ serviceCode: 'A02', minutes: '30', halfDay: dice.pick(['morning', 'afternoon', 'evening']) },
    ...{ servedOn: addDays(today, -dice.below(6)), reason: 'found_on_visit', order: 'new', sure: 'yes' },
  };
  return { kind: 'log', by, path: '/log', form, subject: null, answer: null };
}
