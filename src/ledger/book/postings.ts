/**
 * A line of ours as accountants' tools keep it: two postings that sum to zero. What is held is moved to an account of its
 * own below the one it is held on, so that an account with what is below it shows our balance, and by itself what is free.
 */
import type { Running } from '#ledger/apply';
import type { TransferDocument } from '#ledger/leaf';

export interface Posting {
  account: string;
  /** On the part that is held. */
  held: boolean;
  minutes: number;
  /** What stands there after it; undefined where our line does not say. */
  after?: number;
}

export function postingsOf({ kind, from, to = '', minutes }: TransferDocument, running: Running): Posting[] {
  const free = { account: from, held: false, after: running.fromBalance - running.fromHeld };
  const held = { account: from, held: true, after: running.fromHeld };
  switch (kind) {
    case 'post':
      return [
        { ...free, minutes: -minutes },
        { account: to, held: false, minutes },
      ];
    case 'hold':
      return [
        { ...free, minutes: -minutes },
        { ...held, minutes },
      ];
    case 'settle':
      return [
        { ...held, minutes: -minutes },
        { account: to, held: false, minutes },
      ];
    case 'release':
      return [
        { ...held, minutes: -minutes },
        { ...free, minutes },
      ];
  }
}

/** Members' time is what there is; what was issued stands against it. */
export const isEquity = (account: string): boolean => account.startsWith('issuance:');
