/** One page: what, how long, when, by whom. It is drawn once; what changes while she fills it in is changed in its place. */
import { addDays } from '#domain/day';
import { today } from '#field/clock';
import { icon, need, notice, part, put } from '#field/dom';
import { BUTTONS, isFamily, isRelative, matesOf } from '#field/draft';
import { ordersAround } from '#field/orders';
import { MOST_DOORS, type Problem } from '#field/read-draft';
import { lang, say, sayRefusal } from '#field/say';
import { canSeal } from '#field/seal';
import { find } from '#field/search';
import { isOwn, known, personOf, roster, volunteerOf } from '#field/state';
import { calledOf, calledPerson, draftLine, minutesWords, whyOf } from '#field/told';
import { type Draft, FOUND, type Service } from '#field/types';
import { sayShortDay } from '#i18n/say';

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

/** The first of a question has the name by which a mistake finds it. */
const choice = ({ name, value, label, checked, many, hint }: Choice, at: number): DocumentFragment =>
  part('choice', {
    ...{ name, value, label, checked, hint: hint ?? null, type: many ? 'checkbox' : 'radio' },
    id: at === 0 ? `f-${name}` : `f-${name}-${value}`,
  });

export function logScreen(draft: Draft): DocumentFragment {
  const [first = ''] = draft.memberIds;
  const person = personOf(first);
  const fixed = !draft.round;
  const mates = fixed ? matesOf(first) : [];
  const orders = orderChoices(draft);
  const { shown, more } = services(draft);
  return part('log', {
    notices: notices(draft),
    title: fixed
      ? say('book.for', { name: draft.memberIds.map(calledPerson).join(say('phone.and')) })
      : say('phone.round_title'),
    where:
      fixed && person
        ? [person.hamlet || person.villageName, person.away && say(`member.away.${person.away}`)]
            .filter(Boolean)
            .join(say('care.comma'))
        : null,
    noOrders: orders.length === 0,
    orders,
    doorsField: !fixed,
    doors: fixed ? null : houses(draft),
    services: shown.map((one, at) =>
      choice({ name: 'serviceCode', value: one.code, label: one.name, checked: one.code === draft.serviceCode }, at),
    ),
    moreServices: more.length > 0,
    otherServices: more.map((one) =>
      choice({ name: 'serviceCode', value: one.code, label: one.name, checked: one.code === draft.serviceCode }, 1),
    ),
    minutes: BUTTONS.map((minutes, at) =>
      choice(
        {
          name: 'minutes',
          value: String(minutes),
          label: minutesWords(minutes),
          checked: String(minutes) === draft.minutes,
        },
        at,
      ),
    ),
    days: [0, 1, 2].map((ago) =>
      choice(
        {
          name: 'ago',
          value: String(ago),
          label: sayShortDay(lang(), addDays(today(), -ago), today()),
          checked: String(ago) === draft.ago,
        },
        ago,
      ),
    ),
    volunteers: volunteers(draft),
    matesField: mates.length > 0,
    mates: mates.map((id, at) =>
      choice(
        { name: 'mate', value: id, label: personOf(id)?.name ?? '', checked: draft.memberIds.includes(id), many: true },
        at,
      ),
    ),
    ...pin(first, fixed),
    reasonField: draft.order === null || draft.order === 'new',
    sure: draft.sure ? sure(0, true) : [],
    summary: [],
  });
}

/** After it stands on the page: what its fields hold. */
export function fillIn(draft: Draft): void {
  const form = need('screen').querySelector('form');
  if (!form) return;
  for (const name of ['otherMinutes', 'otherDay', 'start', 'end'] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = draft[name];
  }
  check(form, 'halfDay', draft.halfDay);
  check(form, 'reason', draft.reason);
  const told = form.elements.namedItem('told');
  if (told instanceof HTMLInputElement) told.checked = draft.told;
  unfold(form);
  keepUp(draft);
}

function check(form: HTMLFormElement, name: string, value: string): void {
  for (const one of form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)) one.checked = one.value === value;
}

/** A drawer with something in it is open. */
function unfold(form: HTMLFormElement): void {
  for (const drawer of form.querySelectorAll('details')) {
    const filled = [...drawer.querySelectorAll('input')].some((one) =>
      one.type === 'text' ? one.value !== '' : one.name === 'serviceCode' && one.checked,
    );
    if (filled) drawer.open = true;
  }
}

/** While she fills it in: in one sentence what will be kept, and whose minutes may differ. */
export function keepUp(draft: Draft): void {
  const bar = document.getElementById('save-words');
  if (bar) bar.textContent = draft.memberIds.length > 0 ? draftLine(draft) : '';
  const list = document.getElementById('volunteers');
  list?.classList.toggle('is-several', draft.volunteerIds.length > 1);
}

