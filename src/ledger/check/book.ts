/** 核账 of all journals of a house, or of those in a file: each by itself, then what lies between them. */
import { betweenJournals } from '#ledger/check/between';
import { checkJournal, type JournalCheck, type JournalTold } from '#ledger/check/journal';
import { newPrintKey, printer } from '#ledger/check/print';
import type { SealTrust } from '#ledger/check/sealed';

export interface BookCheck {
  /** @returns the same check for the same journal */
  journal(id: string, trust: SealTrust): JournalCheck;
  find(id: string): JournalCheck | null;
  /** What was found so far, where the rest cannot be read. */
  seen(): JournalTold[];
  /** Everything was handed in. @returns one row a journal, in the order in which they came */
  close(): JournalTold[];
}

export function checkBook(): BookCheck {
  const journals = new Map<string, JournalCheck>();
  const between = betweenJournals();
  const printOf = printer(newPrintKey());
  return {
    journal(id, trust) {
      const check = checkJournal(id, trust, printOf);
      const seen: JournalCheck = {
        ...check,
        entry(item) {
          check.entry(item);
          between.see(item.document);
        },
      };
      journals.set(id, seen);
      return seen;
    },
    find: (id) => journals.get(id) ?? null,
    seen: () => [...journals.values()].map(({ told }) => told),
    close() {
      for (const check of journals.values()) check.close();
      between.close(
        (id) => journals.has(id),
        (journal, kind, at) => journals.get(journal)?.say(kind, at),
      );
      for (const check of journals.values()) sayOpenPairs(check, journals);
      return [...journals.values()].map(({ told }) => told);
    },
  };
}

/** clearing(A, B) + clearing(B, A) = 0: said of both, because nobody knows which of them is right. */
function sayOpenPairs({ journal, clearing, say }: JournalCheck, journals: ReadonlyMap<string, JournalCheck>): void {
  for (const [other, balance] of clearing()) {
    const back = journals.get(other);
    if (back && balance + (back.clearing().get(journal) ?? 0) !== 0) say('clearing', other);
  }
}
