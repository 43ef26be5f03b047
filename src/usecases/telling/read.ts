/** A notice with all that is needed to say it: the record as it stands now. The caller may read the notice. */
import type { Act } from '#db/act';
import type { EntryEvent } from '#domain/ledger';
import { effectsOf } from '#ledger/effect';
import { correctionsById } from '#records/correction';
import { exchangesById } from '#records/exchange';
import type { Notice } from '#records/notice';
import { openingLinesFor } from '#records/opening';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

/** What the book did to her minutes: what was entered, and what stands now. */
export interface BookChange {
  event: EntryEvent;
  was: number;
  now: number;
  reason: string | null;
  /** The event that was wrong; null where it is a list. */
  eventId: string | null;
}

export interface Telling {
  notice: Notice;
  /** Null where it is the book itself that did something. */
  line: ExchangeLine | null;
  book?: BookChange;
}

export async function tellingsFor(act: Act, notices: readonly Notice[]): Promise<Telling[]> {
  const ids = [...new Set(notices.map(({ exchangeId }) => exchangeId))];
  const lines = new Map((await linesFor(act, await exchangesById(act, ids))).map((line) => [line.exchange.id, line]));
  const books = await changesFor(
    act,
    notices.filter(({ exchangeId }) => !lines.has(exchangeId)),
  );
  return notices.flatMap((notice): Telling[] => {
    const line = lines.get(notice.exchangeId);
    if (line) return [{ notice, line }];
    const book = books.get(notice.id);
    return book ? [{ notice, line: null, book }] : [];
  });
}

/** By the id of the notice. */
async function changesFor(act: Act, notices: readonly Notice[]): Promise<Map<string, BookChange>> {
  const found = new Map<string, BookChange>();
  if (notices.length === 0) return found;
  const ids = notices.map(({ exchangeId }) => exchangeId);
  const corrections = await correctionsById(act, ids);
  const brought = await openingLinesFor(act, ids);
  for (const { id, exchangeId, toId, toKind, event } of notices) {
    const correction = corrections.get(exchangeId);
    if (correction) {
      const effects = await effectsOf(act, correction.eventId);
      // An officer is told of the pool that she answers for.
      const mine = effects.filter(({ ownerId, kind }) => (toKind === 'user' ? kind === 'pool' : ownerId === toId));
      const was = mine.reduce((sum, { before, after }) => Math.max(sum, Math.abs(after - before)), 0);
      found.set(id, {
        event: correction.event,
        was,
        now: correction.minutes ?? 0,
        reason: correction.reason,
        eventId: correction.eventId,
      });
    }
    const line = brought.find(({ openingId, memberId }) => openingId === exchangeId && memberId === toId);
    if (!line) continue;
    const { minutes } = line;
    const undone = event === 'openingReversed';
    found.set(id, {
      event: 'opening',
      was: undone ? minutes : 0,
      now: undone ? 0 : minutes,
      reason: null,
      eventId: null,
    });
  }
  return found;
}
