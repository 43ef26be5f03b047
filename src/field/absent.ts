/** 没见到人: an order's page of one line. From its tile to the outbox in two taps. */
import { dayOf } from '#domain/day';
import { need, notice, part, tag } from '#field/dom';
import { blank } from '#field/draft';
import { refusedBefore } from '#field/log-choices';
import { type Clocks, savedNow, type Understood } from '#field/read-draft';
import { say } from '#field/say';
import { known, roster } from '#field/state';
import { calledPerson, draftLine, named, whyOf } from '#field/told';
import { ABSENT, type AbsentRecord, type Draft, type Order } from '#field/types';

export function draftForAbsent({ id: order, memberIds, serviceCode }: Order): Draft {
  const begun = known.drafts.find((one) => one.does === 'absent' && !one.mends && one.order === order);
  return begun ?? { ...blank(), does: 'absent', memberIds: [...memberIds], serviceCode, order, note: '' };
}

/** What the house refused, under the same id. */
export function absentToMend(id: string, { memberIds, serviceCode, order, note = '' }: AbsentRecord): Draft {
  const begun = known.drafts.find((one) => one.id === id);
  return begun ?? { ...blank(), id, mends: true, does: 'absent', memberIds: [...memberIds], serviceCode, order, note };
}

export function absentScreen(draft: Draft): DocumentFragment {
  const refused = refusedBefore(draft);
  return part('absent', {
    summary: [],
    notices: refused ? [notice('grave', say('phone.mend_because', { why: whyOf(refused) }))] : [],
    title: say('phone.absent_title', { name: named(draft.memberIds, calledPerson) }),
    order: roster()?.orders.find(({ id }) => id === draft.order)?.words ?? null,
  });
}

/** After it stands on the page: what its own field holds. */
export function fillInAbsent(draft: Draft): void {
  const note = need('screen').querySelector<HTMLInputElement>('[name=note]');
  if (note) note.value = draft.note ?? '';
  const bar = document.getElementById('save-words');
  if (bar) bar.textContent = draftLine(draft);
}

/** Nothing of it can be wrong. */
export function readAbsent({ id, memberIds, serviceCode, order, note = '' }: Draft, clocks: Clocks): Understood {
  const said = { id, form: ABSENT, memberIds, serviceCode, order: order ?? '' } as const;
  const day = { phone: dayOf(clocks.phone), ago: 0 };
  return { record: { ...said, day, ...savedNow(clocks), ...(note.trim() ? { note: note.trim() } : {}) }, problems: [] };
}

/** Beneath the tile of an order that somebody took: the way to it, or that it is kept. */
export function absentWay({ id, volunteerIds }: Order): DocumentFragment | null {
  const kept = known.entries.some(
    ({ record, state }) => record.form === ABSENT && record.order === id && state !== 'refused',
  );
  if (kept) return tag('waiting', say('phone.absent_kept'));
  return volunteerIds.length > 0 ? part('absent-way', { to: `#absent/${id}` }) : null;
}
