/** The answers of the log: orders it may be, services, who may have gone, which doors. What is likely stands first. */
import { addDays } from '#domain/day';
import { today } from '#field/clock';
import { need, part, put } from '#field/dom';
import { isFamily, isRelative } from '#field/draft';
import { ordersAround } from '#field/orders';
import { say } from '#field/say';
import { find } from '#field/search';
import { isOwn, known, personOf, roster, volunteerOf } from '#field/state';
import { calledOf } from '#field/told';
import { type Draft, FOUND, type Service } from '#field/types';

const MOST_SERVICES = 4;
const MOST_VOLUNTEERS = 6;

interface Choice {
  name: string;
  value: string;
  label: string;
  checked: boolean;
  many?: boolean;
  hint?: string;
}

/** What is said within sentences too, begins one here. */
const begun = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The first of a question has the name by which a mistake finds it. */
export const choice = ({ name, value, label, checked, many, hint }: Choice, at: number): DocumentFragment =>
  part('choice', {
    ...{ name, value, label: begun(label), checked, hint: hint ?? null, type: many ? 'checkbox' : 'radio' },
    id: at === 0 ? `f-${name}` : `f-${name}-${value}`,
  });

/** What the house sent back, where this puts it right. */
export const refusedBefore = (draft: Draft) =>
  known.entries.find(({ id }) => draft.mends && id === (draft.corrects?.entryId ?? draft.id));

export function orderChoices(draft: Draft): DocumentFragment[] {
  // A round is nobody's order: what was ordered at one of its doors is written down by itself.
  if (draft.corrects || draft.round) return [];
  const day = addDays(today(), -Number(draft.ago));
  const around = ordersAround(roster()?.orders ?? [], draft.memberIds, draft.volunteerIds, day);
  const offered = refusedBefore(draft)?.receipt?.choices ?? [];
  // The one she came for, however long it is overdue.
  const chosen = (roster()?.orders ?? []).filter(({ id }) => id === draft.order);
  const options = new Map([...chosen, ...around, ...offered].map(({ id, words }) => [id, words]));
  if (options.size === 0) return [];
  options.set('new', say('book.other_visit'));
  return [...options].map(([value, label], at) =>
    choice({ name: 'order', value, label, checked: value === draft.order }, at),
  );
}

export function services({ serviceCode }: Draft): { shown: Service[]; more: Service[] } {
  const all = (roster()?.services ?? []).filter(({ enabled }) => enabled);
  const last = all.filter(({ code }) => code === serviceCode);
  const order = [...last, ...all.filter(({ code }) => code !== serviceCode)];
  return { shown: order.slice(0, MOST_SERVICES), more: order.slice(MOST_SERVICES) };
}

/** Ticked ones first, then who came to her lately, then the others as the house has them. */
export function volunteers(draft: Draft, found: readonly string[] = []): DocumentFragment[] {
  const offered = (roster()?.volunteers ?? []).filter(({ inPost }) => !inPost).map(({ id }) => id);
  const hers = draft.memberIds.flatMap((id) => personOf(id)?.lastVolunteers ?? []);
  const ids = [...new Set([...draft.volunteerIds, ...found, ...hers, ...offered])].filter(
    (id) => volunteerOf(id) && !draft.memberIds.includes(id),
  );
  const must = new Set([...draft.volunteerIds, ...found]).size;
  return ids.slice(0, Math.max(MOST_VOLUNTEERS, must)).map((id, at) => volunteerLine(draft, id, at));
}

function volunteerLine(draft: Draft, id: string, at: number): DocumentFragment {
  const one = volunteerOf(id);
  const name = one?.name ?? '';
  const family = isFamily(id, draft.memberIds);
  return part('volunteer', {
    ...{ id: at === 0 ? 'f-volunteer' : `volunteer-${id}`, value: id, name, checked: draft.volunteerIds.includes(id) },
    hint: family ? say('phone.family_no_minutes') : null,
    ...{ kinId: `kin-${id}`, kinOf: say('book.kin_of', { name: calledOf(one) ?? '' }) },
    kin: draft.volunteerIds.includes(id) ? draft.relativeIds.includes(id) : isRelative(id, draft.memberIds),
    own: true,
    ...{ ownId: `f-own-${id}`, ownName: `own-${id}`, ownValue: draft.ownMinutes[id] ?? '' },
    ownLabel: say('phone.own_minutes', { name: calledOf(one) ?? '' }),
  });
}

/** Typed into the field below the list: whoever is found stands in the list, ticks stay. */
export function searchVolunteers(draft: Draft, typed: string): void {
  const found = find(roster()?.volunteers ?? [], typed).slice(0, MOST_VOLUNTEERS);
  const list = need('screen').querySelector('[data-slot=volunteers]');
  if (list)
    put(
      list,
      volunteers(
        draft,
        found.filter(({ inPost }) => !inPost).map(({ id }) => id),
      ),
    );
}

/** A line a door: those who are due, then everybody. */
export function houses(draft: Draft): DocumentFragment[] {
  const ways = (id: string) =>
    FOUND.map((value, at) =>
      choice(
        {
          name: `found-${id}`,
          value,
          label: say(`phone.found_${value}`),
          checked: (draft.found[id] ?? 'seen') === value,
        },
        at,
      ),
    );
  return (roster()?.people ?? [])
    .filter(({ id, away }) => !isOwn(id) && away === null)
    .map((person, at) =>
      part('house', {
        ...{ id: at === 0 ? 'f-member' : `member-${person.id}`, value: person.id, name: person.name },
        ...{ hint: person.hamlet || null, checked: draft.memberIds.includes(person.id) },
        ...{ how: true, howOf: say('phone.found_of', { name: calledOf(person) ?? '' }), ways: ways(person.id) },
        ...{ note: true, noteId: `f-note-${person.id}`, noteName: `note-${person.id}` },
        noteValue: draft.doorNotes?.[person.id] ?? '',
        noteLabel: say('phone.door_note', { name: calledOf(person) ?? '' }),
      }),
    );
}
