/** 没见到人: a page of one line, of an order or of a setting out. From its tile to the outbox in two taps. */
import { dayOf } from '#domain/day';
import { need, notice, part, tag } from '#field/dom';
import { blank } from '#field/draft';
import { goingOf, wentNotice } from '#field/go';
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

/** She set out, and the house may not know yet: by what stands on the phone. Null where she did not. */
export function draftForAbsentGoing(goId: string): Draft | null {
  const begun = known.drafts.find((one) => one.does === 'absent' && !one.mends && one.went === goId);
  const gone = goingOf(goId);
  if (begun || !gone) return begun ?? null;
  const { memberIds, volunteerIds, serviceCode, another } = gone.record;
  return {
    ...{ ...blank(), does: 'absent', memberIds: [...memberIds], volunteerIds: [...volunteerIds], serviceCode },
    ...{ went: goId, order: another ? 'new' : null, note: '' },
  };
}

/** What the house refused, under the same id. */
export function absentToMend(id: string, record: AbsentRecord): Draft {
  const begun = known.drafts.find((one) => one.id === id);
  const { memberIds, serviceCode, order = null, note = '', went, volunteerIds = [], another } = record;
  const said = { does: 'absent' as const, memberIds: [...memberIds], serviceCode, note };
  // Meanwhile she may have said of her setting out that it is none of the orders around it.
  const isAnother = another || (went !== undefined && goingOf(went)?.record.another);
  const of =
    went === undefined ? { order } : { went, volunteerIds: [...volunteerIds], order: isAnother ? 'new' : null };
  return begun ?? { ...blank(), id, mends: true, ...said, ...of };
}

export function absentScreen(draft: Draft): DocumentFragment {
  const refused = refusedBefore(draft);
  return part('absent', {
    summary: [],
    notices: [
      ...(refused ? [notice('grave', say('phone.mend_because', { why: whyOf(refused) }))] : []),
      ...wentNotice(draft),
    ],
    title: say('phone.absent_title', { name: named(draft.memberIds, calledPerson) }),
    words: say(draft.went === undefined ? 'phone.absent_words' : 'phone.absent_went_words'),
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
export function readAbsent(draft: Draft, clocks: Clocks): Understood {
  const { id, memberIds, volunteerIds, serviceCode, order, went, note = '' } = draft;
  const another = order === 'new' ? ({ another: true } as const) : {};
  const of = went === undefined ? { order: order ?? '' } : { went, volunteerIds, ...another };
  const said = { id, form: ABSENT, memberIds, serviceCode, ...of } as const;
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