const refusedBefore = (draft: Draft) => known.entries.find(({ id }) => draft.mends && id === draft.id);

function notices(draft: Draft): DocumentFragment[] {
  const replaced = refusedBefore(draft);
  const own = draft.memberIds.some((id) => isOwn(id));
  return [
    ...(replaced ? [notice('grave', say('phone.mend_because', { why: whyOf(replaced) }))] : []),
    ...(own ? [notice('grave', say('phone.own_family_do'))] : []),
  ];
}

function orderChoices(draft: Draft): DocumentFragment[] {
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

function services({ serviceCode }: Draft): { shown: Service[]; more: Service[] } {
  const all = (roster()?.services ?? []).filter(({ enabled }) => enabled);
  const last = all.filter(({ code }) => code === serviceCode);
  const order = [...last, ...all.filter(({ code }) => code !== serviceCode)];
  return { shown: order.slice(0, MOST_SERVICES), more: order.slice(MOST_SERVICES) };
}

/** Ticked ones first, then who came to her lately, then the others as the house has them. */
function volunteers(draft: Draft, found: readonly string[] = []): DocumentFragment[] {
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
function houses(draft: Draft): DocumentFragment[] {
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
      }),
    );
}

/** Her PIN: one person, one sealed letter, and only where a browser can seal. */
function pin(memberId: string, single: boolean) {
  const can = canSeal() && Boolean(roster()?.pinKey);
  return {
    pinField: single,
    pinWhy: can ? null : notice('plain', say('phone.pin_cannot')),
    pinInput: can,
    pinLabel: say('phone.pin_of', { name: calledPerson(memberId) }),
  };
}

const sure = (minutes: number, yes = false): DocumentFragment => {
  const card = part('sure', {
    words: say('phone.sure', { minutes: minutesWords(minutes) }),
    yes: say('phone.sure_yes'),
  });
  const tick = copyTick(card);
  if (tick) tick.checked = yes;
  return card;
};
const copyTick = (card: DocumentFragment) => card.querySelector<HTMLInputElement>('#f-sure');

const words = ({ field, code, minutes }: Problem): string => {
  if (code === 'sure') return say('phone.sure_first', { minutes: minutesWords(minutes ?? 0) });
  if (code === 'doors') return say('phone.too_many_doors', { most: MOST_DOORS });
  if (code === 'nobody') return say('phone.nobody_found');
  if (code === 'family_record') return say('phone.own_family_do');
  if (code === 'missing' || code === 'not_understood') return say(`refusal.${code}`, { label: labelOf(field) });
  return sayRefusal(code);
};

/** What a question is called in a sentence. */
const LABELS = {
  volunteer: 'field.volunteer',
  serviceCode: 'field.serviceCode',
  minutes: 'field.minutes',
  pin: 'field.pin',
  member: 'phone.whom',
} as const;
const labelOf = (field: string): string => say(LABELS[field as keyof typeof LABELS] ?? 'common.this_item');

/** What is to be put right, above and beside; everything that was typed stays as it is. */
export function showProblems(draft: Draft, problems: readonly Problem[]): void {
  const screen = need('screen');
  for (const place of screen.querySelectorAll('[data-problem]')) place.replaceChildren();
  for (const problem of problems) {
    const place = screen.querySelector(`[data-problem="${problem.field}"]`);
    if (problem.code !== 'sure')
      place?.replaceChildren(part('problem', { id: `f-${problem.field}-error`, words: words(problem) }));
    place?.closest('details')?.setAttribute('open', '');
  }
  const long = problems.find(({ code }) => code === 'sure');
  const asked = screen.querySelector('[data-slot=sure]');
  if (long && asked) put(asked, sure(long.minutes ?? 0));
  if (problems.some(({ code }) => code === 'which_order')) askOrder(draft);
  summarise(problems.map((problem) => ({ href: `#f-${problem.field}`, words: words(problem) })));
}

/** Asked for the first time: of the volunteers and the day that are chosen now. */
function askOrder(draft: Draft): void {
  const field = need('screen').querySelector<HTMLElement>('[data-orders]');
  if (!field) return;
  field.hidden = false;
  const list = field.querySelector('.choice-list');
  if (list) put(list, orderChoices(draft));
}

/** At the top, and in focus. */
export function summarise(lines: readonly { href: string | null; words: string }[]): void {
  const slot = need('screen').querySelector('[data-slot=summary]');
  if (!slot) return;
  put(
    slot,
    lines.length === 0
      ? []
      : [part('summary', { icon: icon('circle-alert'), lines: lines.map((line) => part('summary-line', line)) })],
  );
  slot.querySelector<HTMLElement>('.error-summary')?.focus();
}
