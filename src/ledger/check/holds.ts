/**
 * Holds while a book is read. Most are drawn out soon after they are made: of those only fingerprints are kept, which is
 * enough to know each again in the end, and to refuse that it is made or drawn on once more.
 */
import { type HoldState, remainder, type Standings } from '#ledger/apply';
import { column } from '#ledger/check/column';
import type { HoldItem } from '#ledger/check/item';
import { knownTexts } from '#ledger/check/known';
import type { Printer } from '#ledger/check/print';
import type { EntryDocument } from '#ledger/leaf';

type Holds = Standings['holds'];

export interface HoldCheck extends Holds {
  /** The lines of this entry were applied. */
  after(document: Pick<EntryDocument, 'seq' | 'subject' | 'transfers'>): void;
  /** @returns whether it stands as the entries left it, and for the first time */
  see(item: HoldItem): boolean;
  /** Those that were not seen: by id, or by the number of the entry that made it where only its fingerprint is left. */
  unseen(): string[];
}

type Standing = HoldState & { subjectId: string };

export function holdsIn(printOf: Printer): HoldCheck {
  const open = new Map<string, HoldState>();
  const subjects = new Map<string, string>();
  const made = knownTexts(printOf);
  const [madeBy, low, high, seen] = [column(), column(), column(), column()];

  const standingIn = (id: string, state: HoldState): string =>
    standingOf({ ...state, subjectId: subjects.get(id) ?? '' });

  function close(id: string, state: HoldState): void {
    const row = made.find(id);
    const print = printOf(standingIn(id, state));
    low.set(row, print.low);
    high.set(row, print.high);
    open.delete(id);
    subjects.delete(id);
  }

  function isAsLeft(row: number, item: HoldItem): boolean {
    const still = open.get(item.id);
    if (still) return standingIn(item.id, still) === standingOf(item);
    const print = printOf(standingOf(item));
    return low.get(row) === print.low && high.get(row) === print.high;
  }

  return {
    get: (id) => open.get(id),
    has: (id) => made.find(id) >= 0,
    set(id, state) {
      made.add(id);
      return open.set(id, state);
    },
    after({ seq, subject, transfers }) {
      for (const { hold } of transfers) {
        const state = hold === undefined ? undefined : open.get(hold);
        if (hold === undefined || !state) continue;
        if (!subjects.has(hold)) {
          subjects.set(hold, subject);
          madeBy.set(made.find(hold), seq);
        }
        if (remainder(state) === 0) close(hold, state);
      }
    },
    see(item) {
      const row = made.find(item.id);
      const same = row >= 0 && seen.get(row) === 0 && isAsLeft(row, item);
      if (row >= 0) seen.set(row, 1);
      open.delete(item.id);
      return same;
    },
    unseen() {
      const ids = [...open.keys()];
      for (const id of ids) seen.set(made.find(id), 1);
      const rows = Array.from({ length: made.size }, (_, row) => row).filter((row) => seen.get(row) === 0);
      return [...ids, ...rows.map((row) => String(madeBy.get(row)))];
    },
  };
}

/** Spelled so that no two standings are spelled alike. */
const standingOf = ({ accountId, minutes, settled, released, subjectId }: Standing): string =>
  JSON.stringify([accountId, minutes, settled, released, subjectId]);
