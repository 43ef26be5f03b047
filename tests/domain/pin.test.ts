import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_TRIES, type PinOwner, readNewPin, readPin, weaknessOf } from '#domain/pin';
import { Refusal } from '#domain/refusal';

const OWNER: PinOwner = { born: '1942-03-05', phone: '13812390746', card: 'C-44532110-274619' };
const sixDigits = fc.integer({ min: 0, max: 999_999 }).map((number) => String(number).padStart(6, '0'));

describe('a PIN', () => {
  it('is six digits, also full-width and with spaces', () => {
    for (const text of ['274193', '２７４１９３', '274 193', ' 27-41-93 ']) expect(readPin(text)).toBe('274193');
    for (const text of ['', '27419', '2741933', '27419a', '二七四一九三']) {
      expect(() => readPin(text), text).toThrow(new Refusal('pin_not_six', { field: 'pin' }));
    }
  });

  it('may be tried five times', () => expect(MAX_TRIES).toBe(5));

  it('is weak when a neighbour would guess it', () => {
    const weak: Record<string, string[]> = {
      repeated: [
        '000000',
        '888888',
        '121212',
        '787878',
        '123123',
        '907907',
        '112233',
        '558800',
        '123321',
        '111222',
        '110110',
        '889898',
      ],
      run: ['123456', '012345', '654321', '987654', '890123', '321098'],
      birthday: [
        '420305',
        '050342',
        '030542',
        '420503',
        '034205',
        '054203',
        '194203',
        '031942',
        '194205',
        '051942',
        '194235',
      ],
      phone: ['390746'],
      card: ['274619'],
    };
    for (const [reason, pins] of Object.entries(weak)) {
      for (const pin of pins) {
        expect([pin, weaknessOf(pin, OWNER)]).toEqual([pin, reason]);
        expect(() => readNewPin(pin, OWNER), pin).toThrow(new Refusal('pin_weak', { field: 'pin', reason }));
      }
    }
    expect(weaknessOf('907461', { phone: '0766-8907461' })).toBe('phone');
  });

  it('says why it is weak, beside its field', () => {
    try {
      readNewPin('274619', OWNER);
      expect.unreachable();
    } catch (refusal) {
      expect((refusal as Refusal).params).toEqual({ field: 'pin', reason: 'card' });
    }
  });

  it('is accepted when it is none of that, also for somebody of whom nothing is known', () => {
    for (const pin of ['274193', '508317', '100423', '135790', '135797']) expect(readNewPin(pin, OWNER)).toBe(pin);
    expect(readNewPin('274619')).toBe('274619');
    expect(weaknessOf('420305')).toBeNull();
    expect(weaknessOf('420305', { born: null, phone: null, card: null })).toBeNull();
  });

  it('is weak in few cases: most PINs are still hers to choose', () => {
    let weak = 0;
    for (let number = 0; number < 1_000_000; number += 7)
      if (weaknessOf(String(number).padStart(6, '0'), OWNER)) weak++;
    expect(weak / (1_000_000 / 7)).toBeLessThan(0.02);
  });

  it('reads back every PIN, and turning it round does not make a run or a repetition strong', () => {
    fc.assert(
      fc.property(sixDigits, (pin) => {
        expect(readPin(pin)).toBe(pin);
        expect(weaknessOf([...pin].reverse().join(''))).toBe(weaknessOf(pin));
      }),
    );
  });
});
