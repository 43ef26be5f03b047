/**
 * The post of a village follows from who is in post: written down when somebody is accepted or goes, and by night for posts
 * that begin or end by their day. Whoever lives there is handed on in the same unit: to the backup, else to whoever answers.
 */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { dayOf } from '#domain/day';
import { type PostStep, stepsTo } from '#domain/post';
import type { RegionCode } from '#domain/region';
import { alertsAt, moveAlert } from '#records/alert';
import { whoAnswers } from '#records/answering';
import { lastGoneFrom } from '#records/grant';
import { changePairing, pairingsHelpedBy } from '#records/pairing';
import {
  type BackupRow,
  backupAt,
  holderAt,
  ownGrantsOf,
  type PostRow,
  postAt,
  postCodes,
  standBack,
  standIn,
  writeStep,
} from '#records/post-life';
import { leaveSessionsOf } from '#records/session';
import type { Desk } from '#usecases/desk';

/** @param grant under which somebody decided what it follows from; null by night @returns how many changes there were */
export async function keepPost(act: Act, regionCode: RegionCode, grant: Grant | null = null): Promise<number> {
  const before = await postAt(act, regionCode);
  const backup = await readyBackup(act, regionCode);
  const holderId = await holderAt(act, regionCode);
  const steps = stepsTo(before, { holderId, backupId: backup?.userId ?? null });
  let row = before;
  for (const step of steps) row = await take(act, row, regionCode, step, backup, grant);
  if (steps.length > 0) await handOnFrom(act, regionCode, steps);
  for (const { move, userId } of steps) if (move === 'leave' && userId) await emptyPhone(act, userId);
  return steps.length;
}

/** By night: posts whose day has come or passed. A job. @returns how many changed */
export async function keepPosts(desk: Desk): Promise<number> {
  const codes = await desk.read((act) => postCodes(act));
  let changed = 0;
  for (const code of codes) changed += (await desk.write([], (act) => keepPost(act, code))) > 0 ? 1 : 0;
  return changed;
}

/** Accepted, and still in a post of her own: whoever left the house stands in for nobody. */
async function readyBackup(act: Act, regionCode: RegionCode): Promise<BackupRow | null> {
  const backup = await backupAt(act, regionCode);
  if (!backup?.acceptedAt) return null;
  return (await ownGrantsOf(act, backup.userId)).length > 0 ? backup : null;
}

async function take(
  act: Act,
  row: PostRow | null,
  regionCode: RegionCode,
  step: PostStep,
  backup: BackupRow | null,
  grant: Grant | null,
): Promise<PostRow> {
  if (step.move === 'uncover') await standBack(act, regionCode);
  if (step.move === 'cover' && backup) await standIn(act, backup);
  const reason = step.move === 'leave' && step.userId ? await whyGone(act, regionCode, step.userId) : null;
  return writeStep(act, row, regionCode, step, { grant, reason });
}

/** As it was said when her grant was ended; else its days are over, or she may not come in any more. */
async function whyGone(act: Act, regionCode: RegionCode, userId: string): Promise<string> {
  const gone = await lastGoneFrom(act, 'helper', regionCode, userId);
  if (gone?.endReason) return gone.endReason;
  return gone?.validTo && gone.validTo < dayOf(act.now) ? 'expired' : 'left';
}

/** What somebody saw to who is there no longer, and what nobody has taken, goes to whoever answers now. */
async function handOnFrom(act: Act, regionCode: RegionCode, steps: readonly PostStep[]): Promise<void> {
  const gone = new Set(steps.flatMap(({ move, userId }) => (move === 'leave' || move === 'uncover' ? [userId] : [])));
  const to = await whoAnswers(act, regionCode);
  for (const alert of await alertsAt(act, regionCode)) {
    const left = alert.ownerId === null || gone.has(alert.ownerId) || alert.state === 'open';
    if (!left || alert.ownerId === to) continue;
    await moveAlert(act, alert, 'handOn', { ownerId: to, takenAt: null }, { reason: 'post' });
  }
  if (to === null) return;
  for (const userId of gone) {
    if (!userId) continue;
    for (const pairing of await pairingsHelpedBy(act, regionCode, userId)) {
      await changePairing(act, pairing, { regionCode, helperId: to });
    }
  }
}

/** 旧手机清空: whoever holds no post any more is signed in nowhere; her phone hears it and keeps nobody's name. */
async function emptyPhone(act: Act, userId: string): Promise<void> {
  if ((await ownGrantsOf(act, userId)).length === 0) await leaveSessionsOf(act.tx, userId, act.now);
}
