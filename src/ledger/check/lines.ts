/** The lines of an entry against the book as it stood before it: their shape, what they do, and what is said to stand after. */
import { readAccountId } from '#domain/ledger';
import { Refusal } from '#domain/refusal';
import { applyLine, available, type Running, type Standings } from '#ledger/apply';
import type { Say } from '#ledger/check/fault';
import type { EntryDocument, TransferDocument } from '#ledger/leaf';

/** Applies all of it: what one line breaks is named once, and the next are looked at all the same. */
export function checkLines(book: Standings, document: EntryDocument, running: readonly Running[], say: Say): void {
  const { seq, transfers } = document;
  raiseFloors(book, document, say);
  if (transfers.length === 0) say('line_shape', seq);
  for (const [index, line] of transfers.entries()) {
    const at = `${seq}.${line.line}`;
    if (line.line !== index + 1 || !isShaped(line)) say('line_shape', at);
    checkLine(book, line, running[index], at, say);
  }
  for (const { account } of document.floors ?? []) checkRaised(book, document, account, say);
}

/** A line that moves says where to, and every line but a plain one says which hold. */
function isShaped({ kind, from, to, hold }: TransferDocument): boolean {
  const moves = kind === 'post' || kind === 'settle';
  return moves === (to !== undefined) && (kind === 'post') === (hold === undefined) && from !== to;
}

function checkLine(book: Standings, line: TransferDocument, told: Running | undefined, at: string, say: Say): void {
  const { kind, from, to = null, minutes, hold = null } = line;
  try {
    const running = applyLine(book, { kind, from, to, minutes, hold });
    const same =
      running.fromBalance === told?.fromBalance &&
      running.fromHeld === told.fromHeld &&
      running.toBalance === told.toBalance;
    if (!same) say('running_balance', at);
  } catch (error) {
    say('line_refused', at, error instanceof Refusal ? error.code : 'account_unknown');
  }
}

function raiseFloors(book: Standings, { floors = [], reverses, seq }: EntryDocument, say: Say): void {
  for (const { account, minutes } of floors) {
    const raised = book.accounts.get(account);
    if (!raised || reverses === undefined || !isOwn(account) || minutes <= 0) say('floor', seq);
    if (raised) raised.floor += minutes;
  }
}

const isOwn = (id: string): boolean => id.startsWith('own:') && readAccountId(id).kind === 'own';

/** Raised by exactly what was short: not a minute more than the account owes now. What came in meanwhile lowers it again. */
function checkRaised(book: Standings, { transfers, seq }: EntryDocument, id: string, say: Say): void {
  const account = book.accounts.get(id);
  const gotSome = transfers.some(({ to }) => to === id);
  if (account && !gotSome && available(account) !== -account.floor) say('floor', seq);
}
