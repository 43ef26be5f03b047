/**
 * PINs and passwords at rest: argon2id, with the house's pepper mixed in. Slow on purpose, so it never runs inside a unit
 * of work: hash before one, compare between two.
 */
import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What of a house hashing needs. */
export interface Peppered {
  pepper: string;
  hashing?: { memoryCost: number; timeCost: number };
}

/** OWASP's first choice for argon2id: 19 MiB, two passes. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const options = (house: Peppered) => ({ ...COST, ...house.hashing, secret: Buffer.from(house.pepper) });

export const hashSecret = (house: Peppered, secret: string): Promise<string> => hash(secret, options(house));

/** One for each house, compared with where there is nothing to compare with. */
const decoys = new WeakMap<Peppered, Promise<string>>();

function decoyOf(house: Peppered): Promise<string> {
  const known = decoys.get(house);
  if (known) return known;
  const made = hashSecret(house, randomBytes(16).toString('hex'));
  decoys.set(house, made);
  return made;
}

/** Is it the one behind this hash? No hash takes just as long and is never right: an unknown name must not answer sooner. */
export async function matches(house: Peppered, hashed: string | null, secret: string): Promise<boolean> {
  const right = await verify(hashed ?? (await decoyOf(house)), secret, options(house));
  return right && hashed !== null;
}

/** Without letters and digits that are read wrong from paper or over the telephone. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GENERATED_LENGTH = 16;

/** A first password, shown once: four groups of four. */
export const newPassword = (): string =>
  Array.from({ length: GENERATED_LENGTH }, (_, at) => {
    const letter = LETTERS[randomInt(LETTERS.length)];
    return at > 0 && at % 4 === 0 ? `-${letter}` : letter;
  }).join('');
