/** Chance that is the same every time: two worlds grown from one seed are one world, down to the salts of its book. */
import { encodeTime } from 'ulid';
import type { Instant } from '#domain/day';
import { SALT_BYTES } from '#ledger/leaf';

export interface Dice {
  /** 0 … n − 1 */
  below(n: number): number;
  between(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  salt(): Buffer;
}

/** sfc32: fast, and long enough for any world that fits on a disk. */
export function diceFrom(seed: number): Dice {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9, 0x243f6a88, 1];
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 15; warm++) draw();
  const dice: Dice = {
    below: (n) => Math.floor((draw() / 2 ** 32) * n),
    between: (low, high) => low + dice.below(high - low + 1),
    chance: (share) => draw() < share * 2 ** 32,
    pick: (list) => {
      const found = list[dice.below(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    salt() {
      const salt = Buffer.alloc(SALT_BYTES);
      for (let at = 0; at < SALT_BYTES; at += 4) salt.writeUInt32LE(draw(), at);
      return salt;
    },
  };
  return dice;
}

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
/** Of the sixteen letters behind the time: the first count, so that what is made later in one moment sorts later. */
const [COUNTED, THROWN] = [7, 9];

/** New ids as a house makes them, `exc_01k…`, in the order in which they are asked for. */
export function idsFrom(dice: Dice): (at: Instant) => (prefix: string) => string {
  let count = 0;
  const letters = (value: number, length: number) => {
    let text = '';
    for (let rest = value, at = 0; at < length; at++, rest = Math.floor(rest / 32)) text = LETTERS[rest % 32] + text;
    return text;
  };
  return (at) => {
    const time = encodeTime(at).toLowerCase();
    return (prefix) => `${prefix}_${time}${letters(count++, COUNTED)}${letters(dice.below(2 ** 32), THROWN)}`;
  };
}
