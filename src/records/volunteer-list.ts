/** Everybody who serves and is on file, in reach: asked of all at once, as insurance is. */
import { and, asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { members } from '#db/schema/people';
import type { Action } from '#domain/permission';
import { regionScope } from '#records/scope';

/** More than a county has. */
const MOST = 20_000;

export type VolunteerKnown = Pick<
  typeof members.$inferSelect,
  'id' | 'name' | 'nickname' | 'sex' | 'bornOn' | 'regionCode'
>;

export const volunteersInReach = (act: Act, action: Action): Promise<VolunteerKnown[]> =>
  act.tx
    .select({
      ...{ id: members.id, name: members.name, nickname: members.nickname, sex: members.sex },
      ...{ bornOn: members.bornOn, regionCode: members.regionCode },
    })
    .from(members)
    .where(and(regionScope(act, action, members.regionCode), eq(members.serves, true), eq(members.state, 'approved')))
    .orderBy(asc(members.id))
    .limit(MOST);
