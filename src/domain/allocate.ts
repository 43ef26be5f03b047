/**
 * Who pays whom, when several pay and several are paid; and how a sum is shared out. Pure, and no minute is made or
 * lost: the peers lost them in rounding and paid helpers from nothing.
 */
import { Refusal } from '#domain/refusal';

/** One side of an allocation. Minutes are whole and not negative; a side of 0 takes part in no line. */
export interface Side<A> {
  account: A;
  minutes: number;
}

export interface Line<A, B = A> {
  from: A;
  to: B;
  minutes: number;
}

const total = <A>(sides: readonly Side<A>[]): number => sides.reduce((sum, side) => sum + side.minutes, 0);

/** A caller's arithmetic is wrong, not a person's wish: the unit is undone and the fault is logged. */
function unbalanced(): never {
  throw new Refusal('ledger_unbalanced');
}

const isMinutes = (minutes: number): boolean => Number.isSafeInteger(minutes) && minutes >= 0;

/**
 * Lines from payers to payees, in the order given: the first payer pays the first payee until one of them is done.
 * Every sum is kept exactly, every line is > 0, and there are at most payers + payees − 1 of them.
 * Refuses `ledger_unbalanced` when the sums differ, are 0, or a figure is negative or not whole.
 */
export function allocate<A, B = A>(payers: readonly Side<A>[], payees: readonly Side<B>[]): Line<A, B>[] {
  if (![...payers, ...payees].every((side: Side<unknown>) => isMinutes(side.minutes))) unbalanced();
  if (total<unknown>(payers) !== total<unknown>(payees) || total(payers) <= 0) unbalanced();
  const owed = payees.filter((payee) => payee.minutes > 0).map((payee) => ({ ...payee }));
  const lines: Line<A, B>[] = [];
  for (const payer of payers) {
    let left = payer.minutes;
    while (left > 0) {
      const payee = owed[0] ?? unbalanced();
      const minutes = Math.min(left, payee.minutes);
      lines.push({ from: payer.account, to: payee.account, minutes });
      left -= minutes;
      payee.minutes -= minutes;
      if (payee.minutes === 0) owed.shift();
    }
  }
  return lines;
}

/**
 * `minutes` shared by weights, by largest remainder: the shares sum to `minutes` exactly, each within 1 of its true
 * part; of equal remainders the earlier comes first. An estate in shares, a couple's visit, a credit between two
 * volunteers. Refuses `ledger_unbalanced` for weights that are negative, not whole, or all 0.
 */
export function share(minutes: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (![minutes, ...weights].every(isMinutes) || sum <= 0 || !Number.isSafeInteger(minutes * sum)) unbalanced();
  const parts = weights.map((weight) => {
    const remainder = (minutes * weight) % sum;
    return { whole: (minutes * weight - remainder) / sum, remainder };
  });
  const left = minutes - parts.reduce((all, part) => all + part.whole, 0);
  const first = [...parts].sort((a, b) => b.remainder - a.remainder).slice(0, left);
  return parts.map((part) => part.whole + (first.includes(part) ? 1 : 0));
}
