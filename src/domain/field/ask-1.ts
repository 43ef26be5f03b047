/** Reads form `ask.1`: 请人帮手 for an elder at her door: what, on which day, how long, and how she agreed. */
import { HALF_DAYS, halfDayOf } from '#domain/day';
import { choiceIn, idsIn, isRaw, minutesIn, noteIn, type Raw, wholeIn } from '#domain/field/raw';
import { type AskRecord, CONSENTS } from '#domain/field/record';
import { MOST_DAYS, readSaved } from '#domain/field/saved';
import { Refusal } from '#domain/refusal';

const LAST_MINUTE = 24 * 60 - 1;
const LONGEST_WISH = 300;
/** A couple at home is one visit. */
const MOST_ASKED_FOR = 2;

/** @throws Refusal not_understood · missing · too_many · too_long · minutes_zero · minutes_not_understood, with the field */
export function readAsk1(raw: Raw): AskRecord {
  const memberIds = idsIn(raw, 'memberIds', MOST_ASKED_FOR);
  if (memberIds.length === 0) throw new Refusal('missing', { field: 'memberId' });
  return {
    kind: 'ask',
    coming: true,
    ...readSaved(raw, memberIds, [-MOST_DAYS, 0]),
    minutes: minutesIn(raw, 'minutes'),
    ...momentOf(isRaw(raw.at) ? raw.at : {}),
    wish: noteIn(raw, 'wish', LONGEST_WISH),
    urgent: raw.urgent === true,
    consentHow: choiceIn(raw, 'consentHow', CONSENTS),
  };
}

function momentOf(at: Raw): Pick<AskRecord, 'start' | 'halfDay'> {
  if (at.start === undefined || at.start === null) return { start: null, halfDay: choiceIn(at, 'halfDay', HALF_DAYS) };
  const start = wholeIn(at, 'start', 0, LAST_MINUTE);
  return { start, halfDay: halfDayOf(start) };
}
