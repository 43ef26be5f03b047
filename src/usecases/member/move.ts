/**
 * 搬家: services follow where she lives. Clerk or town of the place she leaves. Her open exchanges follow to her new
 * town, she leaves the old helper's lists with the same row, and over a county's border her own free minutes go along
 * through the clearing pair. What is held, on notice or granted stays in the book that gave it.
 */
import type { Act } from '#db/act';
import { ownAccount } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { levelOf, type RegionCode, townOf } from '#domain/region';
import { accountAt } from '#ledger/balance';
import { journalFor } from '#ledger/journal';
import { post } from '#ledger/post';
import { findHousehold, mustBeHamletOf } from '#records/household';
import { followToTell } from '#records/in-person';
import { changeMember, findMember, followRecipient, type Member, memberAtDoor, writeMemberMove } from '#records/member';
import { findRegion } from '#records/region';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { movePairings } from '#usecases/pairing/lapse';
import { followHome } from '#usecases/register/keep';
import { grantOver } from '#usecases/under';

export interface Move {
  key: string;
  id: string;
  /** The village she lives in now; the same one when only the hamlet or the roof is another. */
  regionCode: RegionCode;
  hamletId: string | null;
  /** A household there to join, if the mover reaches it; she leaves the old one in any case. */
  householdId: string | null;
  reason: string | null;
}

/** @throws Refusal not_found · region_unknown · state_moved · key_reused */
export async function moveHome(desk: Desk, input: Move): Promise<{ movedMinutes: number }> {
  const { key, ...body } = input;
  const from = await desk.read(async (act) => {
    // Only to know the books: whether the mover reaches her is asked below, and not of a form that comes again.
    const { regionCode } = must(await memberAtDoor(act, input.id));
    return { regionCode, journal: await journalFor(act, regionCode), to: await journalFor(act, input.regionCode) };
  });
  const journals = [...new Set([from.journal, from.to])].sort();
  return desk.write(journals, (act) =>
    once(act, key, body, async () => {
      const member = await findMember(act, input.id, 'member.move');
      const ended = member.state === 'closed' || member.state === 'deceased';
      if (member.regionCode !== from.regionCode || ended) throw new Refusal('state_moved', { state: member.state });
      const grant = grantOver(act, 'member.move', member.regionCode);
      await refuseWrongHome(act, input);
      const { regionCode, hamletId, householdId } = input;
      const moved = await changeMember(act, member, { regionCode, hamletId, householdId });
      await followRecipient(act, member.id, townOf(regionCode));
      await followToTell(act, member.id, regionCode);
      await movePairings(act, { memberId: member.id, from: member.regionCode, to: regionCode }, grant);
      await followHome(act, moved);
      await writeMemberMove(act, moved, 'move', member.state, { grant, reason: input.reason });
      return { movedMinutes: from.journal === from.to ? 0 : await carry(act, moved, from.journal, from.to) };
    }),
  );
}

async function refuseWrongHome(act: Act, { regionCode, hamletId, householdId }: Move): Promise<void> {
  if (levelOf(regionCode) !== 'village') throw new Refusal('region_unknown', { field: 'regionCode' });
  await findRegion(act, regionCode);
  await mustBeHamletOf(act, hamletId, regionCode);
  if (!householdId) return;
  const household = await findHousehold(act, householdId, 'member.move');
  if (household.regionCode !== regionCode) throw new Refusal('not_found', { field: 'householdId' });
}

/** Own minutes that nothing is held on, from one county's book to the other's; 欠 stays where it arose. */
async function carry(act: Act, member: Member, fromJournal: string, toJournal: string): Promise<number> {
  const from = ownAccount(fromJournal, member.id);
  const { available } = await accountAt(act, from);
  if (available <= 0) return 0;
  const to = ownAccount(toJournal, member.id);
  await post(act, {
    event: 'move',
    subjectId: member.id,
    lines: [{ kind: 'post', from, to, minutes: available }],
    key: `move:${member.id}:${member.version}`,
    reason: 'moved_home',
  });
  return available;
}
