import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#domain/refusal';
import { fixed, flag, oneOf, rising, type Setting, someOf, together, whole, wholeOrOff, words } from '#domain/setting';

const refuses = (setting: Setting<unknown>, ...values: unknown[]) => {
  for (const value of values) expect(() => setting.read(value), JSON.stringify(value)).toThrow(Refusal);
};

describe('how a setting is read', () => {
  it('whole numbers, as stored or as typed, within their range', () => {
    const setting = whole(240, 60, 4800);
    expect(setting.default).toBe(240);
    expect([240, '240', ' ２４０ ', '3,600', 60, 4800].map((value) => setting.read(value))).toEqual([
      240, 240, 240, 3600, 60, 4800,
    ]);
    refuses(setting, 59, 4801, '59', 60.5, '60.5', ',60', '', null, true, [60], Number.NaN, '1e3');
    fc.assert(
      fc.property(fc.integer(), (value) => {
        if (value >= 60 && value <= 4800) expect(setting.read(String(value))).toBe(value);
        else refuses(setting, value, String(value));
      }),
    );
  });

  it('names the range that it refuses by', () => {
    expect(() => whole(5, 1, 10).read(11)).toThrow(new Refusal('not_understood', { from: 1, to: 10 }));
    expect(() => oneOf(['a', 'b'], 'a').read('c')).toThrow(new Refusal('not_understood', { choices: 'a, b' }));
    expect(() => someOf(['a', 'b'], ['a']).read([])).toThrow(new Refusal('not_understood', { choices: 'a, b' }));
  });

  it('no limit, in its writings', () => {
    const setting = wholeOrOff(null, 10, 20);
    expect([null, 'off', 'none', '∞', 15].map((value) => setting.read(value))).toEqual([null, null, null, null, 15]);
    refuses(setting, 9, 21, undefined, '', false);
  });

  it('yes and no', () => {
    expect([true, 'true', 'on', false, 'false', 'off'].map((value) => flag(false).read(value))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    refuses(flag(true), 1, 0, null, '', 'yes please');
  });

  it('one of a few, numbers too', () => {
    expect([1, '30', '６０'].map((value) => oneOf([1, 30, 60], 1).read(value))).toEqual([1, 30, 60]);
    refuses(oneOf([1, 30], 1), 2, '', null);
  });

  it('some of a few, in their order, each once', () => {
    const setting = someOf(['a', 'b', 'c'], ['a']);
    expect([['c', 'a', 'c'], 'c, b', 'b，a'].map((value) => setting.read(value))).toEqual([
      ['a', 'c'],
      ['b', 'c'],
      ['a', 'b'],
    ]);
    refuses(setting, [], '', ['a', 'x'], 'a,x', null, {});
  });

  it('only itself where it is fixed', () => {
    const setting = fixed({ fromAge: 60, toAge: 69 });
    expect(setting.read({ fromAge: 60, toAge: 69 })).toEqual({ fromAge: 60, toAge: 69 });
    refuses(setting, { fromAge: 60, toAge: 70 }, null, 60);
  });

  it('words without banking in them', () => {
    expect(words('x').read(' 一'.repeat(1))).toBe('一');
    expect(words('x').read('一'.repeat(40))).toHaveLength(40);
    refuses(words('x'), '一'.repeat(41), '', '  ', '时间银行', '存款', '贷款', '利息', 'TimeBank', 7);
  });

  it('steps that rise', () => {
    expect([[1], [100, 300, 600]].map((value) => rising([1]).read(value))).toEqual([[1], [100, 300, 600]]);
    refuses(rising([1]), [], [0, 1], [300, 100], [100, 100, 300], [100, 300, 200], [1.5], '100/300', null);
  });

  it('two figures together, a missing part by its default', () => {
    const setting = together({ warn: whole(20, 1, 100), red: whole(10, 1, 100) });
    expect(setting.default).toEqual({ warn: 20, red: 10 });
    expect(setting.read({ red: '5' })).toEqual({ warn: 20, red: 5 });
    refuses(setting, { red: 0 }, { red: 5, other: 1 }, [], null, 'red');
  });
});
