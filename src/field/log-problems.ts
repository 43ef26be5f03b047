/** What is to be put right on the log, above and beside its field; everything that was typed stays as it is. */
import { icon, need, part, put } from '#field/dom';
import { orderChoices } from '#field/log-choices';
import { MOST_DOORS, type Problem } from '#field/read-draft';
import { say, sayRefusal } from '#field/say';
import { minutesWords } from '#field/told';
import type { Draft } from '#field/types';

export const sure = (minutes: number, yes = false): DocumentFragment => {
  const card = part('sure', {
    words: say('phone.sure', { minutes: minutesWords(minutes) }),
    yes: say('phone.sure_yes'),
  });
  const tick = copyTick(card);
  if (tick) tick.checked = yes;
  return card;
};
const copyTick = (card: DocumentFragment) => card.querySelector<HTMLInputElement>('#f-sure');

const words = ({ field, code, minutes }: Problem, does: Draft['does']): string => {
  if (code === 'sure') return say('phone.sure_first', { minutes: minutesWords(minutes ?? 0) });
  if (code === 'doors') return say('phone.too_many_doors', { most: MOST_DOORS });
  if (code === 'ordered') return say('phone.go_ordered');
  if (code === 'nobody') return say('phone.nobody_found');
  if (code === 'family_record') return say('phone.own_family_do');
  if (code === 'over_service_maximum') return say(`refusal.${code}`, { maximum: minutesWords(minutes ?? 0) });
  if (code === 'missing' || code === 'not_understood') return say(`refusal.${code}`, { label: labelOf(field, does) });
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
/** What is asked for lies ahead: how long it will take, not how long it took. */
const ASKED = { ...LABELS, minutes: 'field.plannedMinutes' } as const;
const labelOf = (field: string, does: Draft['does']): string =>
  say((does === 'ask' ? ASKED : LABELS)[field as keyof typeof LABELS] ?? 'common.this_item');

/** What is to be put right, above and beside; everything that was typed stays as it is. */
export function showProblems(draft: Draft, problems: readonly Problem[]): void {
  const screen = need('screen');
  for (const place of screen.querySelectorAll('[data-problem]')) place.replaceChildren();
  for (const problem of problems) {
    const place = screen.querySelector(`[data-problem="${problem.field}"]`);
    if (problem.code !== 'sure')
      place?.replaceChildren(part('problem', { id: `f-${problem.field}-error`, words: words(problem, draft.does) }));
    place?.closest('details')?.setAttribute('open', '');
  }
  const long = problems.find(({ code }) => code === 'sure');
  const asked = screen.querySelector('[data-slot=sure]');
  if (long && asked) put(asked, sure(long.minutes ?? 0));
  if (problems.some(({ code }) => code === 'which_order')) askOrder(draft);
  summarise(problems.map((problem) => ({ href: `#f-${problem.field}`, words: words(problem, draft.does) })));
}

/** Asked for the first time: of the volunteers and the day that are chosen now. */
function askOrder(draft: Draft): void {
  const field = need('screen').querySelector<HTMLElement>('[data-orders]');
  if (!field) return;
  field.hidden = false;
  const list = field.querySelector('.choice-list');
  if (list) put(list, orderChoices(draft));
}

/** At the top, and in focus where she pressed: whoever is still typing is not torn away. */
export function summarise(lines: readonly { href: string | null; words: string }[], pressed = true): void {
  const slot = need('screen').querySelector('[data-slot=summary]');
  if (!slot) return;
  put(
    slot,
    lines.length === 0
      ? []
      : [part('summary', { icon: icon('circle-alert'), lines: lines.map((line) => part('summary-line', line)) })],
  );
  if (pressed) slot.querySelector<HTMLElement>('.error-summary')?.focus();
}
