/** What the checker remembers of a book, against what a plain map would. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { column } from '#ledger/check/column';
import { knownTexts } from '#ledger/check/known';
import { newPrintKey, printer } from '#ledger/check/print';

const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('', '0', '00', '七婆', 'own:mem_1')), { maxLength: 200 });

test('texts have rows as in a map, and what is beside them stays theirs', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const known = knownTexts(printer(newPrintKey()));
      const beside = column();
      const plain = new Map<string, { row: number; value: number }>();
      for (const [value, text] of all.entries()) {
        expect(known.find(text)).toBe(plain.get(text)?.row ?? -1);
        const row = known.add(text);
        expect(row).toBe(plain.get(text)?.row ?? plain.size);
        plain.set(text, { row, value });
        beside.set(row, value);
      }
      expect(known.size).toBe(plain.size);
      for (const [text, { row, value }] of plain) {
        expect(known.find(text)).toBe(row);
        expect(beside.get(row)).toBe(value);
      }
    }),
  );
});

test('a hundred thousand are found again, and no others', () => {
  const known = knownTexts(printer(newPrintKey()));
  const name = (at: number) => `ent_01k${at.toString(36)}`;
  for (let at = 0; at < 100_000; at += 1) known.add(name(at));
  for (let at = 0; at < 100_000; at += 1) if (known.find(name(at)) !== at) throw new Error(`${name(at)} was lost`);
  for (let at = 100_000; at < 200_000; at += 1)
    if (known.find(name(at)) !== -1) throw new Error(`${name(at)} is there`);
  expect(known.size).toBe(100_000);
});

test('whichever bits of a fingerprint are alike, texts are told apart by the others', () => {
  const [same, other] = [
    { low: 7, high: 1 },
    { low: 7, high: 2 },
  ];
  const known = knownTexts((text) => (text === 'one' ? same : other));
  expect([known.add('one'), known.add('another'), known.find('one'), known.find('another')]).toEqual([0, 1, 0, 1]);
});

test('a fingerprint depends on the key, on every letter and on how many there are', () => {
  const seen = (key: readonly [number, number], text: string) => ({ ...printer(key)(text) });
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer(), (one, two, key) => {
      const [first, second] = [seen([key, 1], one), seen([key, 1], two)];
      if (one === two) expect(first).toEqual(second);
      else expect(first).not.toEqual(second);
      expect(seen([key, 2], one)).not.toEqual(first);
    }),
  );
  expect(seen([1, 2], 'a')).not.toEqual(seen([1, 2], 'a\0'));
});

test('a column is a list of numbers that are 0 before they are set', () => {
  const numbers = column();
  numbers.set(100_000, 2 ** 32 - 1);
  expect([numbers.get(100_000), numbers.get(99_999), numbers.get(1_000_000)]).toEqual([2 ** 32 - 1, 0, 0]);
});
