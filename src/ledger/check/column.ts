/** Whole numbers below 2^32 by their row, four bytes each: it grows by one piece more and moves nothing. */

const PIECE = 2 ** 14;

export interface Column {
  /** 0 where nothing was set. */
  get(row: number): number;
  set(row: number, value: number): void;
}

export function column(): Column {
  const pieces: Uint32Array[] = [];
  return {
    get: (row) => pieces[Math.floor(row / PIECE)]?.[row % PIECE] ?? 0,
    set(row, value) {
      const at = Math.floor(row / PIECE);
      while (pieces.length <= at) pieces.push(new Uint32Array(PIECE));
      (pieces[at] as Uint32Array)[row % PIECE] = value;
    },
  };
}
