/**
 * Say which member on file this login is: from then on family and four eyes follow the person. Town, county or city, of
 * a user in reach, once: taking it back would loosen what it binds.
 */

import { mayEver } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { personsById } from '#records/person';
import { findUser, writePerson } from '#records/user';
import type { Desk } from '#usecases/desk';

/** @throws Refusal not_yours · not_found · already_done */
export async function identifyUser(desk: Desk, input: { id: string; personId: string }): Promise<void> {
  if (!mayEver(desk.actor, 'user.create')) throw new Refusal('not_yours');
  const { personId } = input;
  await desk.write([], async (act) => {
    const user = await findUser(act, input.id);
    must((await personsById(act, [personId])).get(personId), 'not_found', { field: 'personId' });
    if (user.personId) throw new Refusal('already_done');
    await writePerson(act, user.id, personId);
    await note(act, { verb: 'identify', noun: 'user', subjectId: user.id });
  });
}
