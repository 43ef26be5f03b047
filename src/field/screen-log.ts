/** One page: what, how long, when, by whom. It is drawn once; what changes while she fills it in is changed in its place. */
import { addDays } from '#domain/day';
import { keepUpCalls } from '#field/calls';
import { today } from '#field/clock';
import { need, notice, part } from '#field/dom';
import { BUTTONS, matesOf } from '#field/draft';
import { wentNotice } from '#field/go';
import { choice, houses, orderChoices, refusedBefore, services, volunteers } from '#field/log-choices';
import { photoPart } from '#field/log-photo';
import { sure } from '#field/log-problems';
import { fillInLook } from '#field/look';
import { asksWitness } from '#field/read-witness';
import { lang, say } from '#field/say';
import { canSeal } from '#field/seal';
import { isOwn, personOf, roster } from '#field/state';
import { calledPerson, draftLine, minutesWords, whyOf } from '#field/told';
import type { Draft, Entry } from '#field/types';
import { fillInWitness, keepUpWitness, witnesses } from '#field/witness';
import { sayShortDay } from '#i18n/say';

export function logScreen(draft: Draft): DocumentFragment {
  const [first = ''] = draft.memberIds;
  const person = personOf(first);
  const fixed = !draft.round;
  const mates = fixed && !draft.corrects ? matesOf(first) : [];
  const orders = orderChoices(draft);
  const { shown, more } = services(draft);
  return part('log', {
    notices: notices(draft),
    title: fixed
      ? say(draft.corrects ? 'phone.correct_title' : 'book.for', {
          name: draft.memberIds.map(calledPerson).join(say('phone.and')),
        })
      : say('phone.round_title'),
    where:
      fixed && person
        ? [person.hamlet || person.villageName, person.away && say(`member.away.${person.away}`)]
            .filter(Boolean)
            .join(say('care.comma'))
        : null,
    lookTo: `#visit/${first}`,
    look: fixed && !draft.mends && draft.order === null && person !== undefined && !draft.went,
    askTo: `#ask/${first}`,
    goTo: `#go/${first}`,
    go: fixed && !draft.mends && draft.order === null && person !== undefined && !draft.went,
    absentTo: `#absent/${draft.went}`,
    absent: fixed && !draft.mends && draft.went !== undefined,
    ask: fixed && !draft.mends && draft.order === null && person !== undefined,
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
    noWitness: !asksWitness(draft),
    witnesses: witnesses(draft),
    lookField: fixed && !draft.corrects,
    notPaired: !isPaired(draft),
    photo: photoPart(draft),
    ...pin(first, fixed),
    reasonField: !draft.corrects && (draft.order === null || draft.order === 'new'),
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
  fillInWitness(form, draft);
  if (draft.look) fillInLook(form, draft);
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
  keepUpWitness(draft);
  const paired = need('screen').querySelector<HTMLElement>('[data-paired]');
  if (paired) paired.hidden = !isPaired(draft);
  keepUpCalls(draft);
}

/** One of those who went is paired with her: then the same tap says that she was seen. */
const isPaired = ({ memberIds, volunteerIds }: Draft): boolean =>
  memberIds.some((id) => personOf(id)?.pairedIds?.some((other) => volunteerIds.includes(other)));

/** What came back says so in its own words; a refusal says only why. */
const becauseOf = (entry: Entry): string =>
  entry.state === 'taken' ? whyOf(entry) : say('phone.mend_because', { why: whyOf(entry) });

function notices(draft: Draft): DocumentFragment[] {
  const replaced = refusedBefore(draft);
  const own = draft.memberIds.some((id) => isOwn(id));
  return [
    ...(replaced ? [notice('grave', becauseOf(replaced))] : []),
    ...(own ? [notice('grave', say('phone.own_family_do'))] : []),
    ...wentNotice(draft),
  ];
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
