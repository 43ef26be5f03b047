/** The book for Beancount. At the end every account, with what is held on it, is asserted to stand where ours does. */
import { addDays, dayOf } from '#domain/day';
import type { Writer } from '#ledger/book/piece';
import { isEquity, postingsOf } from '#ledger/book/postings';
import type { Item } from '#ledger/check/item';

/** Its names begin with a capital and know no underscore; the id itself stands beside the opening. */
export const beancountAccount = (journal: string, id: string, held = false): string =>
  [isEquity(id) ? 'Equity' : 'Assets', ...[journal, ...id.split(':')].map(part), ...(held ? ['Held'] : [])].join(':');

function part(word: string): string {
  const plain = word
    .replaceAll('_', '-')
    .replace(/[^A-Za-z0-9-]/gu, (sign) => `-u${sign.codePointAt(0)?.toString(16)}-`);
  return /^[A-Za-z0-9]/.test(plain) ? plain.charAt(0).toUpperCase() + plain.slice(1) : `X${plain}`;
}

export function beancountWriter(): Writer {
  const opened = new Set<string>();
  let [journal, lastAt] = ['', 0];

  function open(account: string, held: boolean, day: string): string {
    const name = beancountAccount(journal, account, held);
    if (opened.has(name)) return '';
    opened.add(name);
    return `${day} open ${name} MIN\n  id: "${account}"\n`;
  }

  function entry({ document, leafHash, running }: Item): string {
    const day = dayOf(document.recordedAt);
    const { id, seq, event, subject, servedOn, reverses, transfers } = document;
    const postings = transfers.flatMap((line, at) => {
      const stood = running[at];
      return stood ? postingsOf(line, stood) : [];
    });
    const about = { seq: `${journal}/${seq}`, entry: id, served: servedOn, reverses, leaf: leafHash.toString('hex') };
    const told = Object.entries(about).filter(([, value]) => value !== undefined);
    return [
      ...postings.map(({ account, held }) => open(account, held, day)),
      `${day} * "${event}" "${subject}"\n`,
      ...told.map(([name, value]) => `  ${name}: "${value}"\n`),
      ...postings.map((one) => `  ${beancountAccount(journal, one.account, one.held)}  ${one.minutes} MIN\n`),
      '\n',
    ].join('');
  }

  return (piece) => {
    switch (piece.what) {
      case 'journal':
        ({ journal, lastAt } = piece.journal);
        return '';
      case 'entry':
        return entry(piece.entry);
      case 'account': {
        const { id, balance } = piece.account;
        // An assertion holds at the beginning of its day.
        const name = beancountAccount(journal, id);
        return `${open(id, false, dayOf(lastAt))}${addDays(dayOf(lastAt), 1)} balance ${name}  ${balance} MIN\n`;
      }
      default:
        return '';
    }
  };
}
