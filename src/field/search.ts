/** Finding somebody on the phone itself: by name, 花名, pinyin, initials, card, the end of a telephone number. */
import { halfWidth } from '#domain/digits';
import { digitsTyped } from '#domain/typed';

export interface Findable {
  name: string;
  nickname?: string | null;
  pinyin: string;
  initials: string;
  phone?: string | null;
  cards?: readonly string[];
}

const folded = (typed: string): string => halfWidth(typed).trim().toLowerCase().replaceAll('ü', 'v');

const fits = (number: string, digits: string): boolean => {
  const own = number.replace(/\D/g, '');
  return own.startsWith(digits) || own.endsWith(digits);
};

/** The card of hers that was meant: as it is printed, from its beginning or its end. */
export function cardMeant({ cards = [] }: Pick<Findable, 'cards'>, typed: string): string | null {
  const digits = digitsTyped(typed);
  return digits === null ? null : (cards.find((number) => fits(number, digits)) ?? null);
}

/** 0 is nearest; null is not meant. Digits are looked for in cards and at the end of telephones, letters in names. */
function distance(person: Findable, q: string): number | null {
  const digits = digitsTyped(q);
  if (digits !== null) return [...(person.cards ?? []), person.phone ?? ''].some((one) => fits(one, digits)) ? 0 : null;
  const names = [person.name, person.nickname ?? ''].map((name) => name.toLowerCase());
  if (names.some((name) => name === q)) return 0;
  if (names.some((name) => name.startsWith(q)) || person.initials.startsWith(q)) return 1;
  const spelled = person.pinyin.toLowerCase().replaceAll(' ', '');
  if (spelled.startsWith(q.replaceAll(' ', ''))) return 1;
  return names.some((name) => name.includes(q)) || person.initials.includes(q) ? 2 : null;
}

/** Those who are meant, nearest first and else in the order given; nobody while nothing is typed. */
export function find<T extends Findable>(people: readonly T[], typed: string): T[] {
  const q = folded(typed);
  if (q === '') return [];
  return people
    .flatMap((person) => {
      const far = distance(person, q);
      return far === null ? [] : [{ person, far }];
    })
    .sort((a, b) => a.far - b.far)
    .map(({ person }) => person);
}
