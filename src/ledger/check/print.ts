/**
 * 指纹: 64 bits that stand for a text while a book is read. HalfSipHash under a key that is drawn for each reading, so that
 * whoever forges a book cannot know which texts will look alike; among millions of them by chance none do.
 */
import { randomFillSync } from 'node:crypto';

export type PrintKey = readonly [number, number];

export function newPrintKey(): PrintKey {
  const [k0 = 0, k1 = 0] = randomFillSync(new Int32Array(2));
  return [k0, k1];
}

/** Handed out anew at each call: take the numbers, not the object. */
export interface Print {
  low: number;
  high: number;
}

export type Printer = (text: string) => Readonly<Print>;

export function printer([k0, k1]: PrintKey): Printer {
  const print: Print = { low: 0, high: 0 };
  return (text) => {
    let [v0, v1, v2, v3] = [k0, k1 ^ 0xee, k0 ^ 0x6c796765, k1 ^ 0x74656462];
    const words = (text.length + 1) >> 1;
    // Two letters a word, then how many they were, then the two halves of the answer.
    for (let step = 0; step < words + 3; step += 1) {
      const word = step < words ? pairAt(text, step * 2) : step === words ? text.length : 0;
      if (step === words + 1) v2 ^= 0xee;
      if (step === words + 2) {
        print.low = (v1 ^ v3) >>> 0;
        v1 ^= 0xdd;
      }
      v3 ^= word;
      for (let round = step > words ? 4 : 2; round > 0; round -= 1) {
        v0 = (v0 + v1) | 0;
        v1 = turned(v1, 5) ^ v0;
        v0 = turned(v0, 16);
        v2 = (v2 + v3) | 0;
        v3 = turned(v3, 8) ^ v2;
        v0 = (v0 + v3) | 0;
        v3 = turned(v3, 7) ^ v0;
        v2 = (v2 + v1) | 0;
        v1 = turned(v1, 13) ^ v2;
        v2 = turned(v2, 16);
      }
      v0 ^= word;
    }
    print.high = (v1 ^ v3) >>> 0;
    return print;
  };
}

const turned = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/** Behind the end a letter is nothing. */
const pairAt = (text: string, at: number): number =>
  text.charCodeAt(at) | (at + 1 < text.length ? text.charCodeAt(at + 1) << 16 : 0);
