/** A draft: begun with what is likely, filled in on the page, read back from it. */

import { addDays, type Day, dayOf, daysBetween, type HalfDay } from '#domain/day';
import { halfDayNow, phoneNow, today, trueNow } from '#field/clock';
import { newId } from '#field/seal';
import { known, personOf, roster } from '#field/state';
import { type Draft, type Entry, FOUND, type Found, type Order, type Reason } from '#field/types';

const relativesOf = (volunteerIds: readonly string[], memberIds: readonly string[]): string[] =>
  volunteerIds.filter((id) =>
    roster()?.kin.some(([one, other, bond]) => one === id && memberIds.includes(other) && bond === 'relative'),
  );

/** Knew of by the house: ticked from the start, and whoever knows better unticks it. */
export const isRelative = (volunteerId: string, memberIds: readonly string[]): boolean =>
  relativesOf([volunteerId], memberIds).length > 0;
/** Of her own family: the care is written down and earns nothing. */
export const isFamily = (volunteerId: string, memberIds: readonly string[]): boolean =>
  roster()?.kin.some(([one, other, bond]) => one === volunteerId && memberIds.includes(other) && bond === 'family') ??
  false;

const blank = (): Draft => ({
  id: newId(),
  userId: roster()?.user.id ?? '',
  touchedAt: phoneNow(),
  round: false,
  memberIds: [],
  found: {},
  serviceCode: '',
  minutes: '',
  otherMinutes: '',
  ago: '0',
  otherDay: '',
  halfDay: halfDayNow(),
  start: '',
  end: '',
  volunteerIds: [],
  relativeIds: [],
  ownMinutes: {},
  order: null,
  reason: 'found_on_visit',
  told: false,
  sure: false,
  mends: false,
});

/** As last time: what was done, and who went. */
export function draftFor(memberId: string): Draft {
  const begun = known.drafts.find(
    (one) => !one.round && one.order === null && !one.mends && one.memberIds[0] === memberId,
  );
  if (begun) return begun;
  const person = personOf(memberId);
  const volunteerIds = (person?.lastVolunteers ?? []).filter((id) => roster()?.volunteers.some((one) => one.id === id));
  const memberIds = [memberId];
  return {
    ...blank(),
    ...{ memberIds, volunteerIds, relativeIds: relativesOf(volunteerIds, memberIds) },
    serviceCode: person?.lastService ?? '',
  };
}

export function draftForOrder(order: Order): Draft {
  const begun = known.drafts.find((one) => one.order === order.id && !one.mends);
  const memberIds = [...order.memberIds];
  const volunteerIds = [...order.volunteerIds];
  return (
    begun ?? {
      ...blank(),
      ...{ memberIds, volunteerIds, order: order.id, serviceCode: order.serviceCode },
      // Overdue: most likely it was made when it was to be made.
      ...agoOf(order.plannedOn),
      relativeIds: relativesOf(volunteerIds, memberIds),
    }
  );
}

/** One sheet for several doors. */
export const draftForRound = (): Draft =>
  known.drafts.find((one) => one.round && !one.mends) ?? { ...blank(), round: true };

/** What the house refused, to be put right: under the same id, so that it can never be two. */
export function draftToMend({ id, record }: Entry): Draft {
  const begun = known.drafts.find((one) => one.id === id);
  if (begun) return begun;
  const { times, day } = record;
  const [half, minutes] = 'halfDay' in times ? [times.halfDay, String(times.minutes)] : [halfDayNow(), ''];
  return {
    ...blank(),
    ...{
      id,
      mends: true,
      memberIds: [...record.memberIds],
      serviceCode: record.serviceCode,
      round: Boolean(record.doors),
    },
    found: Object.fromEntries((record.doors ?? []).map((door) => [door.memberId, door.found])),
    ...{ halfDay: half, minutes: BUTTONS.includes(Number(minutes)) ? minutes : '' },
    otherMinutes: minutes !== '' && !BUTTONS.includes(Number(minutes)) ? minutes : '',
    ...agoOf(day.on ?? addDays(dayOf(record.savedAt + trueNow() - phoneNow()), -day.ago)),
    ...('start' in times ? { start: clock(times.start), end: clock(times.end) } : {}),
    volunteerIds: record.volunteers.map((one) => one.memberId),
    relativeIds: record.volunteers.filter((one) => one.relative).map((one) => one.memberId),
    ownMinutes: Object.fromEntries(
      record.volunteers.map((one) => [one.memberId, one.minutes ? String(one.minutes) : '']),
    ),
    ...{ reason: record.reason, told: record.toldInPerson ?? false, order: record.order },
  };
}

/** The served day, seen from today: a button for the last three, else written out. */
function agoOf(day: Day): Pick<Draft, 'ago' | 'otherDay'> {
  const ago = daysBetween(day, today());
  return ago >= 0 && ago <= 2 ? { ago: String(ago), otherDay: '' } : { ago: '0', otherDay: day };
}

/** As buttons, in minutes. */
export const BUTTONS = [30, 60, 90, 120];

const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** What stands on the page now. What the page does not ask stays as it was. */
export function readForm(draft: Draft, form: HTMLFormElement): Draft {
  const data = new FormData(form);
  const one = (name: string, otherwise = ''): string => String(data.get(name) ?? otherwise);
  const all = (name: string): string[] => data.getAll(name).map(String);
  const [first] = draft.memberIds;
  const memberIds = draft.round || !first ? all('member') : [...new Set([first, ...all('mate'), ...fixedBy(draft)])];
  return {
    ...draft,
    touchedAt: phoneNow(),
    memberIds,
    found: Object.fromEntries(memberIds.map((id) => [id, foundIn(one(`found-${id}`))])),
    ...{
      serviceCode: one('serviceCode', draft.serviceCode),
      minutes: one('minutes'),
      otherMinutes: one('otherMinutes'),
    },
    ...{ ago: one('ago', draft.ago), otherDay: one('otherDay'), halfDay: one('halfDay', draft.halfDay) as HalfDay },
    ...{ start: one('start'), end: one('end'), volunteerIds: all('volunteer'), relativeIds: all('kin') },
    ownMinutes: Object.fromEntries(all('volunteer').map((id) => [id, one(`own-${id}`)])),
    order: data.has('order') ? one('order') : draft.order,
    ...{ reason: one('reason', draft.reason) as Reason, told: data.has('told'), sure: data.has('sure') },
  };
}

const foundIn = (value: string): Found => ((FOUND as readonly string[]).includes(value) ? (value as Found) : 'seen');

/** Of an order for two, both were asked for: they are not ticked off one by one. */
const fixedBy = ({ memberIds }: Draft): string[] => memberIds.filter((id) => !matesOf(memberIds[0] ?? '').includes(id));

export const matesOf = (memberId: string): string[] =>
  (personOf(memberId)?.householdIds ?? []).filter((id) => id !== memberId && personOf(id));
