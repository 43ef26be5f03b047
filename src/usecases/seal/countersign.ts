/**
 * 请人联署: each witness is handed the last head of a journal, with what shows that it grew from the head that the witness
 * signed last (C2SP tlog-witness). What comes back is checked before it is kept. Whatever a witness does, sealing goes on.
 */
import type { Act } from '#db/act';
import { readCheckpoint, readCount } from '#domain/seal/checkpoint';
import { consistencyStretches } from '#domain/seal/merkle';
import { readSignatureLines, signatureLine } from '#domain/seal/note';
import { writeSubmission } from '#domain/seal/submission';
import { lastCosigned, type Sealed, writeCosignature } from '#ledger/checkpoint';
import { listJournals } from '#ledger/journal';
import type { Countersigner, Seal } from '#ledger/seal';
import { holds, isOf, treeHasher } from '#ledger/signature';
import { hashesOf } from '#ledger/tree';
import type { Desk } from '#usecases/desk';
import { findPublished } from '#usecases/seal/publish';

export interface Answered {
  status: number;
  type: string;
  body: string;
}
/** Sends text to an address. @throws when nobody answers */
export type Send = (url: string, body: string) => Promise<Answered>;

/**
 * split: it signed a book that ours did not grow from · ahead: it signed a longer one · forged: what it answered is not its
 * signature under this head · refused: anything else
 */
export type CountersignState = 'cosigned' | 'split' | 'ahead' | 'forged' | 'refused' | 'unreachable';

export interface Countersigned {
  journal: string;
  witness: string;
  /** Size of the head that it was asked about. */
  size: number;
  state: CountersignState;
  /** Its status, where it refused. */
  answer: number | null;
}

/** What the witnesses said last, by the seal that asked them: asked again after a restart. */
const heard = new WeakMap<Seal, Map<string, Countersigned>>();

const keyOf = ({ journal, witness }: Pick<Countersigned, 'journal' | 'witness'>): string => `${journal} ${witness}`;

/** What this witness said last of the journal; null before it was asked. */
export const lastHeard = (seal: Seal, journal: string, witness: string): Countersigned | null =>
  heard.get(seal)?.get(keyOf({ journal, witness })) ?? null;

/** Who has been asked and has not answered yet. */
const asking = new WeakMap<Seal, Set<string>>();

export const isAsked = (seal: Seal, journal: string, witness: string): boolean =>
  asking.get(seal)?.has(keyOf({ journal, witness })) ?? false;

/**
 * Ask each witness about each journal that it has not signed as far as it is sealed.
 * @param only the id of one journal
 * @returns one row for each asked
 */
export async function askWitnesses(desk: Desk, send: Send, only?: string): Promise<Countersigned[]> {
  const { seal } = desk.house;
  if (!seal || seal.witnesses.length === 0) return [];
  const asked: Countersigned[] = [];
  for (const { id } of await desk.read(listJournals)) {
    if (only !== undefined && only !== id) continue;
    const answers = await Promise.all(seal.witnesses.map((witness) => askOnce(desk, seal, id, witness, send)));
    asked.push(...answers.filter((one) => one !== null));
  }
  const known = heard.get(seal) ?? new Map<string, Countersigned>();
  for (const one of asked) known.set(keyOf(one), one);
  heard.set(seal, known);
  return asked;
}

/** By the clock or by an officer: not by both at a time. */
async function askOnce(desk: Desk, seal: Seal, journal: string, witness: Countersigner, send: Send) {
  const busy = asking.get(seal) ?? new Set<string>();
  asking.set(seal, busy);
  const key = keyOf({ journal, witness: witness.verifier.name });
  if (busy.has(key)) return null;
  busy.add(key);
  try {
    return await askOne(desk, seal, journal, witness, send);
  } finally {
    busy.delete(key);
  }
}

async function askOne(
  desk: Desk,
  seal: Seal,
  journal: string,
  witness: Countersigner,
  send: Send,
): Promise<Countersigned | null> {
  const { name } = witness.verifier;
  const [head, had] = await desk.read(async (act) => {
    const published = await findPublished(act, seal, journal);
    return [published, published && (await lastCosigned(act, published.origin, name))] as const;
  });
  if (!head || head.size === had) return null;
  const said = await askAbout(desk, head, had ?? 0, (body) => send(`${witness.url}/add-checkpoint`, body));
  const state = said ? stateOf(said, head, witness) : 'unreachable';
  if (said && state === 'cosigned') await desk.write([], (act) => keep(act, head, said, witness));
  return {
    journal,
    witness: name,
    size: head.size,
    state,
    answer: state === 'refused' ? (said?.status ?? null) : null,
  };
}

type Said = Answered & { oldSize: number };

/** Once, and once more where it tells that the head it knows is another one than we thought. */
async function askAbout(
  desk: Desk,
  head: Sealed,
  oldSize: number,
  send: (body: string) => Promise<Answered>,
): Promise<Said | null> {
  try {
    const said = await send(await submissionFor(desk, head, oldSize));
    const known = knownSize(said);
    if (known === null || known === oldSize || known > head.size) return { ...said, oldSize };
    return { ...(await send(await submissionFor(desk, head, known))), oldSize: known };
  } catch {
    return null;
  }
}

const submissionFor = (desk: Desk, head: Sealed, oldSize: number): Promise<string> =>
  desk.read(async (act) => {
    const stretches = consistencyStretches(oldSize, head.size);
    const proof = await hashesOf(act, head.journal, head, stretches, treeHasher(head.tree));
    return writeSubmission(oldSize, proof, head.note);
  });

/** What a 409 teaches. */
function knownSize({ status, type, body }: Answered): number | null {
  return status === 409 && type === 'text/x.tlog.size' && body.endsWith('\n') ? readCount(body.slice(0, -1)) : null;
}

function stateOf(said: Said, head: Sealed, witness: Countersigner): CountersignState {
  if (said.status === 200) return signatureIn(said, head, witness) ? 'cosigned' : 'forged';
  const known = knownSize(said);
  if (known !== null && known > head.size) return 'ahead';
  // Our proof is of our own tree: where it does not lead to what the witness knows, that is another tree.
  return known === head.size || said.status === 422 ? 'split' : 'refused';
}

/** The line of this witness, when it holds. Lines of others are not looked at. */
function signatureIn({ body }: Answered, { note }: Sealed, { verifier }: Countersigner) {
  const text = readCheckpoint(note)?.note.text ?? '';
  return (readSignatureLines(body) ?? []).find((one) => isOf(one, verifier) && holds(text, one, verifier)) ?? null;
}

async function keep(act: Act, head: Sealed, said: Answered, witness: Countersigner): Promise<void> {
  const signature = signatureIn(said, head, witness);
  if (!signature) return;
  const { origin, size } = head;
  await writeCosignature(act, { origin, size, witness: witness.verifier.name, line: signatureLine(signature) });
}
