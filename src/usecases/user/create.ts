/**
 * A login for somebody in the office: town, county or city. It may do nothing until a grant is proposed and accepted.
 * The first password is handed over once and kept nowhere.
 */
import { normalPhone } from '#domain/digits';
import { mayEver } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { personsById } from '#records/person';
import { hashSecret, newPassword } from '#records/secret';
import { once } from '#records/submission';
import { insertUser, type UserRow } from '#records/user';
import type { Desk } from '#usecases/desk';
import { readNewPassword } from '#usecases/user/change-password';

export interface NewUser {
  key: string;
  name: string;
  login: string;
  /** One is made when null. */
  password: string | null;
  /** Printed on cards and at the foot of pages, in full and dialable. */
  workPhone: string | null;
  /** The same human as a member on file: so that family and four eyes follow the person. */
  personId: string | null;
  language?: UserRow['language'];
}

export interface CreatedUser {
  id: string;
  /** To be handed over now; null when the same form was sent before. */
  password: string | null;
}

/** As it is kept and looked for: no spaces, lower case. */
export const plainLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

/** @throws Refusal not_yours · missing · password_weak · login_taken · phone_wrong · not_found (personId) · key_reused */
export async function createUser(desk: Desk, input: NewUser): Promise<CreatedUser> {
  if (!mayEver(desk.actor, 'user.create')) throw new Refusal('not_yours');
  const name = input.name.trim();
  const login = plainLogin(input.login);
  if (name === '') throw new Refusal('missing', { field: 'name' });
  if (!/^\S{2,40}$/.test(login)) throw new Refusal('missing', { field: 'login' });
  const workPhone = input.workPhone?.trim() ? normalPhone(input.workPhone) : null;
  const password = input.password === null ? newPassword() : readNewPassword(input.password, login);
  const passwordHash = await hashSecret(desk.house, password);
  // Neither the password nor its hash belongs into the memory of forms.
  const { key, password: _typed, ...body } = input;
  return desk.write([], async (act) => {
    let made = false;
    const { id } = await once(act, key, body, async () => {
      made = true;
      const { personId, language = 'zh-CN' } = input;
      if (personId) must((await personsById(act, [personId])).get(personId), 'not_found', { field: 'personId' });
      const row = { id: act.ids('usr'), name, login, passwordHash, personId, workPhone, language };
      const user = await insertUser(act, { ...row, createdBy: act.actor.id });
      if (!user) throw new Refusal('login_taken', { field: 'login' });
      await note(act, { verb: 'create', noun: 'user', subjectId: user.id });
      return { id: user.id };
    });
    return { id, password: made ? password : null };
  });
}
