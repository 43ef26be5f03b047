/** 帮了谁？ Those who are due, those of lately, everybody else; found by typing, on the phone itself. */
import type { Day } from '#domain/day';
import { absentWay } from '#field/absent';
import { callsAbout } from '#field/calls';
import { today } from '#field/clock';
import { icon, need, notice, part, put, tag } from '#field/dom';
import { dayMeant } from '#field/draft';
import { ordersDue } from '#field/orders';
import { type OwedPerson, owedNow } from '#field/owed';
import { photoLines } from '#field/photo-words';
import { lang, say } from '#field/say';
import { cardMeant, find } from '#field/search';
import { isOwn, known, ownEntries, page, roster } from '#field/state';
import { calledOf, entryLine, stateOf, toMend, whenOf, whyOf } from '#field/told';
import type { FieldRecord, Order, Person, Roster } from '#field/types';
import { sayShortDay } from '#i18n/say';

const MOST_FOUND = 12;
/** A morning's walk. */
const MOST_OWED = 8;

const FINISHED = new Set(['good', 'plain']);

/** What was saved last, with its state as it is now. */
export function savedCard(id: string | null): DocumentFragment | null {
  const entry = known.entries.find((one) => one.id === id);
  if (!entry) return null;
  const { kind, words } = stateOf(entry);
  return part('saved', {
    kind: FINISHED.has(kind) ? 'is-good' : 'is-waiting',
    icon: icon(FINISHED.has(kind) ? 'circle-check' : 'clock'),
    words,
    line: entryLine(entry),
    when: whenOf(entry),
    why: toMend(entry) ? whyOf(entry) : null,
    photos: photoLines(entry),
    notes: (entry.receipt?.visitId && entry.receipt.notes?.map((words) => notice('plain', words))) || null,
    calls: callsAbout(entry),
    mend: toMend(entry),
  });
}

/** Those who moved away, by name, until she has read it. */
export function toldCards(): DocumentFragment[] {
  const gone = known.brought?.gone.filter(({ read }) => !read) ?? [];
  return gone.map(({ id, name }) => part('told', { id, icon: icon('info'), words: say('phone.gone', { name }) }));
}

const place = ({ hamlet, villageName }: Person): string => hamlet || villageName;

const spaced = (number: string): string => number.replace(/(\d{4})(?=\d)/g, '$1 ');

/** @param card the number by which she was found: read back, so that one hears whether it is hers */
const personTile = (person: Person, card: string | null = null): DocumentFragment =>
  part('person', {
    href: `#log/${person.id}`,
    title: person.name,
    text: [place(person), card && say('phone.card', { number: spaced(card) })].filter(Boolean).join(say('care.comma')),
    tag: person.away
      ? tag('plain', say(`member.away.${person.away}`))
      : isOwn(person.id)
        ? tag('plain', say('phone.own_family'))
        : null,
  });

function orderTile(order: Order, { people }: Roster): DocumentFragment {
  const who = people.filter(({ id }) => order.memberIds.includes(id));
  const late = order.plannedOn < today();
  const tile = part('person', {
    href: `#order/${order.id}`,
    title: who.map((one) => calledOf(one)).join(say('phone.and')),
    text: order.words,
    tag: late ? tag('waiting', say('phone.late')) : null,
  });
  return part('order', { tile, absent: absentWay(order) });
}

/** Overdue first, then today's: orders, then those whose visit is due without one. */
function dueTiles(list: Roster): DocumentFragment[] {
  const orders = ordersDue(list, today());
  const asked = new Set(orders.flatMap(({ memberIds }) => memberIds));
  const due = ranked(list.people, 'dueRank').filter(({ id, away }) => !asked.has(id) && away === null);
  return [...orders.map((order) => orderTile(order, list)), ...due.map((one) => personTile(one))];
}

