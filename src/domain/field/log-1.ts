/** Reads form `log.1`: the log of four taps, for a visit, a couple, or a round with a line a door. */
import { HALF_DAYS } from '#domain/day';
import { choiceIn, idIn, idsIn, isRaw, minutesIn, noteIn, type Raw, rowsIn, wholeIn } from '#domain/field/raw';
import { type Door, FOUND, MOST_DOORS, type VisitRecord } from '#domain/field/record';
import { MOST_DAYS, readSaved } from '#domain/field/saved';
import { UNASKED_REASONS } from '#domain/reason';
import { Refusal } from '#domain/refusal';
import type { Times } from '#domain/served';

const MOST_VOLUNTEERS = 6;
const LAST_MINUTE = 24 * 60 - 1;
const LONGEST_NOTE = 200;
/** RSA-2048 in base64, with room for a longer key. */
const LONGEST_SEAL = 1_024;

/** @throws Refusal not_understood · missing · too_many · too_long · minutes_zero · minutes_not_understood · nobody_found, with the field */
export function readLog1(raw: Raw): VisitRecord {
  const doors = doorsIn(raw);
  return {
    kind: 'visit',
    ...readSaved(raw, membersIn(raw, doors), [0, MOST_DAYS]),
    volunteers: volunteersIn(raw),
    times: timesIn(raw),
    order: raw.order === undefined || raw.order === null ? null : idIn(raw, 'order'),
    went: raw.went === undefined || raw.went === null ? null : idIn(raw, 'went'),
    reason: raw.reason === undefined ? 'found_on_visit' : choiceIn(raw, 'reason', UNASKED_REASONS),
    doors,
    corrects: null,
    told: raw.toldInPerson === true,
    witness: null,
    found: null,
    pin: pinIn(raw),
  };
}

/** Of a round those who were there; of a visit those who were named. */
function membersIn(raw: Raw, doors: readonly Door[]): string[] {
  if (doors.length > 0) {
    const there = doors.filter(({ found }) => found !== 'absent').map(({ memberId }) => memberId);
    if (there.length === 0) throw new Refusal('nobody_found', { field: 'doors' });
    return there;
  }
  const ids = idsIn(raw, 'memberIds', MOST_DOORS);
  if (ids.length === 0) throw new Refusal('missing', { field: 'memberId' });
  return ids;
}

function doorsIn(raw: Raw): Door[] {
  const doors = rowsIn(raw, 'doors', MOST_DOORS).map((row) => ({
    memberId: idIn(row, 'memberId'),
    found: choiceIn(row, 'found', FOUND),
    note: noteIn(row, 'note', LONGEST_NOTE),
  }));
  if (new Set(doors.map(({ memberId }) => memberId)).size < doors.length) {
    throw new Refusal('not_understood', { field: 'doors' });
  }
  return doors;
}

function volunteersIn(raw: Raw): VisitRecord['volunteers'] {
  const volunteers = rowsIn(raw, 'volunteers', MOST_VOLUNTEERS).map((row) => ({
    memberId: idIn(row, 'memberId'),
    ...(row.minutes === undefined || row.minutes === null ? {} : { minutes: minutesIn(row, 'minutes') }),
    relative: row.relative === true,
  }));
  if (volunteers.length === 0) throw new Refusal('missing', { field: 'volunteer' });
  if (new Set(volunteers.map(({ memberId }) => memberId)).size < volunteers.length) {
    throw new Refusal('not_understood', { field: 'volunteer' });
  }
  return volunteers;
}

function timesIn(raw: Raw): Times {
  const times = isRaw(raw.times) ? raw.times : {};
  if ('start' in times || 'end' in times) {
    return { start: wholeIn(times, 'start', 0, LAST_MINUTE), end: wholeIn(times, 'end', 0, LAST_MINUTE) };
  }
  return { halfDay: choiceIn(times, 'halfDay', HALF_DAYS), minutes: minutesIn(times, 'minutes') };
}

function pinIn(raw: Raw): VisitRecord['pin'] {
  if (raw.pin === undefined || raw.pin === null) return null;
  if (!isRaw(raw.pin)) throw new Refusal('not_understood', { field: 'pin' });
  const { sealed } = raw.pin;
  const fits = typeof sealed === 'string' && sealed.length <= LONGEST_SEAL && /^[\w+/=-]+$/.test(sealed);
  if (!fits) throw new Refusal('not_understood', { field: 'pin' });
  return { memberId: idIn(raw.pin, 'memberId'), sealed };
}
