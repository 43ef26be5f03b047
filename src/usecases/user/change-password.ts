/** One's own password, with the old one in hand. The new one ends every other session of this login. */
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { hashSecret, matches } from '#records/secret';
import { deleteSessionsOf } from '#records/session';
import { userById, writePassword } from '#records/user';
import type { Desk } from '#usecases/desk';
import { countOne } from '#usecases/pin/try';

const PASSWORD_LENGTH = 12;
const MANY_KINDS = 5;
const LONG_LOGIN = 4;
const TRIES = 10;

/** Long, not one letter over and over, and not the login in disguise. @throws Refusal password_weak */
export function readNewPassword(typed: string, login: string): string {
  // A login of two letters is in half of all words.
  const disguised = login.length >= LONG_LOGIN && typed.toLowerCase().includes(login);
  if (typed.length < PASSWORD_LENGTH || new Set(typed).size < MANY_KINDS || disguised)
    throw new Refusal('password_weak', { field: 'password', length: PASSWORD_LENGTH });
  return typed;
}

/** Staff, for themselves. @throws Refusal not_yours · sign_in_wrong · sign_in_locked · password_weak */
export async function changePassword(desk: Desk, input: { oldPassword: string; newPassword: string }): Promise<void> {
  if (desk.actor.kind !== 'staff') throw new Refusal('not_yours');
  const { id } = desk.actor;
  const made = await countOne(desk, `change:${id}`, TRIES);
  if (made > TRIES) throw new Refusal('sign_in_locked', { field: 'oldPassword' });
  const user = must(await desk.read((act) => userById(act, id)));
  if (!(await matches(desk.house, user.passwordHash, input.oldPassword))) {
    throw new Refusal('sign_in_wrong', { field: 'oldPassword', left: TRIES - made });
  }
  const hash = await hashSecret(desk.house, readNewPassword(input.newPassword, user.login));
  await desk.write([], async (act) => {
    await writePassword(act, id, hash);
    await deleteSessionsOf(act.tx, id);
    await note(act, { verb: 'changePassword', noun: 'user', subjectId: id });
  });
}
