/** How far a book is sealed, who put their name under it, and whether its log ever began anew. */
import type { Act } from '#db/act';
import type { Instant } from '#domain/day';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { lastCosigned, type Sealed } from '#ledger/checkpoint';
import { findJournal } from '#ledger/journal';
import { beginningsOf } from '#ledger/new-beginning';
import type { Seal } from '#ledger/seal';
import { namesOf } from '#records/name';
import type { Desk } from '#usecases/desk';
import { type CountersignState, isAsked, lastHeard } from '#usecases/seal/countersign';
import { findPublished } from '#usecases/seal/publish';
import { type SealedNow, sealJournal } from '#usecases/seal/seal';
import { grantOver } from '#usecases/under';

export interface Sealing {
  /** False where no key was made. */
  hasSeal: boolean;
  last: { size: number; at: Instant } | null;
  /** Entries after it. */
  waiting: number;
  witnesses: {
    name: string;
    size: number | null;
    state: CountersignState | 'waiting' | 'asking';
    answer: number | null;
  }[];
  /** Who is the name of an officer. */
  beginnings: { at: Instant; size: number; because: string; who: string }[];
}

/** @throws Refusal `not_found` for no journal of ours; whether it is in reach is asked before */
export const viewSealing = (desk: Desk, journal: string): Promise<Sealing> =>
  desk.read(async (act) => {
    const seal = desk.house.seal ?? null;
    const { lastSeq } = await findJournal(act, journal);
    const head = seal && (await findPublished(act, seal, journal));
    const begun = await beginningsOf(act, journal);
    const names = await namesOf(
      act,
      begun.map(({ decidedBy }) => decidedBy),
    );
    return {
      hasSeal: seal !== null,
      last: head && { size: head.size, at: head.sealedAt },
      waiting: lastSeq - (head?.size ?? 0),
      witnesses: seal && head ? await witnessesOf(act, seal, head) : [],
      beginnings: begun.map(({ at, laidAside, because, decidedBy }) => ({
        at,
        because,
        size: readCheckpoint(laidAside)?.size ?? 0,
        who: names.get(decidedBy) ?? decidedBy,
      })),
    };
  });

async function witnessesOf(act: Act, seal: Seal, head: Sealed): Promise<Sealing['witnesses']> {
  const seen: Sealing['witnesses'] = [];
  for (const { verifier } of seal.witnesses) {
    const size = await lastCosigned(act, head.origin, verifier.name);
    const said = lastHeard(seal, head.journal, verifier.name);
    const isSigned = size === head.size;
    const heard = said?.size === head.size ? said.state : 'waiting';
    const state = isSigned ? 'cosigned' : isAsked(seal, head.journal, verifier.name) ? 'asking' : heard;
    seen.push({ name: verifier.name, size, state, answer: isSigned ? null : (said?.answer ?? null) });
  }
  return seen;
}

/**
 * An officer seals a book at once. The witnesses are asked after it (`#usecases/seal/countersign`): one that is dead keeps
 * nobody waiting.
 * @throws Refusal `not_found` out of reach · `no_seal` · `book_set_back` · `book_bent`
 */
export async function sealNow(desk: Desk, journal: string): Promise<SealedNow | null> {
  await desk.read(async (act) => grantOver(act, 'journal.seal', (await findJournal(act, journal)).countyCode));
  return sealJournal(desk, journal);
}
