/**
 * An exchange (服务单) is service by volunteers for a beneficiary. Its life is this one table of moves:
 * from where, to where, who may make it, and what it does to the ledger. Every state has an exit and a page.
 */
import { lifeOf, type MoveBetween } from '#domain/life';
import type { Action } from '#domain/permission';

export const STATES = [
  'requested', // asked for, waits for the town
  'approved', // minutes are held, waits for a volunteer
  'matched', // a volunteer said yes
  'in_service', // signed in at the card
  'logged', // served and written down
  'confirmed', // the recipient's side said so
  'returned', // to be corrected; remembers the state it came from
  'credited', // minutes posted
  'final', // stood on the month's notice without objection
  'disputed', // somebody objected
  'rejected',
  'cancelled',
  'expired',
  'reversed',
] as const;
export type State = (typeof STATES)[number];

/** Ends: no move leaves them. */
export const ENDS: readonly State[] = ['rejected', 'cancelled', 'expired', 'reversed'];
/** States in which minutes may still be held for the exchange. */
export const OPEN: readonly State[] = [
  'approved',
  'matched',
  'in_service',
  'logged',
  'confirmed',
  'returned',
  'disputed',
];

/** What a move does to the ledger: nothing, hold, release what is held, settle and post a credit, or mirror it. */
export type Effect = 'none' | 'hold' | 'release' | 'credit' | 'reverse';

export interface Move extends MoveBetween<State> {
  readonly needs: Action | 'rule';
  readonly effect: Effect;
}

export const MOVES = {
  request: { from: [null], to: 'requested', needs: 'exchange.request', effect: 'none' },
  holdByRule: { from: ['requested'], to: 'approved', needs: 'rule', effect: 'hold' },
  approve: { from: ['requested'], to: 'approved', needs: 'exchange.approve', effect: 'hold' },
  returnRequest: { from: ['requested'], to: 'returned', needs: 'exchange.return', effect: 'none' },
  rejectRequest: { from: ['requested'], to: 'rejected', needs: 'exchange.reject', effect: 'none' },
  undo: { from: ['requested', 'approved'], to: 'cancelled', needs: 'exchange.undo', effect: 'release' },
  cancel: { from: ['requested', 'approved', 'matched'], to: 'cancelled', needs: 'exchange.cancel', effect: 'release' },
  expire: { from: ['requested', 'approved', 'matched'], to: 'expired', needs: 'rule', effect: 'release' },
  accept: { from: ['approved'], to: 'matched', needs: 'exchange.accept', effect: 'none' },
  assign: { from: ['approved'], to: 'matched', needs: 'exchange.assign', effect: 'none' },
  withdraw: { from: ['matched'], to: 'approved', needs: 'exchange.withdraw', effect: 'none' },
  setOut: { from: [null], to: 'matched', needs: 'exchange.setOut', effect: 'none' },
  callOff: { from: ['matched'], to: 'cancelled', needs: 'exchange.withdraw', effect: 'release' },
  signIn: { from: ['matched'], to: 'in_service', needs: 'exchange.signIn', effect: 'none' },
  signOut: { from: ['in_service'], to: 'logged', needs: 'exchange.signIn', effect: 'none' },
  log: { from: ['matched', 'in_service'], to: 'logged', needs: 'exchange.log', effect: 'none' },
  logServed: { from: [null], to: 'logged', needs: 'exchange.log', effect: 'none' },
  foundOnRecord: { from: ['matched', 'in_service'], to: 'cancelled', needs: 'exchange.log', effect: 'release' },
  nobodyHome: { from: ['matched', 'in_service'], to: 'cancelled', needs: 'exchange.log', effect: 'release' },
  confirm: { from: ['logged'], to: 'confirmed', needs: 'exchange.confirm', effect: 'none' },
  deny: { from: ['logged'], to: 'returned', needs: 'exchange.confirm', effect: 'none' },
  takeBack: { from: ['confirmed'], to: 'logged', needs: 'exchange.takeBack', effect: 'none' },
  check: { from: ['confirmed'], to: 'same', needs: 'exchange.check', effect: 'none' },
  wait: { from: ['confirmed'], to: 'same', needs: 'exchange.credit', effect: 'none' },
  returnRecord: { from: ['logged', 'confirmed'], to: 'returned', needs: 'exchange.return', effect: 'none' },
  correct: { from: ['returned'], to: 'remembered', needs: 'exchange.correct', effect: 'none' },
  drop: { from: ['returned'], to: 'cancelled', needs: 'exchange.cancel', effect: 'release' },
  reject: { from: ['confirmed'], to: 'rejected', needs: 'exchange.reject', effect: 'release' },
  credit: { from: ['confirmed'], to: 'credited', needs: 'exchange.credit', effect: 'credit' },
  proposeReversal: { from: ['credited'], to: 'same', needs: 'exchange.reverse', effect: 'none' },
  dropReversal: { from: ['credited'], to: 'same', needs: 'exchange.reverse', effect: 'none' },
  // What stands instead of a credit: the evidence and her word come with it, and it is credited in the same unit.
  replace: { from: [null], to: 'confirmed', needs: 'exchange.acceptReversal', effect: 'none' },
  reverse: { from: ['credited'], to: 'reversed', needs: 'exchange.acceptReversal', effect: 'reverse' },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof MOVES;
const life = lifeOf<State, MoveName>(MOVES);
export const MOVE_NAMES = life.names;
export const { mayStart, movesFrom } = life;

/**
 * The state that a move leads to.
 * @param before the state remembered when the exchange was returned
 * @param changed true when a correction changed who served, when, what or how long: what the recipient's side
 *   confirmed is then no longer what the record says, so it re-enters as logged and is confirmed anew
 */
export function after(name: MoveName, from: State | null, before: State | null, changed = false): State {
  const remembered = before === 'confirmed' && changed ? 'logged' : before;
  return life.after(name, from, remembered ?? 'requested');
}
