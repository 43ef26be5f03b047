/** Who works there. Proposed by one officer and accepted by another, as everybody is; one password for all of them. */
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import { CITY, PASSWORD } from '#cli/demo/cast';
import { fullName } from '#cli/grow/names';
import type { County, Officer, Stage, Town } from '#cli/grow/stage';
import { insertMany } from '#db/bulk';
import { audit, grants, users } from '#db/schema/office';
import type { Instant } from '#domain/day';
import { dayOf } from '#domain/day';
import type { Role } from '#domain/permission';
import type { RegionCode } from '#domain/region';
import { noteRow } from '#records/audit';
import { hashSecret } from '#records/secret';

export interface Hiring {
  county(code: RegionCode): Promise<[Officer, Officer]>;
  town(code: RegionCode, county: County): Pick<Town, 'socialWorker' | 'officer'>;
  village(code: RegionCode, town: Town): { helper: Officer; clerk: Officer };
  /** Put them all on file. */
  write(): Promise<void>;
}

type Giver = string;

/** What their logins begin with: h445321100210 is the helper of Dawen. */
const LETTER: Partial<Record<Role, string>> = { helper: 'h', clerk: 'c', socialWorker: 's', town: 't' };

/** @param since when they were taken on */
export async function openHiring(stage: Stage, since: Instant): Promise<Hiring> {
  const { desk, dice, hand } = stage;
  const passwordHash = await hashSecret(stage.house, PASSWORD);
  const city = await cityOfficers(stage);
  const rows = { users: [] as (typeof users.$inferInsert)[], grants: [] as (typeof grants.$inferInsert)[] };
  const notes: (typeof audit.$inferInsert)[] = [];

  function hire(role: Role, regionCode: RegionCode, login: string, givenBy: Giver, acceptedBy: Giver): Officer {
    const by = hand(desk.actor, since);
    const user = { id: by.ids('usr'), name: fullName(dice, dice.chance(0.6) ? 'female' : 'male', false), login };
    const grant = { id: by.ids('grt'), role, regionCode, validFrom: dayOf(since), validTo: null, actingForId: null };
    const made = { createdBy: givenBy, createdAt: since, language: 'zh-CN' as const };
    rows.users.push({ ...user, ...made, passwordHash, workPhone: '0766-12345', personId: null });
    const accepted = { givenBy, givenAt: since, acceptedBy, acceptedAt: since };
    rows.grants.push({ ...grant, ...accepted, userId: user.id });
    const acceptor = hand({ kind: 'staff', id: acceptedBy, personId: null, grants: [] }, since);
    notes.push(noteRow(acceptor, { verb: 'accept', noun: 'grant', subjectId: grant.id, regionCode }));
    return { actor: { kind: 'staff', id: user.id, personId: null, grants: [grant] }, grant };
  }

  return {
    async county(code) {
      const [giver, other] = city;
      return [hire('county', code, `x${code}a`, giver, other), hire('county', code, `x${code}b`, other, giver)];
    },
    town(code, { officers: [first, second] }) {
      const officer = hire('town', code, `${LETTER.town}${code}`, first.actor.id, second.actor.id);
      const login = `${LETTER.socialWorker}${code}`;
      return { officer, socialWorker: hire('socialWorker', code, login, officer.actor.id, first.actor.id) };
    },
    village(code, { officer, county }) {
      const given = [officer.actor.id, county.officers[0].actor.id] as const;
      return {
        helper: hire('helper', code, `${LETTER.helper}${code}`, ...given),
        clerk: hire('clerk', code, `${LETTER.clerk}${code}`, ...given),
      };
    },
    write: () =>
      desk.write([], async ({ tx }) => {
        await insertMany(tx, users, rows.users);
        await insertMany(tx, grants, rows.grants);
        await insertMany(tx, audit, notes);
      }),
  };
}

/** Two officers of the city, who give the counties theirs. */
async function cityOfficers({ desk }: Stage): Promise<[Giver, Giver]> {
  const held = await desk.read(({ tx }) =>
    tx
      .selectDistinct({ id: grants.userId })
      .from(grants)
      .where(
        and(eq(grants.role, 'city'), eq(grants.regionCode, CITY), isNotNull(grants.acceptedAt), isNull(grants.endedAt)),
      )
      .orderBy(asc(grants.userId))
      .limit(2),
  );
  const [first, second] = held;
  if (!first || !second) throw new Error('There are no two officers of the city yet: npm start makes the demo world.');
  return [first.id, second.id];
}
