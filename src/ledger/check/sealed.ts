/**
 * What was sealed of a journal, against the tree grown anew from its entries: every stored hash, and every head with its
 * note. Heads that agree with one tree that only grows are consistent with each other: no proof between them is needed.
 */
import { type Checkpoint, readCheckpoint } from '#domain/seal/checkpoint';
import { EMPTY, type Full, growingFrom } from '#domain/seal/growing';
import { type Hash, type Hasher, TREE_HASHES, type TreeHash } from '#domain/seal/hash';
import { rootOverPeaks } from '#domain/seal/merkle';
import { TILE_WIDTH } from '#domain/seal/tile';
import { cosignedIn } from '#ledger/check/cosigned';
import type { Say } from '#ledger/check/fault';
import type { SealItem, TreeItem } from '#ledger/check/item';
import { isSameHead } from '#ledger/seal';
import { signersOf, treeHasher, type Verifier, writeVerifier } from '#ledger/signature';

export interface SealTrust {
  /** Keys whose signatures under this name count; null where no key is at hand: then signatures are not looked at. */
  verifiersOf(origin: string): readonly Verifier[] | null;
  /** Keys of witnesses whose lines under heads count; lines of others are not looked at. */
  witnesses?: readonly Verifier[];
  /** Heads that were kept apart from the book; each must be in it. */
  kept: readonly SealItem[];
  /** Which trees there are heads of. */
  trees: readonly TreeHash[];
  /** Hashes of full tiles are stored and will be handed in. */
  tiles: boolean;
}

export interface SealCheck {
  add(commitment: Buffer, leaf: Hash): void;
  head(item: SealItem): void;
  treeHash(item: TreeItem): void;
  /** No entry comes after this. */
  end(): void;
  /** Everything that is stored was handed in. */
  close(): void;
  readonly told: SealTold;
}

export interface SealTold {
  checkpoints: number;
  /** Entries that the last head holds. */
  sealed: number;
  /** Keys that signed, as they are handed on. */
  keys: Set<string>;
  /** Witnesses that signed, by their keys, each with the size of the largest head that it signed. */
  witnesses: Map<string, number>;
}

interface Tree {
  hasher: Hasher;
  growing: ReturnType<typeof growingFrom>;
  full: Map<string, Hash>;
  sealed: number;
}

interface Waiting extends SealItem {
  kept: boolean;
}

const placeOf = ({ level, place }: Pick<Full, 'level' | 'place'>): string => `${level}/${place}`;
const nameOf = ({ origin, size }: Pick<SealItem, 'origin' | 'size'>): string => `${origin} ${size}`;

export function sealsIn(trust: SealTrust, say: Say): SealCheck {
  const trees = new Map<TreeHash, Tree>();
  for (const name of new Set(trust.trees)) {
    const hasher = treeHasher(name);
    trees.set(name, { hasher, growing: growingFrom(EMPTY, hasher), full: new Map(), sealed: 0 });
  }
  const waiting = new Map<number, Waiting[]>();
  const cosigned = cosignedIn(trust.witnesses ?? [], say);
  const told: SealTold = { checkpoints: 0, sealed: 0, keys: new Set(), witnesses: cosigned.upTo };
  let size = 0;
  const wait = (item: Waiting) => waiting.set(item.size, [...(waiting.get(item.size) ?? []), item]);
  for (const item of trust.kept) wait({ ...item, kept: true });

  /** Of all heads that were signed of a tree as large as it is now. */
  function judge(): void {
    const heads = waiting.get(size);
    if (!heads) return;
    waiting.delete(size);
    const sound = heads.filter((head) => isSigned(head));
    if (isSplit(sound)) say('split_view', size);
    for (const head of heads) if (!isGrown(head)) say('checkpoint_root', nameOf(head));
    for (const head of heads) {
      if (head.kept && !heads.some((other) => !other.kept && isSameHead(other, head)))
        say('kept_missing', nameOf(head));
    }
  }

  function isSigned(head: Waiting): boolean {
    const read = readCheckpoint(head.note);
    if (!read || !isSameHead(read, head)) {
      say('checkpoint_note', nameOf(head));
      return false;
    }
    cosigned.see(head, read);
    const verifiers = trust.verifiersOf(head.origin);
    return verifiers === null || hasSigner(read, verifiers);
  }

  function hasSigner(read: Checkpoint, verifiers: readonly Verifier[]): boolean {
    const signers = signersOf(read.note, verifiers) ?? [];
    for (const signer of signers) told.keys.add(writeVerifier(signer));
    if (signers.length === 0) say('checkpoint_signature', nameOf(read));
    return signers.length > 0;
  }

  function isGrown(head: Waiting): boolean {
    const tree = trees.get(head.tree);
    if (!tree) return false;
    const peaks = tree.growing.peaks();
    const samePeaks = head.peaks === undefined || Buffer.concat([...head.peaks]).equals(Buffer.concat(peaks));
    return samePeaks && rootOverPeaks(peaks, tree.hasher).equals(head.root);
  }

  return {
    told,
    add(commitment, leaf) {
      judge();
      size += 1;
      for (const [name, tree] of trees) {
        for (const one of tree.growing.add(name === 'sha256' ? leaf : tree.hasher.leaf(commitment))) {
          if (trust.tiles) tree.full.set(placeOf(one), one.hash);
        }
      }
    },
    head(item) {
      told.checkpoints += 1;
      told.sealed = Math.max(told.sealed, item.size);
      const tree = trees.get(item.tree);
      if (tree) tree.sealed = Math.max(tree.sealed, item.size);
      wait({ ...item, kept: false });
    },
    treeHash({ tree, level, place, hash }) {
      const full = trees.get(tree)?.full;
      const grown = full?.get(placeOf({ level, place }));
      if (!grown?.equals(hash)) say('tree_hash', `${tree} ${placeOf({ level, place })}`);
      full?.delete(placeOf({ level, place }));
    },
    end() {
      judge();
      for (const head of [...waiting.values()].flat()) {
        if (head.size < size) say('checkpoint_root', nameOf(head));
        else say(head.kept ? 'set_back' : 'checkpoint_ahead', nameOf(head));
      }
      waiting.clear();
    },
    close() {
      for (const name of TREE_HASHES) sayMissing(name, trees.get(name));
    },
  };

  /** Every tile that was full when the last head was signed is stored. */
  function sayMissing(name: TreeHash, tree: Tree | undefined): void {
    for (const key of tree?.full.keys() ?? []) {
      const [level = 0, place = 0] = key.split('/').map(Number);
      if ((place + 1) * TILE_WIDTH ** level <= (tree?.sealed ?? 0)) say('tree_hash', `${name} ${key}`);
    }
  }
}

/** Roots of one size and one kind that differ. */
const isSplit = (heads: readonly SealItem[]): boolean =>
  heads.some((one) => heads.some((other) => one.tree === other.tree && !one.root.equals(other.root)));
