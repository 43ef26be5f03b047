/** Who writes down what somebody may not, because it is of her own family: the village's clerk, or the town's social worker. */
import { townOf } from '#domain/region';
import { holdersOf } from '#records/grant';
import { namesOf } from '#records/name';
import { personsById } from '#records/person';
import type { Desk } from '#usecases/desk';

/** @returns names, the nearest first; empty where no post is held */
export const whoElseMay = (desk: Desk, memberId: string): Promise<string[]> =>
  desk.read(async (act) => {
    const person = (await personsById(act, [memberId])).get(memberId);
    if (!person) return [];
    const clerks = await holdersOf(act, 'clerk', person.regionCode, act.today);
    const workers = await holdersOf(act, 'socialWorker', townOf(person.regionCode), act.today);
    const others = [...clerks, ...workers].map(({ userId }) => userId).filter((id) => id !== act.actor.id);
    const names = await namesOf(act, others);
    return [...new Set(others.flatMap((id) => names.get(id) ?? []))];
  });
