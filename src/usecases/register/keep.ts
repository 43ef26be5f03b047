/** Facts were written down, or she came, left or moved: what follows from it holds in the same unit, not after the next night. */
import type { Act } from '#db/act';
import { alertsOf, moveAlert } from '#records/alert';
import { whoAnswers } from '#records/answering';
import type { Member } from '#records/member';
import { moveDues } from '#records/visit-due';
import { deriveFor } from '#usecases/register/derive';
import { followStorms } from '#usecases/storm/follow';
import { owe } from '#usecases/visit/owe';

/** Somebody was put on file, put right, approved, or left. Of a second enrolment the first one counts. */
export async function keepRegister(act: Act, member: Pick<Member, 'id' | 'duplicateOfId'>): Promise<void> {
  if (member.duplicateOfId) return;
  await deriveFor(act, [member.id]);
  await owe(act, [member.id]);
  await followStorms(act, member.id);
}

/** Nobody has more of them open. */
const ALERTS = 20;

/** She lives elsewhere now: whoever answers for that place sees what is owed to her, and sees to what was found. */
export async function followHome(act: Act, member: Pick<Member, 'id' | 'duplicateOfId' | 'regionCode'>): Promise<void> {
  const { id, regionCode } = member;
  await moveDues(act, id, regionCode);
  const ownerId = await whoAnswers(act, regionCode);
  for (const alert of await alertsOf(act, id, ALERTS)) {
    if (alert.state === 'closed' || alert.regionCode === regionCode) continue;
    await moveAlert(act, alert, 'handOn', { regionCode, ownerId, takenAt: null }, { reason: 'moved_home' });
  }
  await keepRegister(act, member);
}
