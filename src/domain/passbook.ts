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
