/** 户: who lives under her roof. Whoever does is family, and their care for each other is not counted. */
import { z } from 'zod';
import { must, Refusal } from '#domain/refusal';
import { choice, maybeText, submissionKey } from '#http/form';
import { pickFrom } from '#http/member/pick';
import { about, idOf, toFile } from '#http/member/visit';
import { nameOnPaper } from '#http/name';
import type { Answer, Route, Visit } from '#http/route';
import { foundHousehold } from '#usecases/household/found';
import { joinHousehold } from '#usecases/household/join';
import { leaveHousehold } from '#usecases/household/leave';
import { viewMember } from '#usecases/member/view';

const ACTS = ['join', 'leave'] as const;
const Form = z.object({ key: submissionKey(), act: choice(ACTS), otherId: maybeText(40), reason: maybeText(300) });

/** Only in her own village: one roof stands in one place. */
const form = about('member/household', 'household', async (visit, file) => ({
  people: file.household.map((one) => ({ ...one, name: nameOnPaper(one.name, visit.lang) })),
  in: file.household.length > 0,
  ...(await pickFrom(visit, { not: [file.member.id], regionCode: file.member.regionCode })),
}));

async function change(visit: Visit): Promise<Answer> {
  const { key, act, otherId, reason } = visit.read(Form);
  const id = idOf(visit);
  if (act === 'leave') {
    await leaveHousehold(visit.desk, { memberId: id, reason: reason ?? '' });
    return toFile(id, 'left');
  }
  const other = await viewMember(visit.desk, must(otherId, 'missing', { field: 'otherId' })).catch(beside);
  const { householdId } = other.member;
  if (householdId) {
    await joinHousehold(visit.desk, { id: householdId, memberId: id });
    return toFile(id, 'joined');
  }
  // Nobody's roof is on file yet: it is hers and the other one's from now on, with her address if there is one.
  const { member } = await viewMember(visit.desk, id);
  if (member.householdId) await joinHousehold(visit.desk, { id: member.householdId, memberId: other.member.id });
  else {
    const { regionCode, hamletId } = member;
    const memberIds = [id, other.member.id];
    await foundHousehold(visit.desk, { key, regionCode, hamletId, address: null, memberIds });
  }
  return toFile(id, 'joined');
}

function beside(error: unknown): never {
  if (error instanceof Refusal && error.code === 'not_found') throw new Refusal('missing', { field: 'otherId' });
  throw error;
}

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/household', needs: 'household.write', handle: form },
  { method: 'POST', url: '/members/:id/household', needs: 'household.write', form, handle: change },
];