/** What cannot wait first; the first of them in sight, the others a tap away. */
function owedTiles(list: Roster) {
  const made = ownEntries()
    .filter(({ state }) => state !== 'refused')
    .map(({ record }) => ({ record, on: dayMeant(record) }));
  const tiles = owedNow(list.people, made, today()).map((one) => owedTile(one, made));
  const rest = tiles.slice(MOST_OWED);
  return {
    owedTitle: tiles.length > 0,
    owedCount: tiles.length,
    owed: tiles.length > 0 ? tiles.slice(0, MOST_OWED) : null,
    moreOwed: rest.length > 0,
    moreOwedWords: say('phone.owed_more', { count: rest.length }),
    restOwed: rest,
  };
}

/** 七婆 · 坑尾 · 出过急事，再去看看 — 12月2日 之前 */
function owedTile(person: OwedPerson, made: readonly { record: FieldRecord; on: Day }[]): DocumentFragment {
  const { id, name, owed } = person;
  const late = owed.by < today();
  const day = sayShortDay(lang(), owed.by, today());
  const tried = made.some(({ record, on }) => 'mode' in record && record.memberIds.includes(id) && on === today());
  return part('person', {
    href: `#visit/${id}`,
    title: name,
    text: [place(person), say(`due.kind.${owed.kind}`), tried && say('phone.not_seen')]
      .filter(Boolean)
      .join(say('care.comma')),
    tag: tag(late ? 'grave' : 'plain', say(late ? 'phone.owed_late' : 'phone.owed_by', { day })),
  });
}

const ranked = (people: readonly Person[], by: 'dueRank' | 'recentRank'): Person[] =>
  people.filter((one) => one[by] !== null).sort((a, b) => Number(a[by]) - Number(b[by]));

/** Closed with no network, the page does not open again: why, and what to do. */
function notKept(): DocumentFragment | null {
  const has = 'serviceWorker' in navigator;
  if (has && !page.failed) return null;
  return notice('plain', say(has ? 'phone.worker_failed' : isSecureContext ? 'phone.worker_none' : 'phone.no_worker'));
}

/** @param install null where the page is on the home screen already */
export function whoScreen(savedId: string | null, install: boolean): DocumentFragment {
  const list = roster();
  if (!list && known.leaving) return part('door', { words: say('phone.leaving') });
  if (!list) return part('door', { words: say('phone.no_list'), log: true, door: true });
  const due = dueTiles(list);
  const owed = owedTiles(list);
  const away = list.people.filter((one) => one.away !== null).length;
  const recent = ranked(list.people, 'recentRank');
  const rest = list.people.filter((one) => !recent.includes(one));
  return part('who', {
    saved: savedCard(savedId),
    told: toldCards(),
    warning: notKept(),
    none: list.people.length === 0 ? notice('plain', say('phone.nobody')) : null,
    cut: list.cut ? notice('waiting', say('phone.cut', { count: list.people.length })) : null,
    dueTitle: due.length > 0,
    due: due.length > 0 ? due : null,
    ...owed,
    owedAway: away > 0 && owed.owedTitle ? say('phone.owed_away', { count: away }) : null,
    recentTitle: recent.length > 0,
    recent: recent.length > 0 ? recent.map((one) => personTile(one)) : null,
    round: list.people.length > 1,
    restTitle: rest.length > 0,
    rest: rest.length > 0 ? rest.map((one) => personTile(one)) : null,
    install,
  });
}

/** What was typed is looked for at every letter; while nothing is typed the lists are there. */
export function searchPeople(typed: string): void {
  const found = find(roster()?.people ?? [], typed);
  const asked = typed.trim() !== '';
  need('lists').hidden = asked;
  const tiles = found.slice(0, MOST_FOUND).map((one) => personTile(one, cardMeant(one, typed)));
  put(
    need('found'),
    !asked ? [] : tiles.length > 0 ? [part('found', { tiles })] : [notice('plain', say('phone.found_none'))],
  );
}
