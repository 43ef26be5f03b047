import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsOf, leavesOf } from '#domain/passbook';

const line = fc.record({
  id: fc.nat(),
  minutes: fc.integer({ min: -600, max: 600 }),
  size: fc.integer({ min: 1, max: 9 }),
});
const months = fc.array(line, { maxLength: 40 });
const openings = fc.integer({ min: -600, max: 60_000 });
const rooms = fc.integer({ min: 1, max: 20 });
const sizeOf = ({ size }: { size: number }) => size;
const sizesOf = (lines: readonly { size: number }[]) => lines.reduce((sum, { size }) => sum + size, 0);

test('no line is lost, doubled or moved; a leaf holds what it has room for, and no leaf is begun too early', () => {
  fc.assert(
    fc.property(openings, months, rooms, (opening, month, room) => {
      const leaves = leavesOf(opening, month, { room, sizeOf });
      expect(leaves.flatMap((leaf) => leaf.lines)).toEqual(month);
      leaves.forEach((leaf, at) => {
        if (leaf.lines.length > 1) expect(sizesOf(leaf.lines)).toBeLessThanOrEqual(room);
        const next = leaves[at + 1]?.lines[0];
        if (next) expect(sizesOf([...leaf.lines, next])).toBeGreaterThan(room);
        if (month.length > 0) expect(leaf.lines.length).toBeGreaterThan(0);
      });
      if (month.length === 0) expect(leaves).toHaveLength(1);
    }),
  );
});

test('what a leaf carries over, the next one brings forward; first and last are the month’s', () => {
  fc.assert(
    fc.property(openings, months, rooms, (opening, month, room) => {
      const leaves = leavesOf(opening, month, { room, sizeOf });
      expect(leaves[0]?.broughtForward).toBe(opening);
      leaves.slice(1).forEach((leaf, at) => {
        expect(leaf.broughtForward).toBe(leaves[at]?.carriedOver);
      });
      for (const leaf of leaves) {
        const sum = leaf.lines.reduce((total, { minutes }) => total + minutes, 0);
        expect(leaf.broughtForward + sum).toBe(leaf.carriedOver);
      }
      expect(leaves.at(-1)?.carriedOver).toBe(month.reduce((total, { minutes }) => total + minutes, opening));
    }),
  );
});

const told = fc.array(
  fc.record({
    minutes: fc.integer({ min: -600, max: 600 }),
    story: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
  }),
  { maxLength: 20 },
);

/** Lines with running balances; the first of each story begins it, unless it began in a month before. */
const bookOf = (
  opening: number,
  lines: readonly { minutes: number; story: string | null }[],
  before: string | null,
) => {
  let balance = opening;
  const begun = new Set([before]);
  return lines.map(({ minutes, story }, id) => {
    balance += minutes;
    const begins = !begun.has(story);
    begun.add(story);
    return { id, minutes, balance, story: story === null ? null : { id: story, begins } };
  });
};

test('a correction is one item where it began and one line that leads back; no minute moves to another day', () => {
  fc.assert(
    fc.property(openings, told, fc.constantFrom('a', null), (opening, lines, before) => {
      const book = bookOf(opening, lines, before);
      const items = itemsOf(book, ({ story }) => story);
      expect(items.flatMap((item) => item.lines)).toEqual(book);
      let balance = opening;
      items.forEach((item, at) => {
        balance += item.minutes;
        expect(item.balance).toBe(balance);
        expect(item.balance).toBe(item.lines.at(-1)?.balance);
        if (item.story === null) expect([item.lines.length, item.part]).toEqual([1, 'whole']);
        // What stands together is never told as two.
        if (item.story !== null) expect(items[at + 1]?.story).not.toBe(item.story);
      });
      for (const story of ['a', 'b', 'c']) {
        const parts = items.filter((item) => item.story === story).map(({ part }) => part);
        const [first, ...rest] = parts;
        if (first === undefined) continue;
        expect(first).toBe(story === before ? 'later' : rest.length > 0 ? 'first' : 'whole');
        expect(rest.every((part) => part === 'later')).toBe(true);
      }
    }),
  );
});
