/**
 * An officer comes in with login and password. Ten tries a login a day, counted before anything is compared and also for
 * logins that nobody has; an unknown login takes as long as a wrong password and gets the same answer.
 */
import { Refusal } from '#domain/refusal';
import { matches } from '#records/secret';
import { clearTries } from '#records/try';
import { userByLogin } from '#records/user';
import type { Desk } from '#usecases/desk';
import { countOne } from '#usecases/pin/try';
import { plainLogin } from '#usecases/user/create';

export const LOGIN_TRIES = 10;

/** @throws Refusal sign_in_wrong (params.left) · sign_in_locked */
export async function signInStaff(
  desk: Desk,
  input: { login: string; password: string },
): Promise<{ subjectId: string }> {
  const login = plainLogin(input.login);
  const counted = `login:${desk.house.vault.lookup(`login:${login}`)}`;
  const made = await countOne(desk, counted, LOGIN_TRIES);
  if (made > LOGIN_TRIES) throw new Refusal('sign_in_locked', { field: 'password' });
  const user = await desk.read((act) => userByLogin(act, login));
  const right = await matches(desk.house, user?.passwordHash ?? null, input.password);
  if (!user || !right) throw new Refusal('sign_in_wrong', { field: 'password', left: LOGIN_TRIES - made });
  await desk.write([], (act) => clearTries(act, counted));
  return { subjectId: user.id };
}
