/** 没送到的消息: what a gateway did not take, or nobody could be reached by, until an officer of the place settles it. */
import type { Act } from '#db/act';
import { reasoned, type Why } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import type { DropReason } from '#domain/telling';
import { note } from '#records/audit';
import { contactNames, countDead, type DeadLetter, deadLetters, findMessage } from '#records/dead-letter';
import { namesOf } from '#records/name';
import { changeMessage, type OutboxRow } from '#records/outbox';
import type { Desk } from '#usecases/desk';
import { type Telling, tellingsFor } from '#usecases/telling/read';
import { grantOver } from '#usecases/under';

export interface Undelivered extends Telling {
  row: OutboxRow;
  /** Whom it was for. */
  to: { name: string; relation: string | null };
}

export const listUndelivered = (
  desk: Desk,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ lines: Undelivered[]; count: number }> =>
  desk.read(async (act) => ({
    lines: await linesOf(act, await deadLetters(act, limit, offset)),
    count: await countDead(act),
  }));

/** @throws Refusal not_found · already_done where it is no longer among those that did not arrive */
export const viewUndelivered = (desk: Desk, id: string): Promise<Undelivered> =>
  desk.read(async (act) => {
    const found = await findMessage(act, id);
    if (found.row.state !== 'dead') throw new Refusal('already_done');
    const [line] = await linesOf(act, [found]);
    if (!line) throw new Refusal('not_found');
    return line;
  });

async function linesOf(act: Act, letters: readonly DeadLetter[]): Promise<Undelivered[]> {
  const ids = letters.map(({ row }) => row.toId);
  const names = await namesOf(act, ids);
  const contacts = await contactNames(act, ids);
  const rows = new Map(letters.map(({ row }) => [row.noticeId, row]));
  const tellings = await tellingsFor(
    act,
    letters.map(({ notice }) => notice),
  );
  return tellings.map((telling) => {
    const row = rows.get(telling.notice.id) as OutboxRow;
    const contact = contacts.get(row.toId);
    const to = contact ?? { name: names.get(row.toId) ?? '', relation: null };
    return { ...telling, row, to: { name: to.name, relation: to.relation } };
  });
}

const FRESH = { state: 'waiting', tries: 0, lastError: null, doneAt: null, doneBy: null } as const;

/**
 * 再发一次: due now, with all its tries. It goes under the same id, so that a gateway which did take it knows it.
 * @throws Refusal not_found · already_done where somebody has given it up meanwhile
 */
export const resendMessage = (desk: Desk, { id }: { id: string }): Promise<void> =>
  settle(desk, id, 'resend', ['waiting', 'sent'], null, (act, row) =>
    changeMessage(act, row, { ...FRESH, nextAt: act.now }),
  );

/**
 * 不再发, with the reason.
 * @throws Refusal not_found · reason_needed · already_done where somebody has sent it again meanwhile
 */
export function dropMessage(desk: Desk, { id, ...why }: { id: string } & Why<DropReason>): Promise<void> {
  const { reason, note: words } = reasoned(why);
  return settle(desk, id, 'drop', ['dropped'], reason, (act, row) =>
    changeMessage(act, row, { state: 'dropped', doneAt: act.now, doneBy: act.actor.id, reason, note: words }),
  );
}

/** @param same states in which the second press of one button finds it */
const settle = (
  desk: Desk,
  id: string,
  verb: 'resend' | 'drop',
  same: readonly OutboxRow['state'][],
  reason: DropReason | null,
  change: (act: Act, row: OutboxRow) => Promise<boolean>,
): Promise<void> =>
  desk.write([], async (act) => {
    const { row } = await findMessage(act, id);
    const grant = grantOver(act, 'message.settle', row.regionCode);
    if (same.includes(row.state)) return;
    if (row.state !== 'dead' || !(await change(act, row))) throw new Refusal('already_done');
    await note(act, { verb, noun: 'message', subjectId: id, regionCode: row.regionCode, grant, reason });
  });
