/** From what stands on the page of an ask to a record, refused in the words of the house; what it alone knows it says later. */
import { addDays, type Day, dayOf, daysBetween } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { readDay } from '#domain/times';
import {
  type Clocks,
  minutesIn,
  type Problem,
  savedNow,
  timeIn,
  type Understood,
  understanding,
} from '#field/read-draft';
import { ASK, type AskRecord, type Draft, type Roster } from '#field/types';

export function readAsk(draft: Draft, { services }: Roster, clocks: Clocks): Understood<AskRecord> {
  const { today } = clocks;
  const problems: Problem[] = [];
  const understand = understanding(problems);
  const service = services.find(({ code }) => code === draft.serviceCode);
  if (draft.serviceCode === '') problems.push({ field: 'serviceCode', code: 'missing' });
  const day = understand('otherDay', () => readComing(draft, today));
  const minutes = understand('minutes', () => readLength(draft, service?.maxMinutes));
  const at = understand('start', () => readMoment(draft));
  const consentHow = draft.ask?.consentHow;
  if (!consentHow) problems.push({ field: 'consentHow', code: 'consent_needed' });
  if (problems.length > 0 || !day || !minutes || !at || !consentHow) return { record: null, problems };
  const wish = draft.ask?.wish.trim() ?? '';
  return {
    record: {
      ...{ id: draft.id, form: ASK, memberIds: draft.memberIds, serviceCode: draft.serviceCode },
      ...{ minutes, at, day: dayIn(draft, day, clocks), consentHow, ...savedNow(clocks) },
      ...(wish === '' ? {} : { wish }),
      ...(draft.ask?.urgent ? { urgent: true } : {}),
    },
    problems: [],
  };
}

/** 明天 is said by a clock, and the house looks at it; a day that was written out goes as such. */
function dayIn({ otherDay }: Draft, day: Day, { phone, today }: Clocks): AskRecord['day'] {
  const ago = daysBetween(day, today);
  return otherDay.trim() === '' ? { phone: addDays(dayOf(phone), -ago), ago } : { phone: day, ago, on: day };
}

function readComing({ ago, otherDay }: Draft, today: Day): Day {
  if (otherDay.trim() === '') return addDays(today, -Number(ago));
  const day = readDay(otherDay, today, 'coming');
  if (day < today) throw new Refusal('day_in_past');
  return day;
}

function readLength({ minutes: pressed, otherMinutes }: Draft, maximum?: number): number {
  const typed = otherMinutes.trim();
  if (typed === '' && pressed === '') throw new Refusal('missing');
  const minutes = typed === '' ? Number(pressed) : minutesIn('otherMinutes', typed);
  if (minutes <= 0) throw new Refusal('minutes_zero');
  if (maximum !== undefined && minutes > maximum) throw new Refusal('over_service_maximum', { maximum });
  return minutes;
}

const readMoment = ({ start, halfDay }: Draft): AskRecord['at'] =>
  start.trim() === '' ? { halfDay } : { start: timeIn('start', start) };
