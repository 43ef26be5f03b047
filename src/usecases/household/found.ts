/** 立户: these people live under one roof here. From then on they are family: their care for each other credits nothing. */
import { Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { insertHousehold, mustBeHamletOf } from '#records/household';
import { changeMember, findMember, writeMemberMove } from '#records/member';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

export interface Found {
  key: string;
  regionCode: RegionCode;
  hamletId: string | null;
  address: string | null;
  /** Everybody of it who is on file and lives in that village; they leave the household they were in. */
  memberIds: string[];
}

/** Helper or clerk. @throws Refusal not_found · region_unknown · missing · key_reused */
export async function foundHousehold(desk: Desk, input: Found): Promise<{ id: string }> {
  const { key, ...body } = input;
  const { regionCode, hamletId } = input;
  if (input.memberIds.length === 0) throw new Refusal('missing', { field: 'memberIds' });
  return desk.write([], (act) =>
    once(act, key, body, async () => {
      const grant = grantOver(act, 'household.write', regionCode);
      await mustBeHamletOf(act, hamletId, regionCode);
      const household = await insertHousehold(act, { regionCode, hamletId, address: input.address?.trim() || null });
      for (const memberId of new Set(input.memberIds)) {
        const member = await findMember(act, memberId, 'household.write');
        if (member.regionCode !== regionCode) throw new Refusal('not_found', { field: 'memberIds' });
        const moved = await changeMember(act, member, { householdId: household.id, hamletId });
        await writeMemberMove(act, moved, 'joinHousehold', member.state, { grant, reason: household.id });
      }
      return { id: household.id };
    }),
  );
}
