/** 联署 under a head: who of the witnesses that one trusts signed it, and whether each line of theirs holds. */
import type { Checkpoint } from '#domain/seal/checkpoint';
import { readSignatureLine } from '#domain/seal/note';
import type { Say } from '#ledger/check/fault';
import type { SealItem } from '#ledger/check/item';
import { signersOf, type Verifier, writeVerifier } from '#ledger/signature';

export interface Cosigned {
  see(head: SealItem, read: Checkpoint): void;
  /** Size of the largest head that each of them signed, by their keys as they are handed on. */
  readonly upTo: Map<string, number>;
}

/** @param trusted keys of witnesses; lines of others are passed over */
export function cosignedIn(trusted: readonly Verifier[], say: Say): Cosigned {
  const upTo = new Map<string, number>();
  return {
    upTo,
    see({ origin, size, cosigned = [] }, { note }) {
      const lines = cosigned.map((line) => readSignatureLine(line.trimEnd()));
      const signatures = [...note.signatures, ...lines.filter((line) => line !== null)];
      const signers = signersOf({ text: note.text, signatures }, trusted);
      if (!signers || lines.includes(null)) say('cosignature', `${origin} ${size}`);
      for (const key of (signers ?? []).map(writeVerifier)) upTo.set(key, Math.max(size, upTo.get(key) ?? 0));
    },
  };
}
