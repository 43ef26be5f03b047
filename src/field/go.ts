/** 现在去: who goes and what for, kept before she leaves; and for the visit afterwards, what was said then. */
import { dayOf, minuteOfDay } from '#domain/day';
import { phoneNow, today, trueNow } from '#field/clock';
import { need, notice, part } from '#field/dom';
import { blank, dayMeant } from '#field/draft';
import { choice, orderChoices, refusedBefore, services, volunteers } from '#field/log-choices';
import { ordersAround } from '#field/orders';
import { type Clocks, ownFamily, type Problem, savedNow, type Understood } from '#field/read-draft';
import { lang, say } from '#field/say';
import { isOwn, known, personOf, roster, volunteerOf } from '#field/state';
import { calledPerson, draftLine, whyOf } from '#field/told';
import { type Draft, type Entry, GO, type GoRecord, type Roster } from '#field/types';
import { sayTime } from '#i18n/say';

export function draftToGo(memberId: string): Draft {
  const begun = known.drafts.find((one) => one.does === 'go' && !one.mends && one.memberIds[0] === memberId);
  const { lastVolunteers = [], lastService } = personOf(memberId) ?? {};
  const volunteerIds = lastVolunteers.filter((id) => volunteerOf(id));
  return begun ?? { ...blank(), does: 'go', memberIds: [memberId], volunteerIds, serviceCode: lastService ?? '' };
}

/** What the house refused, under the same id. */
export function goToMend(id: string, { memberIds, volunteerIds, serviceCode, another }: GoRecord): Draft {
  const begun = known.drafts.find((one) => one.id === id);
  const people = { memberIds: [...memberIds], volunteerIds: [...volunteerIds] };
  return begun ?? { ...blank(), ...people, id, mends: true, does: 'go', serviceCode, order: another ? 'new' : null };
}

export function goScreen(draft: Draft): DocumentFragment {
  const [first = ''] = draft.memberIds;
  const { shown, more } = services(draft);
  const refused = refusedBefore(draft);
  const orders = orderChoices(draft);
  const offer = ({ code, name }: { code: string; name: string }, at: number) =>
    choice({ name: 'serviceCode', value: code, label: name, checked: code === draft.serviceCode }, at);
  return part('go', {
    summary: [],
    notices: [
      ...(refused ? [notice('grave', say('phone.mend_because', { why: whyOf(refused) }))] : []),
      ...(isOwn(first) ? [notice('grave', say('phone.own_family_do'))] : []),
    ],
    title: say('outing.for', { name: calledPerson(first) }),
    noOrders: orders.length === 0,
    orders,
    services: shown.map(offer),
    moreServices: more.length > 0,
    otherServices: more.map((one) => offer(one, 1)),
    volunteers: volunteers(draft),
  });
}

export function keepUpGo(draft: Draft): void {
  const bar = need('screen').querySelector('#save-words');
  if (bar) bar.textContent = draftLine(draft);
}

export function readGo(draft: Draft, list: Roster, clocks: Clocks): Understood<GoRecord> {
  const { id, memberIds, volunteerIds, serviceCode, order } = draft;
  const problems: Problem[] = [...ownFamily(draft, list)];
  if (serviceCode === '') problems.push({ field: 'serviceCode', code: 'missing' });
  if (volunteerIds.length === 0) problems.push({ field: 'volunteer', code: 'missing' });
  const around = ordersAround(list.orders, memberIds, volunteerIds, today());
  if (order === null && around.length > 0) problems.push({ field: 'order', code: 'which_order' });
  // What was agreed stands there already.
  if (order !== null && order !== 'new') problems.push({ field: 'order', code: 'ordered' });
  if (problems.length > 0) return { record: null, problems };
  const said = { id, form: GO, memberIds, serviceCode, volunteerIds } as const;
  const another = order === 'new' ? ({ another: true } as const) : {};
  return {
    record: { ...said, ...another, day: { phone: dayOf(clocks.phone), ago: 0 }, ...savedNow(clocks) },
    problems: [],
  };
}

type Gone = Entry & { record: GoRecord };
const goings = (): Gone[] => known.entries.filter((entry): entry is Gone => entry.record.form === GO);

/** A setting out on this phone, by its id. */
export const goingOf = (goId: string): Gone | undefined => goings().find(({ id }) => id === goId);

/** Today's setting out to her on this phone of which nothing is written down yet: the last one. */
function goneTo(memberId: string): Gone | undefined {
  return goings().find(
    ({ id, userId, record, state, receipt }) =>
      userId === roster()?.user.id &&
      record.memberIds.includes(memberId) &&
      dayMeant(record) === today() &&
      state !== 'refused' &&
      (receipt?.state ?? 'waiting') === 'waiting' &&
      !known.entries.some(({ record: visit }) => 'went' in visit && visit.went === id),
  );
}

/** A visit is begun with what was said when she left. */
export function withGoing(draft: Draft): Draft {
  const gone = goneTo(draft.memberIds[0] ?? '');
  if (!gone || draft.went) return draft;
  const { volunteerIds, serviceCode } = gone.record;
  const order = gone.receipt?.exchangeId ?? draft.order;
  return { ...draft, went: gone.id, volunteerIds: [...volunteerIds], serviceCode, order };
}

/** 出发时记过（9:02）, and what to do with that. */
export function wentNotice({ went, does }: Draft): DocumentFragment[] {
  const savedAt = known.entries.find(({ id }) => id === went)?.record.savedAt;
  if (savedAt === undefined) return [];
  const at = sayTime(lang(), minuteOfDay(savedAt + trueNow() - phoneNow()));
  return [notice('plain', say(does === 'absent' ? 'phone.went_for_nothing' : 'phone.went_at', { at }))];
}
