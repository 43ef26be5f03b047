/** Ids: a prefix that says of what, then 26 letters that sort by the time they were made. */
import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';

/** Asking the system for one random letter at a time costs more than the rest of a credit's arithmetic together. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** From 0 up to, not including, 1, in 256 equal steps; a letter is one of 32. */
function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.readUInt8(used++) / 256;
}

/** `newId('exc')` gives `exc_01k…`. */
export const newId = (prefix: string): string => `${prefix}_${ulid(undefined, random).toLowerCase()}`;
