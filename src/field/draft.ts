/** A draft: begun with what is likely, filled in on the page, read back from it. */

import { addDays, type Day, dayOf, daysBetween, type HalfDay } from '#domain/day';
import { halfDayNow, phoneNow, today, trueNow } from '#field/clock';
import { readLook } from '#field/look';
import { NOTHING_WRONG } from '#field/read-look';
import { NO_WITNESS } from '#field/read-witness';
import { newId } from '#field/seal';
import { known, personOf, roster } from '#field/state';
import {
  type Draft,
  type Entry,
  type FieldRecord,
  FOUND,
  type Found,
  type Mend,
  type Order,
  type Reason,
  type VisitRecord,
} from '#field/types';

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

export const blank = (): Draft => ({
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
    (one) => !one.round && one.order === null && !one.mends && !one.does && one.memberIds[0] === memberId,
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
  const begun = known.drafts.find((one) => one.order === order.id && !one.mends && !one.does);
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

/** What the house refused, to be put right: under the same id, so that it can never be two. Null where there is nothing to put right. */
export function draftToMend(entry: Entry, record: VisitRecord): Draft | null {
  if (entry.state === 'taken') return draftToCorrect(entry);
  const { id } = entry;
  const begun = known.drafts.find((one) => one.id === id);
  if (begun) return begun;
  const { exchangeId, version } = record;
  const said = { ...record, servedOn: dayMeant(record) };
  return {
    ...asSaid(said),
    ...{ id, mends: true, round: Boolean(record.doors) },
    ...(record.went ? { went: record.went } : {}),
    ...(record.witness ? { witness: { ...NO_WITNESS, ...record.witness } } : {}),
    ...(record.found ? { look: { ...NOTHING_WRONG, ...record.found } } : {}),
    ...(exchangeId && version ? { corrects: { entryId: id, exchangeId, version } } : {}),
    found: Object.fromEntries((record.doors ?? []).map((door) => [door.memberId, door.found])),
    doorNotes: Object.fromEntries((record.doors ?? []).map((door) => [door.memberId, door.note ?? ''])),
    ...{ reason: record.reason ?? 'found_on_visit', told: record.toldInPerson ?? false, order: record.order ?? null },
  };
}

/** The day that a record is of: as it was written out, else by the phone's clock as far as that is off. */
export const dayMeant = ({ day, savedAt }: Pick<FieldRecord, 'day' | 'savedAt'>): Day =>
  day.on ?? addDays(dayOf(savedAt + trueNow() - phoneNow()), -day.ago);

/** What came back: as the house has it now, whoever wrote it last. */
function draftToCorrect({ id: entryId, receipt }: Entry): Draft | null {
  const { mend, exchangeId } = receipt ?? {};
  if (!mend || !exchangeId) return null;
  const begun = known.drafts.find(
    ({ corrects }) => corrects?.exchangeId === exchangeId && corrects?.version === mend.version,
  );
  if (begun) return begun;
  return { ...asSaid(mend), mends: true, corrects: { entryId, exchangeId, version: mend.version } };
}

/** What was written down before, as it stands on the page. */
function asSaid({ memberIds, serviceCode, times, volunteers, servedOn }: Omit<Mend, 'version'>): Draft {
  const [half, minutes] = 'halfDay' in times ? [times.halfDay, String(times.minutes)] : [halfDayNow(), ''];
  return {
    ...blank(),
    ...{ memberIds: [...memberIds], serviceCode },
    ...{ halfDay: half, minutes: BUTTONS.includes(Number(minutes)) ? minutes : '' },
    otherMinutes: minutes !== '' && !BUTTONS.includes(Number(minutes)) ? minutes : '',
    ...agoOf(servedOn),
    ...('start' in times ? { start: clock(times.start), end: clock(times.end) } : {}),
    volunteerIds: volunteers.map((one) => one.memberId),
    relativeIds: volunteers.filter((one) => one.relative).map((one) => one.memberId),
    ownMinutes: Object.fromEntries(volunteers.map((one) => [one.memberId, one.minutes ? String(one.minutes) : ''])),
  };
}

/** The served day, seen from today: a button for the last three, else written out. */
export function agoOf(day: Day): Pick<Draft, 'ago' | 'otherDay'> {
  const ago = daysBetween(day, today());
  return ago >= 0 && ago <= 2 ? { ago: String(ago), otherDay: '' } : { ago: '0', otherDay: day };
}

/** As buttons, in minutes. */
export const BUTTONS = [30, 60, 90, 120];

export const clock = (minute: number): string => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;

/** What stands on the page now. What the page does not ask stays as it was. */
export function readForm(draft: Draft, form: HTMLFormElement): Draft {
  const data = new FormData(form);
  const one = (name: string, otherwise = ''): string => String(data.get(name) ?? otherwise);
  const all = (name: string): string[] => data.getAll(name).map(String);
  const memberIds = membersIn(draft, all);
  return {
    ...draft,
    touchedAt: phoneNow(),
    memberIds,
    found: Object.fromEntries(memberIds.map((id) => [id, foundIn(one(`found-${id}`))])),
    doorNotes: Object.fromEntries(memberIds.map((id) => [id, one(`note-${id}`)])),
    ...{
      serviceCode: one('serviceCode', draft.serviceCode),
      minutes: one('minutes'),
      otherMinutes: one('otherMinutes'),
    },
    ...{ ago: one('ago', draft.ago), otherDay: one('otherDay'), halfDay: one('halfDay', draft.halfDay) as HalfDay },
    ...{ start: one('start'), end: one('end'), volunteerIds: all('volunteer'), relativeIds: all('kin') },
    witness: { memberId: one('witness'), name: one('witnessName'), phone: one('witnessPhone') },
    ownMinutes: Object.fromEntries(all('volunteer').map((id) => [id, one(`own-${id}`)])),
    order: data.has('order') ? one('order') : draft.order,
    look: readLook(form, draft.look),
    ...{ reason: one('reason', draft.reason) as Reason, told: data.has('told'), sure: data.has('sure') },
  };
}

/** For whom it was is no question of a correction. */
function membersIn(draft: Draft, all: (name: string) => string[]): string[] {
  const [first] = draft.memberIds;
  if (draft.corrects) return draft.memberIds;
  return draft.round || !first ? all('member') : [...new Set([first, ...all('mate'), ...fixedBy(draft)])];
}

const foundIn = (value: string): Found => ((FOUND as readonly string[]).includes(value) ? (value as Found) : 'seen');

/** Of an order for two, both were asked for: they are not ticked off one by one. */
const fixedBy = ({ memberIds }: Draft): string[] => memberIds.filter((id) => !matesOf(memberIds[0] ?? '').includes(id));

export const matesOf = (memberId: string): string[] =>
  (personOf(memberId)?.householdIds ?? []).filter((id) => id !== memberId && personOf(id));
