import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readMinutes } from '#domain/minutes';
import {
  choice,
  digits,
  fieldErrors,
  maybeText,
  maybeUnderstood,
  readFields,
  several,
  text,
  ticked,
  understood,
} from '#http/form';

describe('fields', () => {
  test('whatever was typed arrives as it was typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }))),
        (pairs) => {
          // What stands for letters that were lost is refused, below.
          const clean = pairs.filter((pair) => !/[\0\uFFFD]/.test(pair.join('')));
          const sent = clean.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
          const read = readFields(sent);
          for (const [name, value] of clean) expect([read?.[name]].flat()).toContain(value.replaceAll('\r\n', '\n'));
        },
      ),
    );
  });

  test('a name that comes several times is a list; names are never more than names', () => {
    expect({ ...readFields('a=1&a=2&a=3&b=&c') }).toEqual({ a: ['1', '2', '3'], b: '', c: '' });
    expect(readFields('__proto__=x&a=1+2%2B3')?.a).toBe('1 2+3');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('what is no UTF-8 is not guessed at', () => {
    for (const sent of ['a=%FF', 'a=%E9%99', 'a=%', '%C0%80=1', 'a=%00', 'a=\uFFFD'])
      expect(readFields(sent), sent).toBeNull();
    expect(readFields(Array.from({ length: 2001 }, (_, at) => `f${at}=`).join('&'))).toBeNull();
  });
});

describe('what is understood of them', () => {
  const Form = z.object({
    name: text(5),
    minutes: understood(readMinutes),
    tip: maybeUnderstood(readMinutes),
    service: choice(['cook', 'clean']),
    bring: several(),
    relative: ticked(),
    note: maybeText(10),
    number: digits(),
  });
  const said = (sent: object) => {
    const read = Form.safeParse(sent);
    return read.success
      ? read.data
      : Object.fromEntries(fieldErrors(read.error).map(({ field, code }) => [field, code]));
  };

  test('is what was meant', () => {
    const sent = {
      name: ' 陈伯 ',
      minutes: '一个半钟',
      tip: ' ',
      service: 'cook',
      bring: 'card',
      note: ' ',
      number: '１３８ 00-13',
    };
    expect(said({ ...sent, relative: 'yes' })).toEqual({
      name: '陈伯',
      minutes: 90,
      tip: null,
      service: 'cook',
      bring: ['card'],
      relative: true,
      note: null,
      number: '1380013',
    });
    expect(said({ ...sent, tip: '30', bring: ['a', 'b'] })).toMatchObject({
      tip: 30,
      bring: ['a', 'b'],
      relative: false,
    });
  });

  test('or a code beside each field', () => {
    expect(
      said({ name: '', minutes: '0', tip: 'x', service: 'fly', note: '一二三四五六七八九十十一', bring: [] }),
    ).toEqual({
      name: 'missing',
      minutes: 'minutes_zero',
      tip: 'minutes_not_understood',
      service: 'not_understood',
      note: 'too_long',
      number: 'missing',
    });
    expect(said({ name: '一二三四五六' })).toMatchObject({ name: 'too_long', minutes: 'missing', service: 'missing' });
    expect(said({ name: ['a', 'b'] })).toMatchObject({ name: 'missing' });
  });
});
