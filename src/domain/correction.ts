/** 更正: how an entry of the book that is wrong is put right, by what it was. Nothing is edited; see decision 12. */
import type { EntryEvent } from '#domain/ledger';

/**
 * `here`: reversed from its own page, by two officers · `exchange`: from its record, where both sides are told · `cancel`:
 * the request is cancelled, which gives back what was booked · `ask`: the request is made anew · `never`: what a reversal
 * took back is entered anew
 */
export type Way = 'here' | 'exchange' | 'cancel' | 'ask' | 'never';

const WAYS: Record<EntryEvent, Way> = {
  grant: 'here',
  lapse: 'here',
  quota: 'here',
  overflow: 'here',
  move: 'here',
  opening: 'here',
  credit: 'exchange',
  hold: 'cancel',
  release: 'ask',
  reversal: 'never',
};

export const wayOf = (event: EntryEvent): Way => WAYS[event];

/** Whether other minutes may stand instead: where one line gave somebody a number that somebody wrote. */
export const mayStandInstead = (event: EntryEvent): boolean =>
  event === 'grant' || event === 'quota' || event === 'opening';

export const CORRECTION_REASONS = ['wrong_minutes', 'wrong_account', 'duplicate', 'not_due', 'other'] as const;
export type CorrectionReason = (typeof CORRECTION_REASONS)[number];
