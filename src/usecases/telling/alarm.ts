/** 账簿报警: a book does not stand, and those who answer for it are told, on their page and by a message. */
import type { Act } from '#db/act';
import { Refusal } from '#domain/refusal';
import { upwards } from '#domain/region';
import { ALARMED, type Alarm } from '#domain/telling';
import { type Audit, wasFoundSince } from '#ledger/audited';
import { findJournal } from '#ledger/journal';
import { officersOver } from '#records/around';
import { isTold, writeNotice, writeOutbox } from '#records/notice';

export interface Raised {
  journal: string;
  event: Alarm;
  /** Raised twice under one name it is told once. */
  name: string;
}

/**
 * To the officers of the bureau of its county and the auditors over it. A message goes to whoever has a number; where nobody
 * has one it lies with those that did not arrive, so that somebody sees that nobody was reached.
 * @param phones whether messages to phones leave this house
 */
export async function raiseAlarm(act: Act, { journal, event, name }: Raised, phones: boolean): Promise<void> {
  if (await isTold(act, name)) return;
  const { countyCode } = await findJournal(act, journal);
  const officers = await officersOver(act, upwards(countyCode), ALARMED);
  const isAnybodyNear = officers.some(({ hasPhone }) => hasPhone);
  for (const { userId: toId, hasPhone } of officers) {
    const about = { moveId: name, exchangeId: journal, event, aboutId: null };
    const noticeId = await writeNotice(act, { ...about, side: 'office', toKind: 'user', toId });
    if (!phones || (isAnybodyNear && !hasPhone)) continue;
    await writeOutbox(act, { noticeId, channel: 'phone', regionCode: countyCode, toId });
  }
}

/** Once a day for each journal: it is refused again at every press until a person has decided. */
const ofToday = (act: Pick<Act, 'today'>, journal: string, event: Alarm): Raised => ({
  journal,
  event,
  name: `${journal}:${event}:${act.today}`,
});

/** What a reading found: however much is wrong with a book, one alarm, and the same first fault once a day. @param since of that day */
export async function alarmOfAudit(act: Act, audit: Audit, since: number, phones: boolean): Promise<void> {
  const { id, journal, ok, faultKind } = audit;
  if (ok || (await wasFoundSince(act, audit, since))) return;
  const raised = faultKind === 'set_back' ? ofToday(act, journal, 'bookSetBack') : null;
  await raiseAlarm(act, raised ?? { journal, event: 'bookFault', name: id }, phones);
}

const REFUSED: Partial<Record<Refusal['code'], Alarm>> = { book_set_back: 'bookSetBack', book_bent: 'bookBent' };

/** What posting or sealing was refused for, when that is a book that does not stand. */
export function alarmIn(error: unknown, act: Pick<Act, 'today'>): Raised | null {
  const event = error instanceof Refusal ? REFUSED[error.code] : undefined;
  return event ? ofToday(act, String((error as Refusal).params.journal), event) : null;
}
