/**
 * The first city officers, from the console of the machine, when there are fewer than two: with one alone nothing could
 * ever be accepted. Their grants need no second person because there is none, and the row and the audit say so.
 */
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { note } from '#records/audit';
import { holdersOf, insertGrant } from '#records/grant';
import { findRegion } from '#records/region';
import { hashSecret, newPassword } from '#records/secret';
import { insertUser } from '#records/user';
import type { Desk } from '#usecases/desk';
import { plainLogin } from '#usecases/user/create';

export interface Founder {
  name: string;
  login: string;
  workPhone: string | null;
}

export interface Founded {
  id: string;
  login: string;
  /** Shown once and kept nowhere. */
  password: string;
}

const ENOUGH = 2;

/** Whoever stands behind these two words is nobody: the database wants two different names on every grant. */
const GIVEN_BY = 'job:first-officer';
const ACCEPTED_BY = 'nobody:founding';

/** Only for a command (`src/cli/first-officer.ts`). @throws Refusal not_yours · already_done · login_taken · region_unknown */
export async function foundOffice(
  desk: Desk,
  input: { cityCode: RegionCode; founders: readonly Founder[] },
): Promise<Founded[]> {
  if (desk.actor.kind !== 'job') throw new Refusal('not_yours');
  const { cityCode, founders } = input;
  const ready = await Promise.all(
    founders.map(async ({ name, login, workPhone }) => {
      const password = newPassword();
      const passwordHash = await hashSecret(desk.house, password);
      return { name, login: plainLogin(login), workPhone, password, passwordHash };
    }),
  );
  return desk.write([], async (act) => {
    await findRegion(act, cityCode);
    const inPost = await holdersOf(act, 'city', cityCode, act.today);
    if (new Set(inPost.map((grant) => grant.userId)).size >= ENOUGH) throw new Refusal('already_done');
    const founded: Founded[] = [];
    for (const { password, ...row } of ready) {
      const made = { ...row, id: act.ids('usr'), personId: null, language: 'zh-CN' as const };
      const user = await insertUser(act, { ...made, createdBy: act.actor.id });
      if (!user) throw new Refusal('login_taken', { field: 'login' });
      const grant = await insertGrant(act, {
        userId: user.id,
        role: 'city',
        regionCode: cityCode,
        validFrom: act.today,
        validTo: null,
        actingForId: null,
        givenBy: GIVEN_BY,
        acceptedBy: ACCEPTED_BY,
      });
      const reason = 'founding_without_second_person';
      await note(act, { verb: 'found', noun: 'grant', subjectId: grant.id, regionCode: cityCode, reason });
      founded.push({ id: user.id, login: user.login, password });
    }
    return founded;
  });
}
