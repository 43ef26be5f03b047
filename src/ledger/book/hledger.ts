/**
 * The book for hledger. Every posting that our line knows the standing of asserts it, and at the end every account asserts
 * its balance: `hledger check` sums up as we do, or says where it does not.
 */
import { dayOf } from '#domain/day';
import type { Writer } from '#ledger/book/piece';
import { isEquity, type Posting, postingsOf } from '#ledger/book/postings';
import type { Item } from '#ledger/check/item';

export const hledgerAccount = (journal: string, id: string, held = false): string =>
  `${isEquity(id) ? 'equity' : 'assets'}:${journal}:${id}${held ? ':held' : ''}`;

export function hledgerWriter(): Writer {
  const declared = new Set<string>();
  let [journal, lastAt, closing] = ['', 0, false];

  function declare(names: readonly string[]): string {
    const fresh = [...new Set(names)].filter((name) => !declared.has(name));
    for (const name of fresh) declared.add(name);
    return fresh.map((name) => `account ${name}\n`).join('');
  }

  function entry(item: Item): string {
    const postings = item.document.transfers.flatMap((line, at) => {
      const running = item.running[at];
      return running ? postingsOf(line, running) : [];
    });
    const names = postings.map(({ account, held }) => hledgerAccount(journal, account, held));
    return `${declare(names)}${titleOf(item)}${postings.map((one, at) => posting(names[at] ?? '', one)).join('')}\n`;
  }

  return (piece) => {
    switch (piece.what) {
      case 'book':
        return 'commodity 1000. min\n\n';
      case 'journal':
        ({ journal, lastAt } = piece.journal);
        closing = false;
        return '\n';
      case 'entry':
        return entry(piece.entry);
      case 'account': {
        const name = hledgerAccount(journal, piece.account.id);
        // Nothing was ever posted to it, and nobody may name an account that was not declared.
        if (!declared.has(name)) return '';
        const title = closing ? '' : `${dayOf(lastAt)} * ${journal}\n`;
        closing = true;
        return `${title}    ${name}  0 min =* ${piece.account.balance} min\n`;
      }
      default:
        return '';
    }
  };
}

function titleOf({ document, leafHash }: Item): string {
  const { journal, seq, event, subject, id, servedOn, recordedAt, reverses } = document;
  const tags = [`entry:${id}`, servedOn && `served:${servedOn}`, reverses && `reverses:${reverses}`];
  const told = [...tags, `leaf:${leafHash.toString('hex')}`].filter(Boolean).join(', ');
  return `${dayOf(recordedAt)} * (${journal}/${seq}) ${event} ${subject}  ; ${told}\n`;
}

const posting = (name: string, { minutes, after }: Posting): string =>
  `    ${name}  ${minutes} min${after === undefined ? '' : ` = ${after} min`}\n`;
