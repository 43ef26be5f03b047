/** 不符: what does not agree in a book, each by a name of its own; how it is said stands with the words (`check.fault.…`). */

export const FAULT_KINDS = [
  // An entry
  'entry_misplaced', // it says another journal than the one it stands in
  'seq_gap',
  'time_back', // recorded before the entry in front of it
  'leaf_changed', // it is not what its commitment binds
  'entry_twice',
  'key_twice', // two entries of one request
  'credited_twice',
  'reversed_twice',
  'reversal_unknown', // of an entry that is not there, or is a reversal itself
  'reversal_unlike', // it does not give back what that entry moved
  'reversal_half', // the event touched another journal and stands there still
  // A line
  'line_alone', // without an entry
  'line_shape',
  'line_refused',
  'running_balance',
  'floor', // raised by what is no reversal, or by another amount than what was short
  // What replaying gives
  'journal_head',
  'account',
  'account_id', // kind or owner are not as its id spells them
  'hold',
  'sum',
  'clearing',
  // What was sealed
  'tree_hash',
  'checkpoint_note', // the row says another head than the note that was signed
  'checkpoint_signature',
  'checkpoint_root',
  'cosignature', // a line of a witness that does not hold, or that stands under no head
  'checkpoint_ahead', // it holds more entries than there are
  'split_view', // two signed heads of one size with different roots
  'kept_missing', // the head beside the key is not among those that are stored
  'set_back', // the book is older than the head beside the key
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  journal: string;
  kind: FaultKind;
  /**
   * The entry number, `number.line`, account, hold, or `origin size` of a checkpoint it is about. A hold that was drawn out and
   * stands in no row is told by the number of the entry that made it.
   */
  at: string;
  /** Code of the refusal, where a line was refused. */
  why?: string;
}

export type Say = (kind: FaultKind, at: string | number, why?: string) => void;
