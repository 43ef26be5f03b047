/**
 * Between journals: what left one through its clearing account came into the other, event by event, and an event that is
 * reversed in one is reversed in all. Only entries that touch a clearing account are remembered.
 */
import type { FaultKind } from '#ledger/check/fault';
import type { EntryDocument, TransferDocument } from '#ledger/leaf';

export interface Between {
  see(document: EntryDocument): void;
  /** @param has whether a journal was looked at: of others nothing can be said */
  close(has: (journal: string) => boolean, say: (journal: string, kind: FaultKind, at: string) => void): void;
}

interface Side {
  journal: string;
  seq: number;
  id: string;
  reverses: string | undefined;
  /** What came in over the clearing account, by the other journal. */
  in: Map<string, number>;
}

const CLEARING = 'clearing:';
const isCrossing = ({ from, to }: TransferDocument): boolean =>
  from.startsWith(CLEARING) || (to?.startsWith(CLEARING) ?? false);

export function betweenJournals(): Between {
  const events = new Map<string, Side[]>();
  const reversed = new Set<string>();
  return {
    see({ journal, seq, id, eventId, reverses, transfers }) {
      if (!transfers.some(isCrossing)) return;
      const crossing = new Map<string, number>();
      const move = (account: string | undefined, minutes: number) => {
        if (!account?.startsWith(CLEARING)) return;
        const other = account.slice(CLEARING.length);
        crossing.set(other, (crossing.get(other) ?? 0) + minutes);
      };
      for (const { from, to, minutes } of transfers) {
        move(from, -minutes);
        move(to, minutes);
      }
      if (reverses !== undefined) reversed.add(reverses);
      events.set(eventId, [...(events.get(eventId) ?? []), { journal, seq, id, reverses, in: crossing }]);
    },
    close(has, say) {
      for (const sides of events.values()) {
        for (const side of sides) {
          for (const [other, minutes] of side.in) {
            const back = sides.find(({ journal }) => journal === other)?.in.get(side.journal) ?? 0;
            if (has(other) && minutes + back !== 0) say(side.journal, 'clearing', String(side.seq));
          }
        }
        const undone = sides.filter(({ id }) => reversed.has(id));
        if (undone.length === 0 || undone.length === sides.length) continue;
        for (const { journal, seq, id } of sides) if (!reversed.has(id)) say(journal, 'reversal_half', String(seq));
      }
    },
  };
}
