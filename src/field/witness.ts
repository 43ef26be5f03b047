/** 见证人: between relatives somebody from outside both families is asked for, from the list or in her own words. */
import { need, part, put } from '#field/dom';
import { asksWitness, isNear, NO_WITNESS } from '#field/read-witness';
import { say } from '#field/say';
import { find } from '#field/search';
import { roster } from '#field/state';
import type { Draft, Person, Volunteer } from '#field/types';

const MOST_FOUND = 6;

type Known = Person | Volunteer;
const everybody = (): Known[] => {
  const list = roster();
  const known = new Map<string, Known>(
    [...(list?.volunteers ?? []), ...(list?.people ?? [])].map((one) => [one.id, one]),
  );
  return [...known.values()];
};

/** Who was picked, who was found by what is typed, and the way back from having picked one. */
export function witnesses(draft: Draft, found: readonly Known[] = []): DocumentFragment[] {
  const picked = draft.witness?.memberId ?? '';
  const chosen = everybody().filter(({ id }) => id === picked);
  const offered = [...new Set([...chosen, ...found])].map(({ id, name }) => ({ value: id, label: name }));
  if (offered.length === 0) return [];
  return [...offered, { value: '', label: say('phone.witness_none') }].map(({ value, label }, at) =>
    part('choice', {
      ...{ name: 'witness', value, label, checked: value === picked, hint: null, type: 'radio' },
      id: at === 0 ? 'f-witness' : `f-witness-${value}`,
    }),
  );
}

/** Typed into the field above: whoever is found stands below it. */
export function searchWitnesses(draft: Draft, typed: string): void {
  const list = roster();
  const found = list ? find(everybody(), typed).filter(({ id }) => !isNear(id, draft, list)) : [];
  const place = need('screen').querySelector('[data-slot=witnesses]');
  if (place) put(place, witnesses(draft, found.slice(0, MOST_FOUND)));
}

export function fillInWitness(form: HTMLFormElement, draft: Draft): void {
  const { name, phone } = draft.witness ?? NO_WITNESS;
  for (const [field, value] of Object.entries({ witnessName: name, witnessPhone: phone })) {
    const input = form.elements.namedItem(field);
    if (input instanceof HTMLInputElement) input.value = value;
  }
}

/** Asked for as soon as one of them is ticked as a relative. */
export function keepUpWitness(draft: Draft): void {
  need('screen').querySelector('[data-witness]')?.toggleAttribute('hidden', !asksWitness(draft));
}
