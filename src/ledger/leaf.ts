/**
 * The bytes that a leaf binds, fixed from the first row (domain.md, "Tamper evidence").
 *
 * commitment = SHA-256("yinling/entry/v1" ‖ 32 random salt bytes ‖ canonical JSON of the entry with its transfers)
 * leaf       = SHA-256(0x00 ‖ commitment), a leaf of an RFC 6962 tree
 *
 * The salt keeps a commitment from being guessed; erasing the person behind an id never touches row or salt.
 */
import { createHash, randomFillSync } from 'node:crypto';
import { canonical } from '#domain/canonical';
import type { Day, Instant } from '#domain/day';
import type { Grade } from '#domain/evidence';
import type { EntryEvent, TransferKind } from '#domain/ledger';

export const ENTRY_DOMAIN = 'yinling/entry/v1';
export const DECISION_DOMAIN = 'yinling/decision/v1';
export const SALT_BYTES = 32;

/** Asking the system for every salt by itself costs more than hashing what it salts. */
const pool = Buffer.alloc(64 * SALT_BYTES);
let used = pool.length;

/** 32 random bytes that were handed out to nobody else. */
export function newSalt(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const salt = Buffer.from(pool.subarray(used, used + SALT_BYTES));
  pool.fill(0, used, used + SALT_BYTES);
  used += SALT_BYTES;
  return salt;
}

export interface TransferDocument {
  line: number;
  kind: TransferKind;
  from: string;
  to?: string;
  minutes: number;
  hold?: string;
}

/**
 * What is bound: ids, dates, minutes, grade and codes; nothing that names a person. Absent fields are left out. Whoever puts
 * one together does it in the order of the names: it is spelled faster.
 */
export interface EntryDocument {
  journal: string;
  seq: number;
  id: string;
  event: EntryEvent;
  subject: string;
  eventId: string;
  reverses?: string;
  servedOn?: Day;
  grade?: Grade;
  recordedAt: Instant;
  actor: string;
  approver?: string;
  policyVersion: number;
  reason?: string;
  decision?: string;
  floors?: { account: string; minutes: number }[];
  transfers: TransferDocument[];
}

/** Nothing in the book is a fraction, nor larger than what every machine counts alike. */
function whole(number: number): string {
  if (!Number.isSafeInteger(number)) throw new Error(`not an integer: ${number}`);
  return String(number);
}

/** What is hashed of a document. @throws Error for a number that is no integer */
export const canonicalJson = (document: unknown): string =>
  // Put together in order, as ours are, it is spelled by the machine's own writer, four times as fast.
  isInOrder(document) ? JSON.stringify(document) : canonical(document, whole);

/** Whole numbers, texts, lists, and members in the order of their names: what JSON.stringify writes as RFC 8785 wants it. */
function isInOrder(value: unknown): boolean {
  if (typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.every(isInOrder);
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let before = '';
  for (const name in value) {
    const held = (value as Record<string, unknown>)[name];
    if (name < before || (held !== undefined && !isInOrder(held))) return false;
    before = name;
  }
  return true;
}

const commit = (domain: string, salt: Buffer, document: unknown): Buffer =>
  createHash('sha256').update(domain).update(salt).update(canonicalJson(document)).digest();

/** 32 bytes: the log's item for an entry. */
export const commitmentOf = (entry: EntryDocument, salt: Buffer): Buffer => commit(ENTRY_DOMAIN, salt, entry);

/** 32 bytes: what the leaf of a credit carries of the decision behind it. */
export const decisionCommitment = (record: Record<string, unknown>, salt: Buffer): Buffer =>
  commit(DECISION_DOMAIN, salt, record);

/** 32 bytes: RFC 6962 §2.1, a leaf is prefixed with 0x00 so that it can never be taken for a node. */
export const leafHash = (commitment: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(0)).update(commitment).digest();
