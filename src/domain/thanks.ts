/**
 * 谢谢: a text that is shown to a whole village. It says who helped, where and with what, and never whom: a neighbour reads in
 * it who is alone, who is ill and when somebody is in her house.
 */

/** What may be said; null where it must not be. */
export interface ThanksParts {
  giver: string | null;
  place: string | null;
}

/** So many digits in a row are somebody's number. */
const NUMBER = /\d{5}/;

/** Written with blanks or dashes between, in full width, in capitals: it is the same name. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether somebody's name, nickname or number stands in a text. What is not a letter or a digit names nobody. */
export function gives(text: string, secrets: readonly string[]): boolean {
  const said = plain(text);
  return NUMBER.test(said) || secrets.map(plain).some((secret) => secret !== '' && said.includes(secret));
}

/**
 * The fullest text that gives nobody away: an elder may be called like whoever helped her, or like the village.
 * @param secrets names, nicknames and numbers of the elders, in every spelling in which they are said
 * @param say the words around what may be said
 * @returns '' where even the words alone would name her
 */
export function thanksText(
  { giver, place }: ThanksParts,
  secrets: readonly string[],
  say: (parts: ThanksParts) => string,
): string {
  const open = (part: string | null) => (part && !gives(part, secrets) ? part : null);
  const tries = [
    { giver: open(giver), place: open(place) },
    { giver: null, place: open(place) },
    { giver: null, place: null },
  ];
  return tries.map(say).find((text) => !gives(text, secrets)) ?? '';
}
