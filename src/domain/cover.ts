/**
 * Which accounts pay for a visit (domain.md, the ledger's table of events). It never refuses and never pays from
 * nothing: what no account covers is `short`, the record waits, the county sees 待补公益时间.
 *
 * - asked: granted, oldest lapse first, then the pool where it may pay for her; her own for the rest only where
 *   the pool does not. Where she asked to use her own, her own comes first.
 * - pairing: granted, then the pool, **never her own**: nobody asked for that visit.
 * - station: the pool.
 */
import type { Day } from '#domain/day';

export type CoverPurpose = 'asked' | 'pairing' | 'station';

export interface CoverQuestion<A> {
  minutes: number;
  purpose: CoverPurpose;
  /** She said 「用自己存的」. */
  wantsOwn: boolean;
  /** Each grant's account with balance − held, and the day it lapses. */
  granted: readonly { account: A; available: number; lapsesOn: Day | null }[];
  poolAvailable: number;
  /** On the grant list, in special hardship, or a pairing visit. A pairing and a station need not say it. */
  poolAllowed: boolean;
  ownAvailable: number;
  /** Old enough to use her own time (`redeem.minAge`), and her account is open. */
  ownAllowed: boolean;
}

/** One source of the cover, in the order in which they pay. */
export type CoverLine<A> = { kind: 'granted'; account: A; minutes: number } | { kind: 'pool' | 'own'; minutes: number };

/** The order of grants: the one that lapses first, then those without a lapse day, as given among equals. */
const byLapse = (a: { lapsesOn: Day | null }, b: { lapsesOn: Day | null }): number => {
  const [first, second] = [a.lapsesOn ?? '9999', b.lapsesOn ?? '9999'];
  return first < second ? -1 : first > second ? 1 : 0;
};

/**
 * How `minutes` are covered. Σ lines + short = minutes, no line above what its account has, every line > 0.
 * @returns `short`: what is missing, 0 when covered
 */
export function planCover<A>(question: CoverQuestion<A>): { lines: CoverLine<A>[]; short: number } {
  const { purpose, wantsOwn, ownAllowed } = question;
  const lines: CoverLine<A>[] = [];
  let short = question.minutes;
  const take = (available: number, line: (minutes: number) => CoverLine<A>) => {
    const minutes = Math.min(short, Math.max(0, available));
    if (minutes === 0) return;
    lines.push(line(minutes));
    short -= minutes;
  };
  const own = () => take(question.ownAvailable, (minutes) => ({ kind: 'own', minutes }));

  const asked = purpose === 'asked';
  const pool = !asked || question.poolAllowed;
  if (asked && wantsOwn && ownAllowed) own();
  if (purpose !== 'station') {
    for (const grant of [...question.granted].sort(byLapse)) {
      take(grant.available, (minutes) => ({ kind: 'granted', account: grant.account, minutes }));
    }
  }
  if (pool) take(question.poolAvailable, (minutes) => ({ kind: 'pool', minutes }));
  if (asked && !pool && !wantsOwn && ownAllowed) own();
  return { lines, short };
}
