/** A notice with all that is needed to say it: the record as it stands now. The caller may read the notice. */
import type { Act } from '#db/act';
import type { EntryEvent } from '#domain/ledger';
import { isAlarm, isIncidentEvent, isPairEvent, isStormEvent } from '#domain/telling';
import { type Audit, auditsById } from '#ledger/audited';
import { effectsOf } from '#ledger/effect';
import { listJournals } from '#ledger/journal';
import { correctionsById } from '#records/correction';
import { exchangesById } from '#records/exchange';
import { incidentsById } from '#records/incident';
import type { Notice } from '#records/notice';
import { openingLinesFor } from '#records/opening';
import { pairingsById } from '#records/pairing';
import { type PlaceName, placeNames } from '#records/place';
import { type StormRow, stormsById } from '#records/storm';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { type IncidentLine, incidentLines } from '#usecases/incident/view';
import { type PairingLine, pairingLines } from '#usecases/pairing/list';

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
  /** A pair, and what happened to it. */
  pair?: PairingLine;
  /** Weather mode of a place. */
  storm?: { storm: StormRow; place: PlaceName | null };
  /** Something happened to somebody. */
  incident?: IncidentLine;
  /** A book that does not stand. */
  alarm?: BookAlarm;
}

export interface BookAlarm {
  journal: string;
  county: PlaceName | null;
  /** What the reading found that raised it; null where posting or sealing was refused. */
  audit: Audit | null;
}

export async function tellingsFor(act: Act, notices: readonly Notice[]): Promise<Telling[]> {
  const ids = [...new Set(notices.map(({ exchangeId }) => exchangeId))];
  const lines = new Map((await linesFor(act, await exchangesById(act, ids))).map((line) => [line.exchange.id, line]));
  const alarms = await alarmsFor(
    act,
    notices.filter(({ event }) => isAlarm(event)),
  );
  const books = await changesFor(
    act,
    notices.filter(
      ({ exchangeId, event }) =>
        !lines.has(exchangeId) &&
        !isAlarm(event) &&
        !isPairEvent(event) &&
        !isStormEvent(event) &&
        !isIncidentEvent(event),
    ),
  );
  const pairs = await pairsFor(
    act,
    notices.filter(({ event }) => isPairEvent(event)),
  );
  const storms = await stormsFor(
    act,
    notices.filter(({ event }) => isStormEvent(event)),
  );
  const happened = await incidentsFor(
    act,
    notices.filter(({ event }) => isIncidentEvent(event)),
  );
  return notices.flatMap((notice): Telling[] => {
    const line = lines.get(notice.exchangeId);
    if (line) return [{ notice, line }];
    const pair = pairs.get(notice.exchangeId);
    if (pair) return [{ notice, line: null, pair }];
    const storm = storms.get(notice.exchangeId);
    if (storm) return [{ notice, line: null, storm }];
    const incident = happened.get(notice.exchangeId);
    if (incident) return [{ notice, line: null, incident }];
    const book = books.get(notice.id);
    const alarm = alarms.get(notice.id);
    if (alarm) return [{ notice, line: null, alarm }];
    return book ? [{ notice, line: null, book }] : [];
  });
}

/** By the id of the pairing. */
async function pairsFor(act: Act, notices: readonly Notice[]): Promise<Map<string, PairingLine>> {
  const ids = [...new Set(notices.map(({ exchangeId }) => exchangeId))];
  const lines = await pairingLines(act, await pairingsById(act, ids));
  return new Map(lines.map((line) => [line.pairing.id, line]));
}

/** By the id of the storm. */
async function stormsFor(act: Act, notices: readonly Notice[]): Promise<Map<string, NonNullable<Telling['storm']>>> {
  const rows = await stormsById(act, [...new Set(notices.map(({ exchangeId }) => exchangeId))]);
  const places = await placeNames(
    act,
    rows.map(({ regionCode }) => regionCode),
  );
  return new Map(rows.map((storm) => [storm.id, { storm, place: places.get(storm.regionCode) ?? null }]));
}

/** By the id of the incident. */
async function incidentsFor(act: Act, notices: readonly Notice[]): Promise<Map<string, IncidentLine>> {
  const ids = [...new Set(notices.map(({ exchangeId }) => exchangeId))];
  const lines = await incidentLines(act, await incidentsById(act, ids));
  return new Map(lines.map((line) => [line.incident.id, line]));
}

/** By the id of the notice. */
async function alarmsFor(act: Act, notices: readonly Notice[]): Promise<Map<string, BookAlarm>> {
  if (notices.length === 0) return new Map();
  const journals = await listJournals(act);
  const places = await placeNames(
    act,
    journals.map(({ countyCode }) => countyCode),
  );
  const audits = await auditsById(
    act,
    notices.map(({ moveId }) => moveId),
  );
  const alarmOf = ({ id, moveId, exchangeId: journal }: Notice): [string, BookAlarm] => {
    const { countyCode = '' } = journals.find((one) => one.id === journal) ?? {};
    return [id, { journal, county: places.get(countyCode) ?? null, audit: audits.get(moveId) ?? null }];
  };
  return new Map(notices.map(alarmOf));
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
