/** One unit of work: what every record and ledger function is handed first. Made by a desk, dead when the unit ends. */
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Actor } from '#domain/actor';
import type { Day, Instant } from '#domain/day';
import type { MoveName, State } from '#domain/exchange';
import type { PairingMoveName, PairingState } from '#domain/pairing';
import type { PolicyBook } from '#domain/policy';

/** A Drizzle handle, typed as PostgreSQL's whichever database is underneath. */
export type Tx = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** What hides personal data at rest: sealed with a key from the environment, found again by a keyed hash. */
export interface Vault {
  seal(plain: string): string;
  open(sealed: string): string;
  lookup(plain: string): string;
  /** The same for bytes: a photograph. */
  sealBytes(plain: Buffer): Buffer;
  openBytes(sealed: Buffer): Buffer;
}

export interface Act {
  tx: Tx;
  actor: Actor;
  now: Instant;
  today: Day;
  policy: PolicyBook;
  /** A new id with this prefix: `ids('exc')` → `exc_01k…`, sortable by the time it was made. */
  ids: (prefix: string) => string;
  vault: Vault;
  requestId: string;
  /** The browser or phone this came from: a long-lived random id, or null for a job or command. */
  device: string | null;
  /** What this unit did to exchanges, in order: told to those concerned before it ends (`#usecases/telling/tell`). */
  moved: Moved[];
  /** What it did to pairings, told in the same way. */
  paired: PairMoved[];
  /** Villages whose visits no longer stand as they were counted: counted anew before it ends (`#usecases/visit/count`). */
  touched: Set<string>;
  /** Whoever acts says it to the elder's face in this unit: what would wait to be told in person is told. */
  aloud?: boolean;
}

/** A move that was made. */
export interface Moved {
  moveId: string;
  exchangeId: string;
  move: MoveName;
  to: State;
}

/** A move of a pairing that was made. */
export interface PairMoved {
  moveId: string;
  pairingId: string;
  move: PairingMoveName;
  from: PairingState | null;
}

/** Everything of an act but what belongs to its unit: enough to say what a row will look like. */
export type Hand = Omit<Act, 'tx' | 'moved' | 'paired' | 'touched' | 'aloud'>;
