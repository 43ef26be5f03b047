/** The lines of the book as a table, one row a line: for a sheet that somebody sorts and sums. */
import type { Writer } from '#ledger/book/piece';
import type { Item } from '#ledger/check/item';

const COLUMNS = [
  ...['journal', 'seq', 'line', 'event', 'subject', 'entry', 'reverses', 'servedOn', 'grade', 'recordedAt', 'actor'],
  ...['approver', 'reason', 'kind', 'from', 'to', 'minutes', 'hold', 'fromBalance', 'fromHeld', 'toBalance', 'leaf'],
];

export const csvWriter = (): Writer => (piece) => {
  if (piece.what === 'book') return row(COLUMNS);
  return piece.what === 'entry' ? rowsOf(piece.entry) : '';
};

function rowsOf({ document, leafHash, running }: Item): string {
  const { journal, seq, event, subject, id, reverses, servedOn, grade, recordedAt, actor, approver, reason } = document;
  const about = [reverses, servedOn, grade, new Date(recordedAt).toISOString(), actor, approver, reason];
  return document.transfers
    .map(({ line, kind, from, to, minutes, hold }, at) => {
      const { fromBalance, fromHeld, toBalance } = running[at] ?? {};
      const moved = [kind, from, to, minutes, hold, fromBalance, fromHeld, toBalance];
      return row([journal, seq, line, event, subject, id, ...about, ...moved, leafHash.toString('hex')]);
    })
    .join('');
}

const row = (cells: readonly unknown[]): string => `${cells.map(cell).join(',')}\r\n`;

/** RFC 4180. A sheet would take what begins with one of these for a formula; no id of ours does. */
function cell(value: unknown): string {
  const text = String(value ?? '');
  const plain = typeof value === 'string' && /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
