/** 处理异常: somebody takes it on, hands it on, and ends it with words that say what was done. */
import type { Act } from '#db/act';
import type { Grant } from '#domain/actor';
import { CLOSE_REASONS, floorAbove } from '#domain/alert';
import { reasoned, type Why } from '#domain/reason';
import { must, Refusal } from '#domain/refusal';
import { type AlertRow, findAlert, moveAlert, overdueAlerts, standingAlert } from '#records/alert';
import { othersFor } from '#usecases/alert/view';
import type { Desk } from '#usecases/desk';
import { grantOver } from '#usecases/under';

const decideOn = (
  desk: Desk,
  id: string,
  action: 'alert.take' | 'alert.close',
  work: (act: Act, alert: AlertRow, grant: Grant | null) => Promise<unknown>,
): Promise<void> =>
  desk.write([], async (act) => {
    const alert = await findAlert(act, id, action);
    await work(act, alert, grantOver(act, action, alert.regionCode));
  });

/** 我来处理. @throws Refusal not_found · state_moved */
export const takeAlert = (desk: Desk, { id }: { id: string }): Promise<void> =>
  decideOn(desk, id, 'alert.take', (act, alert, grant) =>
    moveAlert(act, alert, 'take', { ownerId: act.actor.id, takenAt: act.now }, { grant }),
  );

/** To another officer who is in post there or above. @throws Refusal not_found · not_understood · state_moved */
export const handOnAlert = (desk: Desk, { id, userId, note }: { id: string; userId: string; note: string | null }) =>
  decideOn(desk, id, 'alert.take', async (act, alert, grant) => {
    const ownerId = must(
      (await othersFor(act, alert)).find((one) => one.userId === userId),
      'not_understood',
      { field: 'userId' },
    ).userId;
    await moveAlert(act, alert, 'handOn', { ownerId, takenAt: null }, { grant, note });
  });

/** @throws Refusal not_found · state_moved · reason_needed · missing (what was done is said in words) */
export const closeAlert = (desk: Desk, { id, ...why }: { id: string } & Why): Promise<void> =>
  decideOn(desk, id, 'alert.close', (act, alert, grant) => {
    const { reason, note } = reasoned(why);
    if (!CLOSE_REASONS.some((code) => code === reason)) throw new Refusal('reason_needed', { field: 'reason' });
    if (!note?.trim()) throw new Refusal('missing', { field: 'note' });
    const closed = { closedBy: act.actor.id, closedAt: act.now, closeReason: reason, closeNote: note };
    return moveAlert(act, alert, 'close', closed, { grant, reason, note });
  });

/** It was not over. @throws Refusal not_found · state_moved */
export const reopenAlert = (desk: Desk, { id, note }: { id: string; note: string | null }): Promise<void> =>
  decideOn(desk, id, 'alert.take', async (act, alert, grant) => {
    // Found again meanwhile: that one stands, and nobody has two of a kind.
    const standing = await standingAlert(act, alert.memberId, alert.kind);
    if (standing) throw new Refusal('state_moved', { state: standing.state });
    const open = { closedBy: null, closedAt: null, closeReason: null, closeNote: null, ownerId: act.actor.id };
    return moveAlert(act, alert, 'reopen', { ...open, dueAt: act.now }, { grant, note });
  });

/** No night lifts more than this: a mistake in a rule must not wake a whole county. */
const MOST = 500;

/** Nobody saw to it in time: it stands with the next floor up as well. A job. @returns how many were lifted */
export async function raiseOverdue(desk: Desk): Promise<number> {
  const ids = await desk.read((act) => overdueAlerts(act, act.now, MOST));
  for (const id of ids) await liftOne(desk, id);
  return ids.length;
}

const DAY_MS = 86_400_000;

/** A day later it goes up again. */
const liftOne = (desk: Desk, id: string): Promise<void> =>
  desk.write([], async (act) => {
    const alert = await findAlert(act, id, 'alert.read');
    if (alert.state === 'closed' || alert.dueAt >= act.now) return;
    const lifted = { floor: floorAbove(alert.floor), dueAt: act.now + DAY_MS };
    await moveAlert(act, alert, 'raise', lifted, { reason: alert.floor });
  });
