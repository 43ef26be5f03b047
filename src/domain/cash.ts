/**
 * 代购钱款单: what was handed over for an errand, what was paid, what was found or given back. Whole fen. It is kept whatever it
 * says; above the ceiling, or where the sum does not come out, the town is asked to look. It never posts a minute.
 */
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';
import { Refusal } from '#domain/refusal';

export const CASH_STATES = [
  'kept',
  'asked', // the town is asked to look
  'right', // the town has looked, and it is in order
  'wrong', // it is not: what comes of it is an incident or a correction
] as const;
export type CashState = (typeof CASH_STATES)[number];

export interface CashMove extends MoveBetween<CashState> {
  readonly needs: Action;
}

export const CASH_MOVES = {
  keep: { from: [null], to: 'kept', needs: 'cash.record' },
  ask: { from: [null], to: 'asked', needs: 'cash.record' },
  right: { from: ['kept', 'asked', 'wrong'], to: 'right', needs: 'cash.see' },
  wrong: { from: ['kept', 'asked', 'right'], to: 'wrong', needs: 'cash.see' },
  /** Written anew: this one counts no more. */
  correct: { from: ['kept', 'asked', 'right', 'wrong'], to: 'same', needs: 'cash.record' },
} as const satisfies Record<string, CashMove>;
export type CashMoveName = keyof typeof CASH_MOVES;
export const cashLife = lifeOf<CashState, CashMoveName>(CASH_MOVES);

/** How she said that it is right; `no` = she did not, or could not. */
export const CASH_AGREED = ['signed', 'thumb', 'app', 'no'] as const;
export type CashAgreed = (typeof CASH_AGREED)[number];

export interface Cash {
  receivedFen: number;
  paidFen: number;
  returnedFen: number;
}

/** Received − paid − returned: above nought money is missing, below it the volunteer paid out of their own pocket. */
export const differenceFen = ({ receivedFen, paidFen, returnedFen }: Cash): number =>
  receivedFen - paidFen - returnedFen;

/** What makes the town look. */
export const CASH_DOUBTS = ['above', 'differs', 'disagreed', 'unwitnessed'] as const;
export type CashDoubt = (typeof CASH_DOUBTS)[number];

interface CashSaid extends Cash {
  agreed: CashAgreed;
  witnessName: string | null;
  ceilingFen: number;
}

/** In the order in which they are said. A thumb says nothing of who pressed it: somebody must have seen it. */
export function doubtsOf(slip: CashSaid): CashDoubt[] {
  const found: [CashDoubt, boolean][] = [
    ['above', slip.paidFen > slip.ceilingFen || slip.receivedFen > slip.ceilingFen],
    ['differs', differenceFen(slip) !== 0],
    ['disagreed', slip.agreed === 'no'],
    ['unwitnessed', slip.agreed === 'thumb' && slip.witnessName === null],
  ];
  return found.flatMap(([doubt, is]) => (is ? [doubt] : []));
}

/** Where the sum does not come out, the difference is said. @throws Refusal cash_differs (with the difference in fen) */
export function refuseUnsaid(cash: Cash, differenceSays: string | null): void {
  const difference = differenceFen(cash);
  if (difference !== 0 && !differenceSays?.trim()) {
    throw new Refusal('cash_differs', { field: 'differenceSays', yuan: yuanOf(Math.abs(difference)) });
  }
}

/** A hundred thousand yuan in one errand is a slip of the pen. */
const MOST_FEN = 10_000_000;

/** "120", "120.5", "12.50元", "¥8": yuan as they are written, to whole fen; null = not understood. */
export function readFen(text: string): number | null {
  const found = /^[¥￥]?(\d{1,6})(?:[.．](\d{1,2}))?元?$/.exec(text.normalize('NFKC').replace(/[\s,]/g, ''));
  if (!found) return null;
  const fen = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return fen <= MOST_FEN ? fen : null;
}

/** 12850 → "128.50": two places always, so that columns stand one under the other. */
export const yuanOf = (fen: number): string => {
  const sum = Math.abs(fen);
  return `${fen < 0 ? '−' : ''}${Math.floor(sum / 100)}.${String(sum % 100).padStart(2, '0')}`;
};
