import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CASH_AGREED,
  CASH_DOUBTS,
  CASH_MOVES,
  CASH_STATES,
  cashLife,
  differenceFen,
  doubtsOf,
  readFen,
  refuseUnsaid,
  yuanOf,
} from '#domain/cash';
import { Refusal } from '#domain/refusal';

const errorOf = (work: () => void): Refusal | null => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  return null;
};

const fen = fc.integer({ min: 0, max: 10_000_000 });
const cash = fc.record({ receivedFen: fen, paidFen: fen, returnedFen: fen });

describe('money on an errand', () => {
  it('reads yuan as they are written, and no more than two places', () => {
    const read = ['35', '35.5', '¥35.50', '３５．０５元', '1,200', '0', '35.505', '-3', '三十', ''].map(readFen);
    expect(read).toEqual([3500, 3550, 3550, 3505, 120_000, 0, null, null, null, null]);
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        expect(readFen(yuanOf(amount))).toBe(amount);
      }),
    );
  });

  it('a sum that comes out asks nobody; any other asks for words, and says by how much', () => {
    fc.assert(
      fc.property(cash, fc.option(fc.constantFrom('', '  ', '买菜差两块，没零钱')), (slip, says) => {
        const difference = differenceFen(slip);
        expect(slip.receivedFen).toBe(slip.paidFen + slip.returnedFen + difference);
        const refused = errorOf(() => refuseUnsaid(slip, says));
        if (difference === 0 || says?.trim()) expect(refused).toBeNull();
        else expect(refused).toMatchObject({ code: 'cash_differs', params: { yuan: yuanOf(Math.abs(difference)) } });
      }),
    );
  });

  it('is kept whatever it says: the town is asked exactly where there is a doubt', () => {
    const said = fc.record({
      ...{ agreed: fc.constantFrom(...CASH_AGREED), witnessName: fc.option(fc.constant('陈大妹')) },
      ceilingFen: fc.integer({ min: 1000, max: 200_000 }),
    });
    fc.assert(
      fc.property(cash, said, (money, more) => {
        const doubts = doubtsOf({ ...money, ...more });
        const above = Math.max(money.paidFen, money.receivedFen) > more.ceilingFen;
        expect(doubts.includes('above')).toBe(above);
        expect(doubts.includes('differs')).toBe(differenceFen(money) !== 0);
        expect(doubts.includes('disagreed')).toBe(more.agreed === 'no');
        expect(doubts.includes('unwitnessed')).toBe(more.agreed === 'thumb' && more.witnessName === null);
        expect(doubts).toEqual(CASH_DOUBTS.filter((doubt) => doubts.includes(doubt)));
      }),
    );
  });

  it('is above from the first fen above: of what was handed over, or of what was paid out of one’s own pocket', () => {
    const doubts = (receivedFen: number, paidFen: number) =>
      doubtsOf({ receivedFen, paidFen, returnedFen: 0, agreed: 'signed', witnessName: null, ceilingFen: 20_000 });
    expect(doubts(20_000, 20_000)).toEqual([]);
    expect(doubts(20_001, 20_001)).toEqual(['above']);
    expect(doubts(20_000, 20_001)).toEqual(['above', 'differs']);
  });

  it('is looked at by the town, and may be looked at again', () => {
    expect(cashLife.after('keep', null)).toBe('kept');
    expect(cashLife.after('ask', null)).toBe('asked');
    expect(CASH_STATES.map((state) => cashLife.movesFrom(state))).toEqual([
      ['right', 'wrong', 'correct'],
      ['right', 'wrong', 'correct'],
      ['wrong', 'correct'],
      ['right', 'correct'],
    ]);
    expect(CASH_MOVES.right.needs).toBe('cash.see');
  });
});
