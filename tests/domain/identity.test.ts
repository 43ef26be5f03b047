import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, maskIdentity, readIdentity } from '#domain/identity';
import { Refusal } from '#domain/refusal';

const TODAY = '2026-11-23';
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-11-23'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const sequence = fc.integer({ min: 0, max: 999 });
const numberOf = (born: string, order: number, region = '445321') => {
  const first = `${region}${born.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first + checkDigit(first);
};
const refusal = (text: string) => {
  try {
    return readIdentity(text, TODAY);
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.params] : error;
  }
};

describe('identity numbers', () => {
  it('know the published examples of the check digit', () => {
    // The worked example of GB 11643-1999, and one with X.
    expect(readIdentity('11010519491231002X', TODAY)).toEqual({
      number: '11010519491231002X',
      born: '1949-12-31',
      sex: 'female',
    });
    expect(readIdentity('440524188001010014', '1999-07-01')).toEqual({
      number: '440524188001010014',
      born: '1880-01-01',
      sex: 'male',
    });
  });

  it('are read with spaces, dashes, full-width digits and a small x', () => {
    for (const text of [
      '11010519491231002x',
      '110105 19491231 002X',
      '１１０１０５１９４９１２３１００２Ｘ',
      ' 110105-19491231-002ｘ ',
    ]) {
      expect(readIdentity(text, TODAY).number).toBe('11010519491231002X');
    }
  });

  it('tell birthday and sex, whoever it is', () => {
    fc.assert(
      fc.property(day, sequence, (born, order) => {
        const found = readIdentity(numberOf(born, order), TODAY);
        expect([found.born, found.sex]).toEqual([born, order % 2 === 1 ? 'male' : 'female']);
      }),
    );
  });

  it('do not survive one wrong digit, or two neighbours swapped', () => {
    fc.assert(
      fc.property(day, sequence, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (born, order, at, step) => {
        const number = numberOf(born, order);
        const digit = (Number(number[at]) + step) % 10;
        expect(() => readIdentity(number.slice(0, at) + digit + number.slice(at + 1), TODAY)).toThrow(Refusal);
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
        if (swapped !== number) expect(() => readIdentity(swapped, TODAY)).toThrow(Refusal);
      }),
      { numRuns: 500 },
    );
  });

  it('say what is wrong: length, date or check digit', () => {
    const bad = (born: string) => numberOf(born, 1);
    expect(refusal('440524800101001')).toEqual(['identity_wrong', { reason: 'length', length: 15 }]);
    expect(refusal('')).toEqual(['identity_wrong', { reason: 'length', length: 0 }]);
    expect(refusal('1101051949123100211')).toEqual(['identity_wrong', { reason: 'length', length: 19 }]);
    for (const born of ['1949-02-30', '1949-13-01', '2026-11-24', '1890-01-01']) {
      expect(refusal(bad(born))).toEqual(['identity_wrong', { reason: 'date' }]);
    }
    expect(readIdentity(bad(TODAY), TODAY).born).toBe(TODAY);
    expect(readIdentity(bad('1896-11-23'), TODAY).born).toBe('1896-11-23');
    expect(refusal(bad('1895-11-23'))).toEqual(['identity_wrong', { reason: 'date' }]);
    expect(refusal(numberOf('1949-12-31', 1, '010105'))).toEqual(['identity_wrong', { reason: 'check' }]);
    for (const text of ['110105194912310021', '1101O519491231002X', 'X1010519491231002X', '01010519491231002X']) {
      expect(refusal(text)).toEqual(['identity_wrong', { reason: 'check' }]);
    }
  });

  it('are shown by their last four characters', () => {
    expect(maskIdentity('11010519491231002X')).toBe('**************002X');
    expect(maskIdentity('12')).toBe('12');
  });
});
