/**
 * 联署: we put our name to the head of another log, once it is shown that its tree only grew from the head that we put our
 * name to last (C2SP tlog-witness). To two heads of one size we never do: whoever has our name under theirs has the same
 * book as everybody else who has it.
 */
import type { Act } from '#db/act';
import { must } from '#domain/refusal';
import { isConsistent } from '#domain/seal/merkle';
import { signatureLine, writeNote } from '#domain/seal/note';
import { readSubmission, type Submission } from '#domain/seal/submission';
import type { Seal, Witness } from '#ledger/seal';
import { signersOf, writeVerifier } from '#ledger/signature';
import {
  keepSplitView,
  listSplitViews,
  listWitnessed,
  moveOn,
  type SplitView,
  type Witnessed,
  witnessedOf,
} from '#ledger/witnessed';
import type { Desk } from '#usecases/desk';

/** What a witness answers. `moved`: the old size is not that of the head it put its name to last, which is told. */
export type Witnessing =
  | { kind: 'cosigned'; line: string }
  | { kind: 'unreadable' | 'unknown' | 'unsigned' | 'inconsistent' }
  | { kind: 'moved'; size: number };

/**
 * @param written the body of an add-checkpoint request
 * @throws Refusal `not_found` where we are nobody's witness
 */
export async function cosignCheckpoint(desk: Desk, written: string): Promise<Witnessing> {
  const witness = must(desk.house.seal?.witness);
  const read = readSubmission(written);
  if (!read) return { kind: 'unreadable' };
  const { checkpoint, oldSize } = read;
  const known = witness.logs.filter(({ verifier }) => verifier.name === checkpoint.origin);
  const [log] = known;
  if (!log) return { kind: 'unknown' };
  const trusted = known.map(({ verifier }) => verifier);
  if (!signersOf(checkpoint.note, trusted)?.length) return { kind: 'unsigned' };
  if (oldSize > checkpoint.size) return { kind: 'unreadable' };
  return desk.write([], (act) => decide(act, witness, read, log.tree));
}

/** Looking and keeping are one unit, and keeping names the head that was looked at. */
async function decide(act: Act, witness: Witness, asked: Submission, tree: Seal['tree']): Promise<Witnessing> {
  const { checkpoint, oldSize, proof } = asked;
  const last = await witnessedOf(act, checkpoint.origin);
  const note = writeNote(checkpoint.note);
  if (last && isSplit(last, asked)) await keepSplitView(act, last, note);
  const moved = { kind: 'moved', size: last?.size ?? 0 } as const;
  if (oldSize !== moved.size || (last && isSplit(last, asked))) return moved;
  const before = last ?? { size: 0, root: tree.empty() };
  if (!isConsistent(before, checkpoint, proof, tree)) return { kind: 'inconsistent' };
  if (!(await moveOn(act, last, checkpoint, note))) {
    return { kind: 'moved', size: (await witnessedOf(act, checkpoint.origin))?.size ?? 0 };
  }
  return {
    kind: 'cosigned',
    line: signatureLine(witness.cosign(checkpoint.note.text, Math.floor(act.now / 1000))),
  };
}

const isSplit = (last: Witnessed, { checkpoint }: Submission): boolean =>
  last.size === checkpoint.size && !last.root.equals(checkpoint.root);

export interface WitnessSeen {
  /** Our key as it is handed on; null where we are nobody's witness. */
  key: string | null;
  /** Logs that we know, by their names, with all their keys. */
  logs: { origin: string; keys: string[]; last: Witnessed | null }[];
  splits: SplitView[];
}

export async function viewWitness(desk: Desk): Promise<WitnessSeen> {
  const witness = desk.house.seal?.witness;
  if (!witness) return { key: null, logs: [], splits: [] };
  const [seen, splits] = await desk.read(async (act) => [await listWitnessed(act), await listSplitViews(act)] as const);
  const origins = [...new Set(witness.logs.map(({ verifier }) => verifier.name))].sort();
  return {
    key: writeVerifier(witness.verifier),
    logs: origins.map((origin) => ({
      origin,
      keys: witness.logs
        .map(({ verifier }) => verifier)
        .filter(({ name }) => name === origin)
        .map(writeVerifier),
      last: seen.find((one) => one.origin === origin) ?? null,
    })),
    splits,
  };
}
