/**
 * What a line does to accounts and holds: the one pure rule behind posting and behind replaying the whole book.
 * Integers only; a line that would break an invariant is refused, so nothing half-applied can be stored.
 */
import { mayBeNegative, readAccountId, type TransferKind } from '#domain/ledger';
import { Refusal } from '#domain/refusal';

export interface AccountState {
  balance: number;
  held: number;
  floor: number;
}

export interface HoldState {
  accountId: string;
  minutes: number;
  settled: number;
  released: number;
}

/** What a line is applied to: one journal's accounts and holds. */
export interface Standings {
  accounts: Pick<Map<string, AccountState>, 'get' | 'set'>;
  holds: Pick<Map<string, HoldState>, 'get' | 'set' | 'has'>;
}

/** Those that a posting touches, in memory. */
export interface Book extends Standings {
  accounts: Map<string, AccountState>;
  holds: Map<string, HoldState>;
}

/** A line within one journal. A settle or release names the account its hold is on as `from`. */
export interface LocalLine {
  kind: TransferKind;
  from: string;
  to: string | null;
  minutes: number;
  hold: string | null;
}

/** What stood on both accounts after the line. */
export interface Running {
  fromBalance: number;
  fromHeld: number;
  toBalance: number | null;
}

export const emptyAccount = (): AccountState => ({ balance: 0, held: 0, floor: 0 });
export const available = (account: AccountState): number => account.balance - account.held;
export const remainder = (hold: HoldState): number => hold.minutes - hold.settled - hold.released;

function accountIn(book: Standings, id: string): AccountState {
  const found = book.accounts.get(id);
  if (found) return found;
  const fresh = emptyAccount();
  book.accounts.set(id, fresh);
  return fresh;
}

/**
 * Apply one line.
 * @throws Refusal `minutes_short` when an account would fall below its floor (with `missing` minutes),
 *   `hold_overdrawn` when a hold would give more than it has left
 */
export function applyLine(book: Standings, line: LocalLine): Running {
  if (!Number.isSafeInteger(line.minutes) || line.minutes <= 0) throw new Refusal('minutes_zero');
  const from = accountIn(book, line.from);
  const to = line.to === null ? null : accountIn(book, line.to);
  if (line.kind === 'hold') openHold(book, line);
  if (line.kind === 'settle' || line.kind === 'release') drawHold(book, line);
  if (line.kind === 'hold') from.held += line.minutes;
  if (line.kind === 'settle' || line.kind === 'release') from.held -= line.minutes;
  if (to) {
    from.balance -= line.minutes;
    to.balance += line.minutes;
    to.floor = Math.min(to.floor, Math.max(0, -available(to)));
  }
  refuseBelowFloor(line.from, from);
  return { fromBalance: from.balance, fromHeld: from.held, toBalance: to ? to.balance : null };
}

function openHold(book: Standings, line: LocalLine): void {
  if (!line.hold || book.holds.has(line.hold)) throw new Refusal('hold_overdrawn');
  book.holds.set(line.hold, { accountId: line.from, minutes: line.minutes, settled: 0, released: 0 });
}

function drawHold(book: Standings, line: LocalLine): void {
  const hold = line.hold ? book.holds.get(line.hold) : undefined;
  if (!hold || hold.accountId !== line.from || remainder(hold) < line.minutes) throw new Refusal('hold_overdrawn');
  if (line.kind === 'settle') hold.settled += line.minutes;
  else hold.released += line.minutes;
}

function refuseBelowFloor(id: string, account: AccountState): void {
  if (mayBeNegative(readAccountId(id).kind)) {
    if (account.held !== 0) throw new Refusal('ledger_unbalanced');
    return;
  }
  const missing = -account.floor - available(account);
  if (missing > 0) throw new Refusal('minutes_short', { missing });
}
