/**
 * Messages to phones, after the commit of what they tell: taken up one at a time, and ended by what the gateway answered.
 * A message is claimed before it leaves, under an id that stays the same: a restart loses none, and a gateway that has
 * answered is not asked again.
 */
import { must } from '#domain/refusal';
import { MOST_TRIES, WAITS, waitAfter } from '#domain/telling';
import { noticesById } from '#records/notice';
import { changeMessage, claimMessage, dueMessages, type OutboxRow } from '#records/outbox';
import { addressOf } from '#records/phonebook';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type Telling, tellingsFor } from '#usecases/telling/read';

export interface Letter {
  /** The same for every try. */
  id: string;
  row: OutboxRow;
  to: { phone: string; language: 'zh-CN' | 'en' };
  telling: Telling;
  helper: { name: string; phone: string } | null;
}

export const dueLetters = (desk: Desk, limit: number): Promise<string[]> => desk.read((act) => dueMessages(act, limit));

const LAST_WAIT = WAITS[WAITS.length - 1] as number;

/** @returns null when it is no longer due, or there is nowhere to send it to: then it lies with the dead */
export const takeLetter = (desk: Desk, id: string): Promise<Letter | null> =>
  desk.write([], async (act) => {
    const row = await claimMessage(act, id, (tries) => act.now + (waitAfter(tries) ?? LAST_WAIT * 60_000));
    if (!row) return null;
    // Its last try was begun and nobody knows how it ended.
    if (row.tries > MOST_TRIES) return die(row, 'no_answer');
    const notice = must((await noticesById(act, [row.noticeId])).get(row.noticeId));
    const to = await addressOf(act, notice.toKind, notice.toId);
    const [telling] = await tellingsFor(act, [notice]);
    if (!to || !telling) return die(row, 'no_number');
    return { id: row.id, row, to, telling, helper: await findHelper(act.tx, row.regionCode, act.today) };

    async function die(claimed: OutboxRow, why: string): Promise<null> {
      await changeMessage(act, claimed, { state: 'dead', lastError: why, doneAt: act.now });
      return null;
    }
  });

export const letterSent = (desk: Desk, { row }: Letter): Promise<boolean> =>
  desk.write([], (act) => changeMessage(act, row, { state: 'sent', lastError: null, doneAt: act.now }));

/** @param why a code: `no_answer`, `answered_503` */
export const letterFailed = (desk: Desk, { row }: Letter, why: string): Promise<boolean> =>
  desk.write([], (act) => {
    const last = waitAfter(row.tries) === null;
    return changeMessage(act, row, last ? { state: 'dead', lastError: why, doneAt: act.now } : { lastError: why });
  });
