/**
 * The leaves of a paper passbook: each begins with what was brought forward and ends with what is carried over, so that a
 * leaf that is lost is missed and a line that is added shows.
 */
export interface Leaf<L> {
  /** What stood on the book before the first line, in minutes. */
  broughtForward: number;
  lines: L[];
  carriedOver: number;
}

/** Where an item stands in its story: all of it, its beginning, or what came of it later on. */
export type Part = 'whole' | 'first' | 'later';

/** What is shown as one: a line by itself, or what belongs to one story and stands together. */
export interface Item<L> {
  lines: L[];
  minutes: number;
  /** What stood on the book after it. */
  balance: number;
  story: string | null;
  part: Part;
}

/**
 * A correction is one item where the first entry stands. What the book moved on another day moves it on that day here too,
 * in one line that leads back: a leaf that was printed before and one that is printed after it agree line by line, and every
 * balance is one that stood.
 * @param storyOf the story that a line is a part of, or null
 */
export function itemsOf<L extends { minutes: number; balance: number }>(
  lines: readonly L[],
  storyOf: (line: L) => { id: string; begins: boolean } | null,
): Item<L>[] {
  const items: (Item<L> & { begins: boolean })[] = [];
  for (const line of lines) {
    const { id = null, begins = true } = storyOf(line) ?? {};
    const last = items.at(-1);
    if (id !== null && last?.story === id) {
      last.lines.push(line);
      last.minutes += line.minutes;
      last.balance = line.balance;
      continue;
    }
    const { minutes, balance } = line;
    items.push({ lines: [line], minutes, balance, story: id, part: 'whole', begins });
  }
  return items.map(({ begins, ...item }) => {
    const alone = items.filter(({ story }) => story !== null && story === item.story).length <= 1;
    return { ...item, part: !begins ? 'later' : alone ? 'whole' : 'first' };
  });
}

/** How much a leaf takes, and how much of it a line does, in one unit of height. */
export interface Room<L> {
  room: number;
  sizeOf(line: L): number;
}

/**
 * @param opening minutes at the beginning of the month
 * @param lines signed minutes, in the order of the book; a month without a line is one empty leaf
 * @param paper a line that is larger than a leaf still gets one to itself
 */
export function leavesOf<L extends { minutes: number }>(
  opening: number,
  lines: readonly L[],
  { room, sizeOf }: Room<NoInfer<L>>,
): Leaf<L>[] {
  const leaves: Leaf<L>[] = [{ broughtForward: opening, lines: [], carriedOver: opening }];
  let left = room;
  for (const line of lines) {
    let leaf = leaves[leaves.length - 1] as Leaf<L>;
    const size = sizeOf(line);
    if (size > left && leaf.lines.length > 0) {
      leaf = { broughtForward: leaf.carriedOver, lines: [], carriedOver: leaf.carriedOver };
      leaves.push(leaf);
      left = room;
    }
    leaf.lines.push(line);
    leaf.carriedOver += line.minutes;
    left -= size;
  }
  return leaves;
}
