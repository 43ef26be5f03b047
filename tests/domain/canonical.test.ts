import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '#domain/canonical';

test('the order in which something was put together does not show', () => {
  expect(canonical({ b: [{ d: 1, c: null }], a: '七婆', x: undefined })).toBe('{"a":"七婆","b":[{"c":null,"d":1}]}');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonical(turned)).toBe(canonical(value));
    }),
  );
});

test('nothing is lost, and what differs is spelled differently', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonical([1, 2])).not.toBe(canonical([2, 1]));
});
