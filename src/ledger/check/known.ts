/**
 * Texts that were seen, each with a row of its own, counted from 0: what is known of them stands in columns beside it. Kept
 * are their fingerprints, so that a million of them take some twenty megabytes, however long they are.
 */
import { column } from '#ledger/check/column';
import type { Printer } from '#ledger/check/print';

export interface Known {
  readonly size: number;
  /** @returns its row, or -1 for a text that was not added */
  find(text: string): number;
  /** @returns its row: the one it has, or a new one */
  add(text: string): number;
}

/** Of four places three are taken at most: then the next free one is near. */
const isCrowded = (size: number, places: number): boolean => size * 4 > places * 3;

export function knownTexts(printOf: Printer): Known {
  const [low, high] = [column(), column()];
  /** Rows by their fingerprint, counted from 1; 0 is a free place. */
  let places = new Uint32Array(1024);
  let size = 0;

  /** Where it is, or where it would be put. */
  function placeOf(wantedLow: number, wantedHigh: number): number {
    const mask = places.length - 1;
    let place = wantedLow & mask;
    for (let row = places[place]; row; row = places[place]) {
      if (low.get(row - 1) === wantedLow && high.get(row - 1) === wantedHigh) break;
      place = (place + 1) & mask;
    }
    return place;
  }

  function spread(): void {
    places = new Uint32Array(places.length * 2);
    for (let row = 0; row < size; row += 1) places[placeOf(low.get(row), high.get(row))] = row + 1;
  }

  return {
    get size() {
      return size;
    },
    find(text) {
      const print = printOf(text);
      return (places[placeOf(print.low, print.high)] ?? 0) - 1;
    },
    add(text) {
      const print = printOf(text);
      const place = placeOf(print.low, print.high);
      const row = (places[place] ?? 0) - 1;
      if (row >= 0) return row;
      low.set(size, print.low);
      high.set(size, print.high);
      places[place] = size + 1;
      size += 1;
      if (isCrowded(size, places.length)) spread();
      return size - 1;
    },
  };
}
